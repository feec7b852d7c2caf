package io.orderpipeline.order;

/**
 * The form of every identifier that comes from outside: 1 to 64 of {@code A-Z a-z 0-9 . _ : -}. The
 * bound keeps keys, state and log lines small; the alphabet keeps them printable and safe in a URL.
 */
public final class Identifier {

    /** The longest identifier, in characters. */
    public static final int MAX_LENGTH = 64;

    /** The rule in words, for error messages. */
    public static final String RULE =
            "1 to " + MAX_LENGTH + " characters out of A-Z a-z 0-9 . _ : -";

    private Identifier() {}

    /** Whether {@code text} has the form of an identifier. */
    public static boolean isValid(String text) {
        return !text.isEmpty()
                && text.length() <= MAX_LENGTH
                && text.chars().allMatch(Identifier::isAllowed);
    }

    private static boolean isAllowed(int c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || c == '.'
                || c == '_'
                || c == ':'
                || c == '-';
    }
}
