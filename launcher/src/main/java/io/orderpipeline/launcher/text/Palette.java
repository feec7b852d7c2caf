package io.orderpipeline.launcher.text;

import picocli.CommandLine.Help.Ansi.Style;

/** Colours for the words that say where an order or a payment stands. */
public enum Palette {
    COLOURS,
    PLAIN;

    /** The word, in its colour if it has one. */
    String paint(String word) {
        return this == PLAIN
                ? word
                : switch (word) {
                    case "PAID", "FULFILLED", "TRACKED", "RECOVERED", "REFUNDED", "RESOLVED" ->
                            painted(Style.fg_green, word);
                    case "PLACED", "PENDING", "CITED", "UNTRACKED", "REFUND_REQUESTED" ->
                            painted(Style.fg_yellow, word);
                    case "CANCELLED", "ESCALATED" -> painted(Style.fg_red, word);
                    default -> word;
                };
    }

    private static String painted(Style style, String word) {
        return style.on() + word + style.off();
    }
}
