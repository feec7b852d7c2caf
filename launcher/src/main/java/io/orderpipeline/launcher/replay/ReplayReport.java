package io.orderpipeline.launcher.replay;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.orderpipeline.sim.digest.Difference;
import io.orderpipeline.sim.digest.Verdict;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a replay came to, and the document that {@code --json} prints.
 *
 * @param outcome in a word
 * @param generation the one that was built; the live one where only a part was compared
 * @param times how long it took
 * @param verdict what the comparison said
 * @param promotion present when it is live now
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
record ReplayReport(
        Outcome outcome,
        int generation,
        Times times,
        Verdict verdict,
        Promotion.@Nullable Promoted promotion) {

    private static final int NAMED = 20;

    /** How it ended. */
    enum Outcome {
        /** It agrees, and may be promoted. */
        VERIFIED,
        /** It agrees, and is live. */
        PROMOTED,
        /** It agrees, and was removed again, as asked for. */
        AGREES,
        /** It does not agree. */
        DIFFERS
    }

    /**
     * Seconds.
     *
     * @param build from the start of this command until the generation had read the log; 0 where
     *     nothing was built
     * @param verify to compare it
     */
    record Times(double build, double verify) {}

    boolean ok() {
        return outcome != Outcome.DIFFERS;
    }

    /** For people. */
    String text() {
        StringBuilder text = new StringBuilder();
        if (times.build() > 0) {
            line(text, "built      %6.1f s  generation %d", times.build(), generation);
        }
        line(
                text,
                "compared   %6.1f s  %,d orders, %,d events, each with the log",
                times.verify(),
                verdict.compared().orders(),
                verdict.compared().events());
        verdict.generations().forEach(each -> generation(text, each));
        if (verdict.compared().broken() > 0) {
            line(
                    text,
                    "%,d orders have gaps in the log itself: see `pipeline audit`, row I4",
                    verdict.compared().broken());
        }
        if (promotion != null) {
            line(
                    text,
                    "promoted   %6.1f s  generation %d is live; %d follows, to go back to",
                    (promotion.heldMs() + promotion.servingMs()) / 1e3,
                    promotion.to(),
                    promotion.from());
            line(
                    text,
                    "           requests waited up to %,d ms for the switch",
                    promotion.heldMs());
        }
        return text.toString();
    }

    private static void generation(StringBuilder text, Verdict.OfGeneration each) {
        if (each.differences() == 0) {
            line(text, "  generation %d agrees  %s", each.number(), each.digest());
            return;
        }
        line(text, "  generation %d differs in %,d orders:", each.number(), each.differences());
        each.first().stream()
                .limit(NAMED)
                .map(Difference::text)
                .forEach(difference -> line(text, "    %s", difference));
        if (each.differences() > NAMED) {
            line(text, "    and %,d more; --json has the first 100", each.differences() - NAMED);
        }
    }

    private static void line(StringBuilder text, String format, Object... arguments) {
        text.append(String.format(Locale.ROOT, format, arguments)).append(System.lineSeparator());
    }
}
