package io.orderpipeline.pipeline.fold;

import io.orderpipeline.order.Cause;
import io.orderpipeline.pipeline.deadletter.PoisonRecordException;
import java.nio.charset.StandardCharsets;
import java.util.Objects;

/** A fold of words: how often each has come, and a count of all. */
final class Words implements Fold {

    static final Table TIMES = new Table('t');
    static final String POISON = "poison";

    /** Forgets the words before "c". */
    static final String FORGET = "forget";

    @Override
    public long apply(LogRecord message, Changes changes) {
        String word = text(Objects.requireNonNull(message.value()));
        if (word.equals(FORGET)) {
            changes.deleteRange(TIMES, "", "c");
            return message.timestampMs();
        }
        changes.put(TIMES, word, bytes(changes.get(TIMES, word).map(Words::text).orElse("") + "x"));
        changes.count("words", 1);
        return PoisonRecordException.unlessHandled(
                message.cause(), () -> requireSound(message, word));
    }

    private static long requireSound(LogRecord message, String word) {
        if (word.equals(POISON)) {
            throw new IllegalArgumentException("no word");
        }
        return message.timestampMs();
    }

    static LogRecord record(long offset, String word) {
        return new LogRecord(new Cause("words", 0, offset), offset * 1000, "k", bytes(word));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String text(byte[] bytes) {
        return new String(bytes, StandardCharsets.UTF_8);
    }
}
