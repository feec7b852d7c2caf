package io.orderpipeline.wire;

/** A union holds a type that this program does not know; a newer one wrote it. */
public final class UnknownPayloadException extends IllegalArgumentException {

    UnknownPayloadException(String topic, Object payload) {
        super(
                "a record of %s has a payload of type %s, which this version does not know; upgrade it"
                        .formatted(topic, payload.getClass().getSimpleName()));
    }
}
