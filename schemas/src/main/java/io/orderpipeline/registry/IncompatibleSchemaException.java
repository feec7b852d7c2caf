package io.orderpipeline.registry;

import java.util.List;
import java.util.stream.Collectors;

/** The registry refuses a schema, because it could not read records written earlier. */
public final class IncompatibleSchemaException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final String subject;
    private final List<Incompatibility> incompatibilities;

    IncompatibleSchemaException(
            Subject subject, List<Incompatibility> incompatibilities, Throwable answer) {
        super(message(subject, incompatibilities, answer), answer);
        this.subject = subject.name();
        this.incompatibilities = List.copyOf(incompatibilities);
    }

    /** The subject that refused the schema. */
    public String subject() {
        return subject;
    }

    /** What is wrong, one entry for each place in the schema. */
    public List<Incompatibility> incompatibilities() {
        return incompatibilities;
    }

    private static String message(
            Subject subject, List<Incompatibility> incompatibilities, Throwable answer) {
        String findings =
                incompatibilities.stream()
                        .map(finding -> "\n  - " + finding.describe())
                        .collect(Collectors.joining());
        return ("Subject %s refuses the new schema of %s (%s):%s"
                        + "\nThe registry says: %s"
                        + "\nA field may be added with a default, a payload type at the end of its"
                        + " union; see docs/schemas.md.")
                .formatted(
                        subject.name(),
                        subject.schema().getFullName(),
                        Registry.COMPATIBILITY,
                        findings,
                        answer.getMessage());
    }
}
