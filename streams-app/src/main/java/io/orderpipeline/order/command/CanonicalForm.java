package io.orderpipeline.order.command;

import io.orderpipeline.order.Money;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * The bytes of a command's body that decide whether two commands are the same: each text as its
 * UTF-8 length (8 bytes, big-endian) and its UTF-8 bytes, each number as 8 bytes, big-endian. It
 * depends on the fields' values alone, not on their encoding in transit, so a producer with a newer
 * schema resends the same body.
 *
 * <p>The hash is the first 8 bytes, big-endian, of the SHA-256 (FIPS 180-4) of the form. It tells
 * an honest client's resend from its mistake within one order; it guards nothing against forgery.
 */
public final class CanonicalForm {

    private static final long NO_EXPECTED_VERSION = -1;

    private final MessageDigest digest;

    private CanonicalForm() {
        try {
            digest = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** The hash of a body together with the version that it expects. */
    public static long hash(ReceivedCommand command) {
        CanonicalForm form = new CanonicalForm();
        form.number(command.expectedVersion().orElse(NO_EXPECTED_VERSION));
        command.body().writeTo(form);
        return ByteBuffer.wrap(form.digest.digest()).getLong();
    }

    CanonicalForm text(String text) {
        byte[] utf8 = text.getBytes(StandardCharsets.UTF_8);
        number(utf8.length);
        digest.update(utf8);
        return this;
    }

    CanonicalForm number(long number) {
        digest.update(ByteBuffer.allocate(Long.BYTES).putLong(0, number));
        return this;
    }

    CanonicalForm money(Money money) {
        return number(money.amountMinor()).text(money.currency());
    }
}
