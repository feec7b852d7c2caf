package io.orderpipeline.query;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.orderpipeline.order.Identifier;
import io.orderpipeline.query.reply.InvalidField;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an operator writes to have a transaction retried or resolved.
 *
 * @param orderId only needed where several orders name the transaction
 */
record InterventionBody(String operator, String reason, Optional<String> orderId) {

    private static final String OPERATOR = "operator";
    private static final String REASON = "reason";
    private static final String ORDER_ID = "orderId";
    private static final Set<String> MEMBERS = Set.of(OPERATOR, REASON, ORDER_ID);

    /** The longest reason, in UTF-16 units, as the decider counts them. */
    private static final int MAX_REASON_LENGTH = 500;

    /** More than there are members; names that do not exist shall not make an answer long. */
    private static final int MOST_ERRORS = 20;

    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    /** Reads a body; adds what is wrong with it to the errors, and is absent then. */
    static Optional<InterventionBody> parse(byte[] body, List<InvalidField> errors) {
        JsonNode document = document(body);
        if (!document.isObject()) {
            errors.add(new InvalidField("body", "a JSON object with operator and reason"));
            return Optional.empty();
        }
        List<InvalidField> found = new ArrayList<>();
        document.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!MEMBERS.contains(name)) {
                                found.add(new InvalidField(name, "there is no such member"));
                            }
                        });
        require(found, OPERATOR, isIdentifier(document.path(OPERATOR)), Identifier.RULE);
        require(
                found,
                REASON,
                isReason(document.path(REASON)),
                "1 to " + MAX_REASON_LENGTH + " characters, not all blank");
        JsonNode orderId = document.path(ORDER_ID);
        require(found, ORDER_ID, orderId.isMissingNode() || isIdentifier(orderId), Identifier.RULE);
        errors.addAll(found.subList(0, Math.min(found.size(), MOST_ERRORS)));
        return found.isEmpty() ? Optional.of(of(document)) : Optional.empty();
    }

    private static InterventionBody of(JsonNode document) {
        return new InterventionBody(
                document.get(OPERATOR).textValue(),
                document.get(REASON).textValue(),
                Optional.ofNullable(document.get(ORDER_ID)).map(JsonNode::textValue));
    }

    private static JsonNode document(byte[] body) {
        try {
            return JSON.readTree(body);
        } catch (IOException malformed) {
            return JSON.missingNode();
        }
    }

    private static void require(
            List<InvalidField> errors, String field, boolean holds, String rule) {
        if (!holds) {
            errors.add(new InvalidField(field, rule));
        }
    }

    private static boolean isIdentifier(JsonNode value) {
        return value.isTextual() && Identifier.isValid(value.textValue());
    }

    private static boolean isReason(JsonNode value) {
        return value.isTextual()
                && !value.textValue().isBlank()
                && value.textValue().length() <= MAX_REASON_LENGTH;
    }
}
