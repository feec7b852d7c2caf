package io.orderpipeline.launcher.text;

import java.util.Optional;

/** A block of lines, each a name and a value; what has no value has no line. */
final class Details {

    private final StringBuilder block = new StringBuilder();

    Details line(String name, Optional<String> value) {
        value.ifPresent(text -> block.append("%-12s %s%n".formatted(name, text)));
        return this;
    }

    @Override
    public String toString() {
        return block.toString();
    }
}
