package io.orderpipeline.launcher.demo;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orderpipeline.launcher.ClusterTopics;
import io.orderpipeline.runtime.Role;
import io.orderpipeline.schema.command.CancelOrder;
import io.orderpipeline.schema.command.ConfirmPayment;
import io.orderpipeline.schema.money.Money;
import io.orderpipeline.schema.transaction.PaymentCaptured;
import io.orderpipeline.schema.transaction.PaymentTransaction;
import io.orderpipeline.sim.audit.AuditOptions;
import io.orderpipeline.sim.audit.AuditReport;
import io.orderpipeline.sim.audit.AuditRow;
import io.orderpipeline.sim.audit.Auditor;
import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.stack.ChildProcess;
import io.orderpipeline.stack.JavaCommand;
import io.orderpipeline.stack.LocalStack;
import io.orderpipeline.stack.StackSpec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.IntStream;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;

/** What operators do about dead letters, on a real broker, with the app in a process of its own. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
final class DeadLettersIT {

    private static final long SEED = 20;
    private static final int MISPLACED = 24;
    private static final int KILLS = 3;
    private static final JsonMapper JSON = new JsonMapper();

    @TempDir private static Path directory;

    private static LocalStack stack;
    private static Connection connection;
    private static AppProcess app;
    private static LetterDesk desk;

    @BeforeAll
    static void start() throws Exception {
        DemoFolder folder = new DemoFolder(directory);
        stack = LocalStack.start(StackSpec.of(folder.stack()));
        try (ClusterTopics topics = new ClusterTopics(stack.bootstrapServers())) {
            topics.create(Optional.empty());
        }
        connection = Connection.to(stack.bootstrapServers(), stack.registryUrl());
        app = AppProcess.start(stack, folder, "app", Role.labels());
        app.awaitReady();
        desk = new LetterDesk(connection);
    }

    @AfterAll
    static void stop() {
        desk.close();
        app.close();
        stack.close();
    }

    private static ConditionFactory patiently() {
        return await().dontCatchUncaughtExceptions()
                .ignoreExceptionsInstanceOf(IOException.class) // an app that is busy answers late
                .atMost(LetterDesk.PATIENCE);
    }

    private static Optional<JsonNode> order(String id) throws Exception {
        var answer = app.get("/orders/" + id);
        return answer.statusCode() == 200
                ? Optional.of(JSON.readTree(answer.body()))
                : Optional.empty();
    }

    private static void awaitStatus(String id, String status) {
        patiently()
                .until(
                        () ->
                                order(id)
                                        .map(order -> order.path("status").asText())
                                        .equals(Optional.of(status)));
    }

    @Test
    @Order(1)
    void poison_is_listed_shown_refused_and_discarded() {
        desk.garble("o-poison");
        String place = desk.openLetter("o-poison");

        JsonNode shown = desk.run("show", place).document().path("letters").get(0);
        assertThat(shown.path("raw").asText()).isEqualTo("hex 070707070707");
        assertThat(shown.path("problem").asText()).contains("its first byte is 0x07");
        assertThat(desk.run("show", shown.path("source").asText()).document().path("letters"))
                .hasSize(1);

        LetterDesk.Run refused =
                desk.run("redrive", place, "--execute", "--by", "ann", "--why", "let us see");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.result().path("reason").asText()).isEqualTo("STILL_POISON");
        assertThat(refused.result().path("detail").asText()).contains("its first byte is 0x07");

        assertThat(desk.run("discard", place, "--by", "ann", "--why", "a test").exitCode())
                .isZero();
        JsonNode discarded = desk.letters("o-poison", "discarded").get(0).path("lastAction");
        assertThat(discarded.path("operator").asText()).isEqualTo("ann");
        assertThat(discarded.path("reason").asText()).isEqualTo("a test");
        assertThat(desk.run("discard", place, "--by", "ann", "--why", "again").exitCode())
                .isEqualTo(1);
        assertThat(desk.run("redrive", place).result().path("reason").asText())
                .isEqualTo("DISCARDED");
        assertThat(desk.run("show", "0@999999").exitCode()).isEqualTo(1);
    }

    @Test
    @Order(2)
    void a_misplaced_order_and_its_payment_are_redriven_and_the_order_goes_on() {
        Money total = new Money(100L, "EUR");
        desk.misplace("o-lost", LetterDesk.place("o-lost", 1));
        String placing = desk.openLetter("o-lost");

        assertThat(desk.run("redrive", placing).exitCode()).isZero();
        assertThat(desk.letters("o-lost", "open")).as("a dry run does nothing").hasSize(1);
        redrive(placing);
        awaitStatus("o-lost", "PLACED");
        assertThat(desk.run("redrive", placing).result().path("reason").asText())
                .isEqualTo("REDRIVEN_ALREADY");

        desk.misplace("o-lost", capture("o-lost", total));
        redrive(desk.openLetter("o-lost"));
        desk.send(
                "o-lost",
                LetterDesk.command("o-lost", "c-pay", 1L, new ConfirmPayment("t-o-lost", total)));
        awaitStatus("o-lost", "PAID");
        patiently().until(() -> app.get("/transactions/t-o-lost").body().contains("\"TRACKED\""));
    }

    private static PaymentTransaction capture(String order, Money total) {
        return new PaymentTransaction(
                "t-" + order, order, Instant.now(), new PaymentCaptured(total, "eu-west"));
    }

    private static void redrive(String place) {
        LetterDesk.Run run =
                desk.run("redrive", place, "--execute", "--by", "ann", "--why", "ticket 77");
        assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
    }

    @Test
    @Order(3)
    void what_would_come_out_of_order_is_refused() {
        desk.send("o-moved", LetterDesk.place("o-moved", 1));
        awaitStatus("o-moved", "PLACED");
        CancelOrder cancel = new CancelOrder("no more");
        desk.misplace("o-moved", LetterDesk.command("o-moved", "c-stale", 0L, cancel));
        String stale = desk.openLetter("o-moved");
        assertThat(desk.run("redrive", stale).result().path("reason").asText())
                .isEqualTo("OTHER_VERSION");

        desk.misplace("o-moved", LetterDesk.place("o-moved", 1));
        patiently().until(() -> desk.letters("o-moved", "open").size() == 2);
        String again = desk.letters("o-moved", "open").get(1).path("place").asText();
        assertThat(desk.run("redrive", again).result().path("reason").asText())
                .isEqualTo("DECIDED_ALREADY");

        desk.misplace("o-moved", LetterDesk.command("o-moved", "c-cancel", 1L, cancel));
        patiently().until(() -> desk.letters("o-moved", "open").size() == 3);
        String last = desk.letters("o-moved", "open").get(2).path("place").asText();
        assertThat(desk.run("redrive", last).result().path("reason").asText())
                .isEqualTo("EARLIER_LETTER");
        assertThat(desk.run("discard", stale, again, "--by", "ann", "--why", "stale").exitCode())
                .isZero();
        redrive(last);
        awaitStatus("o-moved", "CANCELLED");
    }

    @Test
    @Order(4)
    void a_record_that_fails_again_is_quarantined_until_its_cause_is_mended() throws Exception {
        desk.limitEvents(1_000);
        desk.send("o-large", LetterDesk.place("o-large", 100));
        String[] bounded = {"--max-attempts", "1", "--execute", "--by", "ann", "--why", "again"};

        LetterDesk.Run first = desk.run(command(desk.openLetter("o-large"), bounded));
        assertThat(first.exitCode()).as(first.out() + first.err()).isZero();
        String second = desk.openLetter("o-large");
        LetterDesk.Run quarantined = desk.run(command(second, bounded));
        assertThat(quarantined.exitCode()).isEqualTo(1);
        assertThat(quarantined.result().path("result").asText()).isEqualTo("quarantine");
        assertThat(desk.letters("o-large", "quarantined"))
                .singleElement()
                .satisfies(letter -> assertThat(letter.path("attempts").asInt()).isEqualTo(1));

        desk.limitEvents(1_048_588);
        redrive(second);
        awaitStatus("o-large", "PLACED");
    }

    private static String[] command(String place, String... options) {
        List<String> command = new ArrayList<>(List.of("redrive", place));
        command.addAll(List.of(options));
        return command.toArray(String[]::new);
    }

    @Test
    @Order(5)
    void a_redriving_that_is_killed_is_taken_up_again_and_does_nothing_twice() throws Exception {
        List<String> orders =
                IntStream.range(0, MISPLACED).mapToObj(number -> "o-killed-" + number).toList();
        orders.forEach(order -> desk.misplace(order, LetterDesk.place(order, 1)));
        patiently().until(() -> openOnes() == MISPLACED);
        Random random = new Random(SEED);
        for (int kill = 0; kill < KILLS; kill++) {
            killAfter(random.nextInt(4), random.nextInt(30_000_000));
        }
        long left = openOnes();
        assertThat(left).as("seed %d", SEED).isPositive().isLessThan(MISPLACED);

        assertThat(desk.run(all("--why", "the last time")).exitCode()).isZero();
        assertThat(openOnes()).isZero();
        for (String order : orders) {
            awaitStatus(order, "PLACED");
            assertThat(order(order).orElseThrow().path("version").asInt()).isEqualTo(1);
        }
    }

    private static long openOnes() {
        return desk.run("list", "--reason", "belongs to partition")
                .document()
                .path("letters")
                .size();
    }

    private static String[] all(String... more) {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                "redrive",
                                "--all",
                                "--reason",
                                "belongs to partition",
                                "--execute",
                                "--by",
                                "ann"));
        command.addAll(List.of(more));
        return command.toArray(String[]::new);
    }

    /** Kills a redriving so many letters and nanoseconds after it began to write. */
    private static void killAfter(int letters, int nanos) throws IOException {
        Path log = Files.createTempFile(directory, "redrive", ".log");
        List<String> arguments = new ArrayList<>(List.of("dead-letters"));
        arguments.addAll(List.of(desk.arguments(all("--why", "a try"))));
        arguments.remove("--json");
        ChildProcess process =
                ChildProcess.start(
                        "redrive",
                        JavaCommand.guarded(
                                List.of("-Xmx256m"),
                                System.getProperty("java.class.path"),
                                "io.orderpipeline.launcher.Main",
                                arguments),
                        log);
        patiently()
                .pollInterval(Duration.ofMillis(2))
                .until(() -> lines(log) > letters || !process.isAlive());
        LockSupport.parkNanos(nanos);
        process.killHard();
    }

    private static long lines(Path log) throws IOException {
        return Files.readString(log).lines().filter(line -> line.contains("REDRIVE")).count();
    }

    @Test
    @Order(6)
    void every_row_of_the_audit_is_green_after_all_of_it() {
        AuditReport report =
                new Auditor(
                                AuditOptions.of(connection, List.of())
                                        .withPaymentDeadline(
                                                AppProcess.DEADLINE, AppProcess.PATIENCE))
                        .audit();

        assertThat(report.invariants()).allMatch(AuditRow::ok);
        assertThat(report.counts().get("deadLetters")).isGreaterThan(MISPLACED);
    }
}
