package io.orderpipeline.launcher.demo;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orderpipeline.launcher.Failures;
import io.orderpipeline.launcher.fault.FaultCommand;
import io.orderpipeline.launcher.replay.ReplayCommand;
import io.orderpipeline.sim.audit.AuditReport;
import io.orderpipeline.sim.audit.AuditRow;
import io.orderpipeline.sim.client.Connection;
import io.orderpipeline.stack.StackException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.StreamSupport;
import picocli.CommandLine;

/**
 * How the demo ends: some of the live views are made stale or wrong, the audit names them, and a
 * replay replaces them. Does what a person would, by the same commands. Confined to one thread.
 *
 * @param views the process that hosts the views
 * @param audit audits everything as it stands
 */
record Ending(
        AppProcess views, DemoFolder folder, Connection connection, Supplier<AuditReport> audit) {

    private static final JsonMapper JSON = new JsonMapper();
    private static final int CORRUPTED = 4;

    /** Tells it; what it came to is a row of its own. */
    AuditRow tell(long seed, Narrator narrator) throws IOException, InterruptedException {
        List<String> damaged = damage(seed, narrator);
        List<String> red = red(narrator, damaged);
        return row(red, replay(narrator));
    }

    static AuditRow row(List<String> red, Told replay) {
        boolean ok = red.equals(List.of("I10")) && replay.outcome().equals("PROMOTED");
        return new AuditRow(
                "F",
                "fault repaired",
                ok,
                CORRUPTED,
                ok ? "" : "red were " + red + ", the replay said " + replay.outcome());
    }

    /**
     * What a command came to.
     *
     * @param document what it printed; missing when it refused
     * @param last what it said last to people
     */
    record Told(JsonNode document, String last) {

        private static final int OK = 0;
        private static final int FAILED = 1;

        /** Throws when the command could not reach what it needs. */
        static Told of(int code, String out, String err) {
            String last = err.strip().lines().reduce("", (before, line) -> line);
            if (code != OK && code != FAILED) {
                throw new StackException("the demo's ending failed: " + err.strip());
            }
            try {
                return new Told(JSON.readTree(out), last);
            } catch (IOException e) {
                throw new StackException("the demo's ending said something else: " + out, e);
            }
        }

        /** In a word, or why there is none. */
        String outcome() {
            return document.path("outcome").asText(last);
        }
    }

    private List<String> damage(long seed, Narrator narrator)
            throws IOException, InterruptedException {
        long start = System.nanoTime();
        views.stop();
        Told fault =
                run(
                        new FaultCommand(),
                        List.of(
                                "corrupt-view",
                                "--state-dir",
                                folder.appState(views.name()).toString(),
                                "--count",
                                Integer.toString(CORRUPTED),
                                "--seed",
                                Long.toString(seed)));
        if (fault.document().isMissingNode()) {
            throw new StackException("nothing was damaged: " + fault.last());
        }
        views.restart();
        views.awaitReady();
        List<String> damaged =
                StreamSupport.stream(fault.document().path("damaged").spliterator(), false)
                        .map(JsonNode::asText)
                        .toList();
        narrator.step(
                "fault",
                start,
                "orders in the live views are stale or wrong: %s",
                String.join(", ", damaged));
        return damaged;
    }

    /** The rows that are red, if what they say names every order that was damaged. */
    private List<String> red(Narrator narrator, List<String> damaged) {
        long start = System.nanoTime();
        List<AuditRow> red = audit.get().invariants().stream().filter(row -> !row.ok()).toList();
        List<String> ids = red.stream().map(AuditRow::id).toList();
        boolean named =
                damaged.stream()
                        .allMatch(id -> red.stream().anyMatch(row -> row.detail().contains(id)));
        narrator.step(
                "audit",
                start,
                "red: %s, and %s",
                ids,
                named ? "names them" : "DOES NOT NAME THEM");
        return named ? ids : Collections.emptyList();
    }

    private Told replay(Narrator narrator) {
        long start = System.nanoTime();
        Told told =
                run(
                        new ReplayCommand(),
                        List.of(
                                "--promote",
                                "--by",
                                "demo",
                                "--why",
                                "views were corrupted",
                                "--url",
                                views.http().toString()));
        JsonNode report = told.document();
        if (report.path("promotion").isMissingNode()) {
            narrator.step("replay", start, "NOTHING IS REPAIRED: %s", told.outcome());
            return told;
        }
        narrator.step(
                "replay",
                start,
                "generation %d of the views built from the log, %,d orders proved equal; requests waited %,d ms for the switch",
                report.path("generation").asInt(),
                report.at("/verdict/compared/orders").asLong(),
                report.at("/promotion/heldMs").asLong());
        return told;
    }

    private Told run(Object command, List<String> arguments) {
        List<String> all = new ArrayList<>(arguments);
        all.addAll(List.of("--json", "--bootstrap", connection.bootstrap()));
        all.addAll(List.of("--registry", connection.registry()));
        StringWriter out = new StringWriter();
        StringWriter err = new StringWriter();
        int code =
                new CommandLine(command)
                        .setExecutionExceptionHandler(new Failures())
                        .setOut(new PrintWriter(out, true))
                        .setErr(new PrintWriter(err, true))
                        .execute(all.toArray(String[]::new));
        return Told.of(code, out.toString(), err.toString());
    }
}
