package io.orderpipeline.query;

import io.javalin.http.Context;
import io.javalin.http.Handler;
import io.orderpipeline.query.reply.InvalidField;
import io.orderpipeline.query.reply.Problem;
import io.orderpipeline.query.reply.Responses;
import io.orderpipeline.schema.ledger.TransactionState;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code GET /compensations}: rows in one state, those first that have been in it longest. */
final class CompensationListHandler implements Handler {

    private static final String STATE = "state";
    private static final String LIMIT = "limit";
    private static final String CURSOR = "cursor";
    private static final Set<String> PARAMETERS = Set.of(STATE, LIMIT, CURSOR);

    private static final int DEFAULT_LIMIT = 100;
    private static final int MAX_LIMIT = 1_000;

    private final CompensationViews views;

    CompensationListHandler(CompensationViews views) {
        this.views = views;
    }

    @Override
    public void handle(Context request) {
        List<InvalidField> errors = new ArrayList<>(parameterErrors(request));
        Optional<TransactionState> state = state(request);
        if (state.isEmpty()) {
            errors.add(new InvalidField(STATE, "one of " + stateNames()));
        }
        Optional<Integer> limit = limit(request);
        if (limit.isEmpty()) {
            errors.add(new InvalidField(LIMIT, "a whole number from 1 to " + MAX_LIMIT));
        }
        if (errors.isEmpty()) {
            list(request, state.orElseThrow(), limit.orElseThrow());
        } else {
            Responses.problem(request, Problem.invalid(errors, request.path()));
        }
    }

    private void list(Context request, TransactionState state, int limit) {
        Optional<String> cursor = Optional.ofNullable(request.queryParam(CURSOR));
        CompensationViews.Listing listing = views.list(state, limit, cursor);
        if (listing instanceof CompensationViews.Page page) {
            Responses.json(request, 200, CompensationDocument.Page.of(page));
        } else if (listing instanceof OrderViews.Unavailable why) {
            Unavailables.answer(request, why);
        } else {
            InvalidField error =
                    new InvalidField(CURSOR, "the next of an earlier answer for state " + state);
            Responses.problem(request, Problem.invalid(List.of(error), request.path()));
        }
    }

    /** A misspelt parameter would otherwise get an answer to another question. */
    private static List<InvalidField> parameterErrors(Context request) {
        List<InvalidField> errors = new ArrayList<>();
        request.queryParamMap()
                .forEach(
                        (name, values) -> {
                            if (!PARAMETERS.contains(name)) {
                                errors.add(new InvalidField(name, "there is no such parameter"));
                            } else if (values.size() > 1) {
                                errors.add(new InvalidField(name, "given more than once"));
                            }
                        });
        return errors;
    }

    private Optional<TransactionState> state(Context request) {
        String name = request.queryParam(STATE);
        String wanted = name == null ? TransactionState.ESCALATED.name() : name;
        return views.states().stream().filter(state -> state.name().equals(wanted)).findFirst();
    }

    private String stateNames() {
        return views.states().stream().map(Enum::name).collect(Collectors.joining(", "));
    }

    private static Optional<Integer> limit(Context request) {
        String text = request.queryParam(LIMIT);
        if (text == null) {
            return Optional.of(DEFAULT_LIMIT);
        }
        return text.matches("[0-9]{1,4}")
                ? Optional.of(Integer.parseInt(text)).filter(n -> n >= 1 && n <= MAX_LIMIT)
                : Optional.empty();
    }
}
