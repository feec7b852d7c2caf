package io.orderpipeline.query.stream;

import io.orderpipeline.query.reply.InvalidField;
import io.orderpipeline.query.reply.Problem;
import java.util.List;

/** The stream is not opened; the client gets the problem instead. Has no stack trace. */
final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Problem problem;

    RefusedException(Problem problem) {
        super(problem.detail(), null, false, false);
        this.problem = problem;
    }

    /** One part of the request is wrong. */
    static RefusedException invalid(String field, String rule, String path) {
        return new RefusedException(Problem.invalid(List.of(new InvalidField(field, rule)), path));
    }

    Problem problem() {
        return problem;
    }
}
