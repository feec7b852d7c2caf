package io.orderpipeline.query.reply;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** The constants that a parameter may name. */
public record Choices<E extends Enum<E>>(List<E> all) {

    public Choices(Collection<E> all) {
        this(List.copyOf(all));
    }

    /** The constant for what a newer writer knows is nobody's choice. */
    public Choices {
        all = all.stream().filter(each -> !each.name().equals("UNKNOWN")).toList();
    }

    public Optional<E> named(String name) {
        return all.stream().filter(each -> each.name().equals(name)).findFirst();
    }

    /** The rule for people. */
    public String rule() {
        return all.stream().map(Enum::name).collect(Collectors.joining(", ", "one of ", ""));
    }
}
