package io.orderpipeline.launcher;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import picocli.CommandLine.Help.Ansi;

/** Has an app to ask, and ways to run a command that asks it. */
abstract class QueryTest {

    static final String EVENT =
            """
            {"orderId":"o-1","version":%d,"type":"%s","occurredAt":"2026-01-02T12:00:0%dZ",
             "commandId":"c-%d","cause":{"topic":"order.command","partition":3,"offset":7},
             "event":{"topic":"order.event","partition":3,"offset":%d},"payload":{%s}}
            """;

    final FakeApp app = new FakeApp();

    @AfterEach
    void close() {
        app.close();
    }

    /** One event, on one line. */
    static String event(int version, String type, String payload) {
        return EVENT.formatted(version, type, version, version, version + 10, payload)
                .replaceAll("\\n *", "");
    }

    static String transaction(String id, String state) {
        return """
               {"orderId":"o-1","transactionId":"%s","state":"%s","enteredAt":"2026-01-02T12:01:00Z",
                "amount":{"amountMinor":2505,"currency":"EUR"},"region":"eu-west",
                "compensations":0,"refundRequests":0,"attempts":0}
               """
                .formatted(id, state);
    }

    /** As in a script: what stdout gets is JSON. */
    CommandRun run(String... arguments) {
        return run(Ansi.OFF, arguments);
    }

    /** As text, without colours. */
    CommandRun table(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--table");
        return run(Ansi.OFF, all.toArray(String[]::new));
    }

    /** As on a terminal that has colours. */
    CommandRun onTerminal(String... arguments) {
        return run(Ansi.ON, arguments);
    }

    private CommandRun run(Ansi terminal, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--url=" + app.url());
        return CommandRun.of(terminal, all.toArray(String[]::new));
    }

    List<String> requests() {
        return app.asked().stream().map(FakeApp.Asked::request).toList();
    }
}
