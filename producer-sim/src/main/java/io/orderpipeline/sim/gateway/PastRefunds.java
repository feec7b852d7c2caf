package io.orderpipeline.sim.gateway;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import io.orderpipeline.sim.ledger.LedgerException;
import io.orderpipeline.sim.ledger.LedgerReader;
import io.orderpipeline.sim.ledger.Line;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/**
 * Refunds that other desks on the same topics have executed: a request may have been left to this
 * one after the money went back.
 *
 * @param topicId the id that the broker gave order.command, which tells pipelines apart
 * @param files ledgers and books; those of other pipelines, and what is neither, are passed over
 */
record PastRefunds(String topicId, List<Path> files) {

    private static final ObjectReader JSON = new ObjectMapper().readerFor(Line.class);

    List<Line.Refunded> read() {
        return files.stream().filter(this::ofThisPipeline).flatMap(PastRefunds::refunds).toList();
    }

    private static Stream<Line.Refunded> refunds(Path file) {
        return LedgerReader.refunds(file).stream();
    }

    private boolean ofThisPipeline(Path file) {
        try (BufferedReader in = Files.newBufferedReader(file)) {
            String first = in.readLine();
            return first != null
                    && JSON.readValue(first) instanceof Line.Header header
                    && header.topicId().equals(topicId);
        } catch (JsonProcessingException | CharacterCodingException | NoSuchFileException e) {
            return false;
        } catch (IOException e) {
            throw new LedgerException("cannot read the ledger " + file + ": " + e, e);
        }
    }
}
