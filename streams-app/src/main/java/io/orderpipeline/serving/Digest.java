package io.orderpipeline.serving;

import io.orderpipeline.schema.state.Payment;
import io.orderpipeline.schema.view.OrderView;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * What orders are compared by: a public format, which an independent fold of the log must come to
 * as well. Confined to one thread.
 *
 * <ul>
 *   <li>{@code chain_0} is 32 zero bytes; {@code chain_v = SHA-256(chain_(v-1), order id in UTF-8,
 *       0x00, v as 8 bytes big-endian, the value of the record in order.event)}. It depends on
 *       facts only: another projection leaves it the same.
 *   <li>{@code facts} is the SHA-256 of the UTF-8 text of 13 lines, each ended by a line feed:
 *       order id, version, status, customer, region, currency, total in minor units, transaction of
 *       the payment, shipment, reason of the cancellation, milliseconds at which it was placed,
 *       type and command of the last event. What there is none of is {@code -}, and so is the whole
 *       of an order that was never placed.
 * </ul>
 *
 * Both are written in hexadecimal, lower case.
 */
final class Digest {

    private static final int BYTES = 32;
    private static final String NONE = "-";

    private final MessageDigest sha256;

    Digest() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every Java has SHA-256", never);
        }
    }

    /** Before the first version. */
    static byte[] start() {
        return new byte[BYTES];
    }

    /**
     * The chain one version further.
     *
     * @param value of the record in {@code order.event}, byte for byte
     */
    byte[] chain(byte[] before, String orderId, long version, byte[] value) {
        sha256.update(before);
        sha256.update(orderId.getBytes(StandardCharsets.UTF_8));
        sha256.update((byte) 0);
        sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(version).array());
        return sha256.digest(value);
    }

    /** What a view says, as it is stored. */
    String facts(OrderView view) {
        List<String> lines =
                List.of(
                        view.getOrderId(),
                        Long.toString(view.getVersion()),
                        view.getStatus().name(),
                        view.getCustomerId(),
                        view.getRegion(),
                        view.getTotal().getCurrency(),
                        Long.toString(view.getTotal().getAmountMinor()),
                        view.getPayment().map(Payment::getTransactionId).orElse(NONE),
                        view.getShipmentId().orElse(NONE),
                        view.getCancelReason().orElse(NONE),
                        Long.toString(view.getPlacedAt().toEpochMilli()),
                        view.getLastEvent().getType(),
                        view.getLastEvent().getCommandId());
        String text = String.join("\n", lines) + "\n";
        return hex(sha256.digest(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** In place of the facts of an order that has no view. */
    static String noFacts() {
        return NONE;
    }

    static String hex(byte[] digest) {
        return HexFormat.of().formatHex(digest);
    }
}
