package io.orderpipeline.runtime;

import io.orderpipeline.generation.Change;
import io.orderpipeline.generation.ChangeRefusedException;
import io.orderpipeline.generation.GenerationLog;
import io.orderpipeline.generation.GenerationTable;
import java.util.function.Function;
import java.util.function.Supplier;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Changes of the table that every instance tries, and one of them brings about. */
record GenerationChanges(Supplier<GenerationLog> log) {

    private static final Logger LOG = LoggerFactory.getLogger(GenerationChanges.class);

    /** Returns when it is done, by whomever, or could not be done now. */
    void change(String why, Function<GenerationTable, Change> transition) {
        try (GenerationLog open = log.get()) {
            open.change(transition);
            LOG.info("{}", why);
        } catch (ChangeRefusedException already) {
            LOG.debug("{}: {}", why, already.getMessage()); // another instance was faster
        } catch (KafkaException unanswered) {
            LOG.warn("{}, and the table cannot be changed: {}", why, unanswered.toString());
        }
    }
}
