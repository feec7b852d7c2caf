package io.orderpipeline.query;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.javalin.http.HandlerType;
import io.javalin.router.Endpoint;
import io.orderpipeline.pipeline.LedgerRows;
import io.orderpipeline.query.ApiDocument.Operation;
import io.orderpipeline.query.OperatorCommands.Fate;
import io.orderpipeline.query.Wire.Answer;
import io.orderpipeline.query.command.Delivery;
import io.orderpipeline.query.reply.HttpLimits;
import io.orderpipeline.query.reply.UnavailableException;
import io.orderpipeline.query.reply.UnavailableException.Reason;
import io.orderpipeline.schema.ledger.TransactionState;
import io.orderpipeline.schema.outcome.RejectionReason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The OpenAPI document says what the server does: no more, no less. */
final class ApiDescriptionTest {

    /** Not of one operation: whatever is asked for may be cut, oversized, or meet a bug. */
    private static final Set<String> OF_ANY_REQUEST = Set.of("408", "414", "431", "500");

    private final FrontDesk desk = Furnished.desk();
    private final Map<String, Set<String>> seen = new TreeMap<>();
    private ApiDocument document;

    @BeforeEach
    void read() throws Exception {
        document = new ApiDocument(ask(Call.of("GET", "/openapi.json")).body());
    }

    @AfterEach
    void stop() {
        desk.close();
    }

    @Test
    void it_is_an_openapi_document_without_dangling_references() {
        JsonNode root = document.root();

        assertThat(root.get("openapi").asText()).matches("3\\.1\\.[0-9]+");
        assertThat(root.at("/info/title").asText()).isNotBlank();
        assertThat(root.at("/info/version").asText()).isNotBlank();
        assertThat(root.findValuesAsText("$ref"))
                .isNotEmpty()
                .allSatisfy(
                        name -> assertThat(document.at(name).isMissingNode()).as(name).isFalse());
        assertThat(root.findValuesAsText("operationId")).doesNotHaveDuplicates();
        assertThat(document.operations())
                .allSatisfy(
                        each -> {
                            assertThat(each.node().path("operationId").asText()).isNotBlank();
                            assertThat(each.node().path("responses")).isNotEmpty();
                        });
    }

    @Test
    void it_has_every_route_of_the_server_and_no_other() {
        Set<String> described =
                document.operations().stream().map(Operation::name).collect(Collectors.toSet());
        Set<String> served =
                desk.server.routes().stream()
                        .filter(route -> !route.method.equals(HandlerType.HEAD))
                        .filter(route -> !route.path.startsWith("/peer/"))
                        .filter(route -> !route.path.equals("/openapi.json"))
                        .map(route -> route.method.name() + " " + route.path)
                        .collect(Collectors.toSet());

        assertThat(described).isEqualTo(served);
    }

    @Test
    void whatever_can_be_got_can_be_asked_for_its_head() {
        List<Endpoint> routes = desk.server.routes();

        assertThat(paths(routes, HandlerType.HEAD)).isEqualTo(paths(routes, HandlerType.GET));
    }

    private static Set<String> paths(List<Endpoint> routes, HandlerType method) {
        return routes.stream()
                .filter(route -> route.method.equals(method))
                .map(route -> route.path)
                .collect(Collectors.toSet());
    }

    @Test
    void the_parameters_of_a_path_are_described_with_its_operations() {
        for (Operation operation : document.operations()) {
            Set<String> inPath = new TreeSet<>();
            Matcher braces = Pattern.compile("\\{([^}]+)}").matcher(operation.path());
            while (braces.find()) {
                inPath.add(braces.group(1));
            }
            assertThat(
                            document.parameters(operation).stream()
                                    .filter(each -> each.get("in").asText().equals("path"))
                                    .map(each -> each.get("name").asText()))
                    .as(operation.name())
                    .containsExactlyInAnyOrderElementsOf(inPath);
        }
    }

    @Test
    void the_guide_for_people_has_every_resource_and_every_kind_of_problem() throws IOException {
        String guide = Files.readString(Path.of("..", "docs", "http-api.md"));
        List<String> slugs = new ArrayList<>();
        document.at("#/components/schemas/Problem/properties/type/enum")
                .forEach(each -> slugs.add(each.asText().replaceFirst(".*:", "`") + "`"));

        assertThat(guide).contains(slugs);
        assertThat(document.operations())
                .allSatisfy(each -> assertThat(guide).contains(ending(each.path())));
    }

    /** A path that ends like others is written by its ending. */
    private static String ending(String path) {
        return path.replaceFirst("^/.*(?=/[a-z]+$)", "");
    }

    @Test
    void every_example_is_one() {
        List<String> wrong = new ArrayList<>();
        for (JsonNode schema : document.root().at("/components/schemas")) {
            schema.path("examples")
                    .forEach(example -> wrong.addAll(document.faults(schema, example)));
        }
        for (Operation operation : document.operations()) {
            document.parameters(operation).stream()
                    .filter(each -> each.has("example"))
                    .forEach(
                            each ->
                                    wrong.addAll(
                                            document.faults(
                                                    each.get("schema"), each.get("example"))));
        }

        assertThat(wrong).isEmpty();
    }

    @Test
    void every_answer_is_as_described_and_every_described_status_can_be_had() throws Exception {
        for (Operation operation : document.operations()) {
            Call call = example(operation);
            check(operation, call);
            check(operation, call.with("If-None-Match", "*"));
            check(
                    operation,
                    call.to(call.target() + (call.target().contains("?") ? "&" : "?") + "x=1"));
            check(operation, call.to(call.target().replaceAll("/[otk]-1", "/nobody")));
            check(operation, call.to(call.target().replaceAll("/[otk]-1", "/%20")));
            if (operation.method().equals("GET")) {
                check(operation, Call.of("HEAD", call.target()));
            } else {
                check(operation, call.with("Content-Type", "text/plain"));
                check(operation, call.saying("{"));
                check(operation, call.saying(new byte[HttpLimits.BODY_BYTES + 1]));
            }
            everyWrongParameter(operation, call);
        }
        special();
        ends();
        unavailable();

        assertThat(seen)
                .containsExactlyEntriesOf(
                        new TreeMap<>(
                                document.operations().stream()
                                        .collect(
                                                Collectors.toMap(
                                                        Operation::name, this::reachable))));
    }

    private Set<String> reachable(Operation operation) {
        Set<String> statuses = operation.statuses();
        statuses.removeAll(OF_ANY_REQUEST);
        return statuses;
    }

    /** What a schema does not allow, the server does not take. */
    private void everyWrongParameter(Operation operation, Call call) throws IOException {
        for (JsonNode parameter : document.parameters(operation)) {
            String name = parameter.get("name").asText();
            if (parameter.get("in").asText().equals("query")) {
                String bare = call.target().replaceAll("[?&]" + name + "=[^&]*", "");
                Call wrong = call.to(bare + (bare.contains("?") ? "&" : "?") + name + "=?!");
                assertThat(check(operation, wrong).status()).as(wrong.toString()).isEqualTo(400);
            }
        }
    }

    private void special() throws IOException {
        check(Call.of("GET", "/orders/o-1?asOf=2026-01-02T12:00:00Z"));
        check(Call.of("GET", "/orders/o-1?minVersion=2"));
        check(Call.of("GET", "/orders/o-1?minVersion=3&waitMs=0"));
        check(Call.of("GET", "/orders/o-1/history?after=1"));
        check(Call.of("GET", "/orders/o-1/commands/k-2"));
        check(Call.of("GET", "/compensations?limit=1"));
        desk.views.rows.add(LedgerRows.row("t-3", "o-3", TransactionState.UNTRACKED, 0));
        check(decision("t-3"));
        desk.views.rows.add(LedgerRows.escalated("t-3", "o-4", 0, "why"));
        check(decision("t-3"));
        desk.fate = Fate.UNKNOWN;
        check(decision("t-1"));
        desk.fate = Fate.NOT_SENT;
        check(decision("t-1"));
        check(decision("t-1").to("/compensations/t-1/resolve"));
        check(decision("t-3").to("/compensations/t-3/resolve"));
    }

    private Call decision(String transactionId) {
        Operation retry =
                document.operation(Call.of("POST", "/compensations/t-1/retry")).orElseThrow();
        return example(retry).to("/compensations/" + transactionId + "/retry");
    }

    /** Every end that a command can have. */
    private void ends() throws IOException {
        List<Operation> commands =
                document.operations().stream()
                        .filter(each -> each.node().at("/tags/0").asText().equals("commands"))
                        .filter(each -> each.method().equals("POST"))
                        .toList();
        for (RejectionReason reason : RejectionReason.values()) {
            desk.brokers =
                    sent -> {
                        sent.written(0, 7);
                        desk.tell(Endings.refused(sent.command(), reason, Endings.at(0, 7)));
                    };
            for (Operation command : commands) {
                check(command, example(command));
            }
        }
        desk.brokers = sent -> sent.delivery().complete(new Delivery.Unknown());
        for (Operation command : commands) {
            check(command, example(command));
        }
        desk.brokers = sent -> sent.delivery().complete(new Delivery.NotSent());
        for (Operation command : commands) {
            check(command, example(command));
        }
    }

    private void unavailable() throws IOException {
        desk.views.unavailable = new UnavailableException(Reason.RESTORING, "This is why.");
        desk.views.generations.unavailable = desk.views.unavailable;
        desk.views.alive = false;
        desk.deaf = true;
        for (Operation operation : document.operations()) {
            check(operation, example(operation));
        }
    }

    /** A call as the document says that it can be made. */
    private Call example(Operation operation) {
        String target = operation.path();
        Call call = Call.of(operation.method(), target);
        for (JsonNode parameter : document.parameters(operation)) {
            String name = parameter.get("name").asText();
            if (!parameter.path("required").asBoolean()) {
                continue;
            }
            String value = document.example(parameter).asText();
            switch (parameter.get("in").asText()) {
                case "path" -> target = target.replace("{" + name + "}", value);
                case "query" -> target += (target.contains("?") ? "&" : "?") + name + "=" + value;
                default -> call = call.with(name, value);
            }
        }
        JsonNode body = operation.node().at("/requestBody/content/application~1json");
        return body.isMissingNode()
                ? call.to(target)
                : call.to(target)
                        .with("Content-Type", "application/json")
                        .saying(document.example(body).toString());
    }

    private void check(Call call) throws IOException {
        check(document.operation(call).orElseThrow(), call);
    }

    private Answer check(Operation operation, Call call) throws IOException {
        Answer answer = ask(call);
        if (!call.method().equals("HEAD") || answer.status() != 405) {
            document.check(operation, call, answer);
            seen.computeIfAbsent(operation.name(), none -> new TreeSet<>())
                    .add(String.valueOf(answer.status()));
        }
        return answer;
    }

    private Answer ask(Call call) throws IOException {
        return Wire.exchange(desk.server.port(), call.bytes()).get(0);
    }
}
