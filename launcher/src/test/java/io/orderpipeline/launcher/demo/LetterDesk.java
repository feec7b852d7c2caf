package io.orderpipeline.launcher.demo;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orderpipeline.launcher.deadletters.DeadLettersCommand;
import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.schema.command.OrderLine;
import io.orderpipeline.schema.command.PlaceOrder;
import io.orderpipeline.schema.money.Money;
import io.orderpipeline.sim.client.ClientLimits;
import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.sim.client.Wire;
import io.orderpipeline.topic.Topics;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/** A client that makes dead letters, and the operator who sees to them. */
final class LetterDesk implements AutoCloseable {

    private static final int PARTITIONS = 6;
    static final Duration PATIENCE = Duration.ofMinutes(3);
    private static final JsonMapper JSON = new JsonMapper();

    private final Connection connection;
    private final Wire wire;
    private final Producer<byte[], byte[]> producer;

    LetterDesk(Connection connection) {
        this.connection = connection;
        wire = Wire.connect(connection.registry());
        producer = connection.clients().producer(ClientLimits.DEFAULT);
    }

    /** What a command came to. */
    record Run(int exitCode, String out, String err) {

        JsonNode document() {
            try {
                return JSON.readTree(out);
            } catch (JsonProcessingException e) {
                throw new AssertionError("no document: " + out + err, e);
            }
        }

        /** The only one. */
        JsonNode result() {
            assertThat(document().path("results")).as(out + err).hasSize(1);
            return document().path("results").get(0);
        }
    }

    /** The operator's command line, with where the pipeline is. */
    String[] arguments(String... command) {
        return Stream.concat(
                        Stream.of(command),
                        Stream.of(
                                "--json",
                                "--bootstrap=" + connection.bootstrap(),
                                "--registry=" + connection.registry()))
                .toArray(String[]::new);
    }

    Run run(String... command) {
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int exitCode =
                new CommandLine(new DeadLettersCommand())
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .execute(arguments(command));
        return new Run(exitCode, out.toString(), err.toString());
    }

    /** The letters in a state, of one key. */
    List<JsonNode> letters(String key, String state) {
        JsonNode all = run("list", "--all", "--state", state).document().path("letters");
        return StreamSupport.stream(all.spliterator(), false)
                .filter(letter -> letter.path("key").asText().equals(key))
                .toList();
    }

    /** The place of the one open letter of this key, as soon as there is one. */
    String openLetter(String key) {
        List<JsonNode> found =
                await().dontCatchUncaughtExceptions()
                        .atMost(PATIENCE)
                        .until(() -> letters(key, "open"), all -> !all.isEmpty());
        assertThat(found).hasSize(1);
        return found.get(0).path("place").asText();
    }

    static OrderCommand place(String order, int lines) {
        PlaceOrder place =
                new PlaceOrder(
                        "customer-1",
                        "eu-west",
                        new Money(100L * lines, "EUR"),
                        Collections.nCopies(lines, new OrderLine("sku-0123456789", 1, 100L)));
        return command(order, "c-" + order, null, place);
    }

    static OrderCommand command(
            String order, String id, @Nullable Long expectedVersion, Object payload) {
        return new OrderCommand(id, order, expectedVersion, Instant.now(), payload);
    }

    /** As clients of this project do. */
    void send(String order, SpecificRecord record) {
        write(topic(record), home(order), order, wire.encode(record));
    }

    /** As a client with another partitioner does. */
    void misplace(String order, SpecificRecord record) {
        write(topic(record), (home(order) + 1) % PARTITIONS, order, wire.encode(record));
    }

    void garble(String order) {
        write(Topics.ORDER_COMMAND.name(), home(order), order, new byte[] {7, 7, 7, 7, 7, 7});
    }

    private static String topic(SpecificRecord record) {
        return record instanceof OrderCommand
                ? Topics.ORDER_COMMAND.name()
                : Topics.PAYMENT_TRANSACTION.name();
    }

    private static int home(String order) {
        return Utils.toPositive(Utils.murmur2(order.getBytes(UTF_8))) % PARTITIONS;
    }

    private void write(String topic, int partition, String key, byte[] value) {
        try {
            Object unused =
                    producer.send(
                                    new ProducerRecord<>(
                                            topic, partition, key.getBytes(UTF_8), value))
                            .get();
        } catch (Exception e) {
            throw new AssertionError("the broker refused a record", e);
        }
    }

    /** The largest record that order.event takes. */
    void limitEvents(int bytes) throws Exception {
        ConfigResource topic =
                new ConfigResource(ConfigResource.Type.TOPIC, Topics.ORDER_EVENT.name());
        ConfigEntry limit = new ConfigEntry("max.message.bytes", Integer.toString(bytes));
        List<AlterConfigOp> set =
                new ArrayList<>(List.of(new AlterConfigOp(limit, AlterConfigOp.OpType.SET)));
        try (Admin admin = connection.clients().admin(Duration.ofSeconds(30))) {
            admin.incrementalAlterConfigs(Map.of(topic, set)).all().get();
            await().atMost(PATIENCE)
                    .until(
                            () ->
                                    admin
                                            .describeConfigs(Set.of(topic))
                                            .all()
                                            .get()
                                            .values()
                                            .stream()
                                            .map(told -> told.get(limit.name()).value())
                                            .allMatch(limit.value()::equals));
        }
    }

    @Override
    public void close() {
        producer.close();
        wire.close();
    }
}
