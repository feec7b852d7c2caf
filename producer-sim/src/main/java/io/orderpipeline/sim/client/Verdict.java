package io.orderpipeline.sim.client;

import io.orderpipeline.sim.ledger.Fate;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InvalidTopicException;
import org.apache.kafka.common.errors.PolicyViolationException;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.UnsupportedVersionException;

/**
 * What the client knows of one attempt. Only errors that say that nothing was written count as
 * refused; a time-out, a lost connection and anything unfamiliar leave it unknown.
 *
 * @param fate what is known
 * @param written where, if acknowledged
 * @param error why not
 */
record Verdict(Fate fate, Optional<RecordMetadata> written, Optional<Exception> error) {

    private static final List<Class<? extends ApiException>> NEVER_WRITTEN =
            List.of(
                    RecordTooLargeException.class,
                    AuthorizationException.class,
                    InvalidTopicException.class,
                    PolicyViolationException.class,
                    UnsupportedVersionException.class);

    static Verdict acknowledged(RecordMetadata at) {
        return new Verdict(Fate.ACKNOWLEDGED, Optional.of(at), Optional.empty());
    }

    static Verdict failed(Exception error) {
        boolean refused =
                error instanceof SerializationException
                        || NEVER_WRITTEN.stream().anyMatch(type -> type.isInstance(error));
        return new Verdict(
                refused ? Fate.REFUSED : Fate.UNKNOWN, Optional.empty(), Optional.of(error));
    }
}
