package io.orderpipeline.generation;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** The table as its Avro record, and back. */
final class TableWire {

    private TableWire() {}

    static io.orderpipeline.schema.generation.GenerationTable write(GenerationTable table) {
        return io.orderpipeline.schema.generation.GenerationTable.newBuilder()
                .setRevision(table.revision())
                .setLive(table.live())
                .setHolding(table.holding().map(TableWire::write).orElse(null))
                .setGenerations(table.generations().stream().map(TableWire::write).toList())
                .build();
    }

    private static io.orderpipeline.schema.generation.Hold write(Hold hold) {
        return io.orderpipeline.schema.generation.Hold.newBuilder()
                .setTo(hold.to())
                .setRevision(hold.revision())
                .setBy(hold.by())
                .setHeldAt(Instant.ofEpochMilli(hold.atMs()))
                .build();
    }

    private static io.orderpipeline.schema.generation.Generation write(Generation generation) {
        Generation.Start start = generation.start();
        return io.orderpipeline.schema.generation.Generation.newBuilder()
                .setNumber(generation.number())
                .setStatus(
                        io.orderpipeline.schema.generation.GenerationStatus.valueOf(
                                generation.status().name()))
                .setStartedAt(Instant.ofEpochMilli(start.atMs()))
                .setStartedBy(start.by())
                .setWhy(start.why())
                .setRate(start.rate().isPresent() ? start.rate().getAsInt() : null)
                .setBuild(start.build().orElse(null))
                .setVerified(generation.verified().map(TableWire::write).orElse(null))
                .setPromotedAt(time(generation.promotedAtMs()).orElse(null))
                .setRetireAt(time(generation.retireAtMs()).orElse(null))
                .build();
    }

    private static io.orderpipeline.schema.generation.Verification write(
            Generation.Verification verified) {
        return io.orderpipeline.schema.generation.Verification.newBuilder()
                .setVerifiedAt(Instant.ofEpochMilli(verified.atMs()))
                .setBy(verified.by())
                .setOrders(verified.orders())
                .setDigest(verified.digest())
                .build();
    }

    static GenerationTable read(io.orderpipeline.schema.generation.GenerationTable table) {
        return new GenerationTable(
                table.getRevision(),
                table.getLive(),
                table.getHolding().map(TableWire::read),
                table.getGenerations().stream().map(TableWire::read).toList());
    }

    private static Hold read(io.orderpipeline.schema.generation.Hold hold) {
        return new Hold(
                hold.getTo(), hold.getRevision(), hold.getBy(), hold.getHeldAt().toEpochMilli());
    }

    private static Generation read(io.orderpipeline.schema.generation.Generation generation) {
        return new Generation(
                generation.getNumber(),
                status(generation.getStatus()),
                new Generation.Start(
                        generation.getStartedAt().toEpochMilli(),
                        generation.getStartedBy(),
                        generation.getWhy(),
                        generation.getRate().map(OptionalInt::of).orElseGet(OptionalInt::empty),
                        generation.getBuild()),
                generation.getVerified().map(TableWire::read),
                millis(generation.getPromotedAt()),
                millis(generation.getRetireAt()));
    }

    private static Generation.Verification read(
            io.orderpipeline.schema.generation.Verification verified) {
        return new Generation.Verification(
                verified.getVerifiedAt().toEpochMilli(),
                verified.getBy(),
                verified.getOrders(),
                verified.getDigest());
    }

    /** To guess at a status that a newer program wrote could remove what is live. */
    private static GenerationStatus status(
            io.orderpipeline.schema.generation.GenerationStatus status) {
        return switch (status) {
            case UNKNOWN ->
                    throw new IllegalStateException(
                            "order.generation holds a status that this version does not know; update this program");
            case BUILDING -> GenerationStatus.BUILDING;
            case VERIFIED -> GenerationStatus.VERIFIED;
            case LIVE -> GenerationStatus.LIVE;
            case GRACE -> GenerationStatus.GRACE;
            case RETIRED -> GenerationStatus.RETIRED;
            case ABANDONED -> GenerationStatus.ABANDONED;
        };
    }

    private static Optional<Instant> time(OptionalLong millis) {
        return millis.isPresent()
                ? Optional.of(Instant.ofEpochMilli(millis.getAsLong()))
                : Optional.empty();
    }

    private static OptionalLong millis(Optional<Instant> time) {
        return time.map(each -> OptionalLong.of(each.toEpochMilli()))
                .orElseGet(OptionalLong::empty);
    }
}
