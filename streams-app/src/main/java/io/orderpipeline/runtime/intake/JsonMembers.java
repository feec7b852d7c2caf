package io.orderpipeline.runtime.intake;

import com.fasterxml.jackson.databind.JsonNode;
import io.orderpipeline.query.reply.InvalidField;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.LongPredicate;
import java.util.function.Predicate;

/**
 * Reads the members of an object one by one, and collects what is wrong with them under their
 * paths. What cannot be used is read as a value that no rule allows, so that reading goes on and
 * everything is found at once. For one thread.
 */
final class JsonMembers {

    private final JsonNode object;
    private final String prefix;
    private final List<InvalidField> errors;
    private final Set<String> read = new HashSet<>();

    private JsonMembers(JsonNode object, String prefix, List<InvalidField> errors) {
        this.object = object;
        this.prefix = prefix;
        this.errors = errors;
    }

    /** Of a document, which should be an object. */
    static JsonMembers of(JsonNode document, List<InvalidField> errors) {
        return new JsonMembers(document, "", errors);
    }

    /** Text that meets a rule. */
    String text(String name, Predicate<String> valid, String rule) {
        JsonNode value = take(name);
        if (value.isTextual() && valid.test(value.textValue())) {
            return value.textValue();
        }
        wrong(name, rule);
        return "";
    }

    /** Whole number that meets a rule. */
    long number(String name, LongPredicate valid, String rule) {
        JsonNode value = take(name);
        if (value.isIntegralNumber() && value.canConvertToLong() && valid.test(value.longValue())) {
            return value.longValue();
        }
        wrong(name, rule);
        return -1;
    }

    /** Members of an object within; where there is none, of one without members. */
    JsonMembers object(String name) {
        return new JsonMembers(take(name), prefix + name + ".", errors);
    }

    /** Members of each object of an array, which has 1 to so many elements. */
    List<JsonMembers> objects(String name, int most) {
        JsonNode array = take(name);
        List<JsonMembers> elements = new ArrayList<>();
        if (!array.isArray() || array.isEmpty() || array.size() > most) {
            wrong(name, "an array of 1 to " + most + " objects");
            return elements;
        }
        for (int i = 0; i < array.size(); i++) {
            elements.add(new JsonMembers(array.get(i), prefix + name + "[" + i + "].", errors));
        }
        return elements;
    }

    /** Finds members that were not read: they are none that mean anything. */
    void end() {
        object.fieldNames()
                .forEachRemaining(
                        name -> {
                            if (!read.contains(name)) {
                                wrong(name, "there is no such member");
                            }
                        });
    }

    private JsonNode take(String name) {
        read.add(name);
        return object.path(name);
    }

    private void wrong(String name, String rule) {
        errors.add(new InvalidField(prefix + name, rule));
    }
}
