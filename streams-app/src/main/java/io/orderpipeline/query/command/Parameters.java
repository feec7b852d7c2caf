package io.orderpipeline.query.command;

import io.javalin.http.Context;
import io.orderpipeline.query.reply.InvalidField;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Parameters of the query part: a misspelt one would otherwise be left out of account. */
final class Parameters {

    private Parameters() {}

    static List<InvalidField> errors(Context request, Set<String> known) {
        List<InvalidField> errors = new ArrayList<>();
        request.queryParamMap()
                .forEach(
                        (name, values) -> {
                            if (!known.contains(name)) {
                                errors.add(new InvalidField(name, "there is no such parameter"));
                            } else if (values.size() > 1) {
                                errors.add(new InvalidField(name, "given more than once"));
                            }
                        });
        return errors;
    }
}
