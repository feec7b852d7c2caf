package io.orderpipeline.query.command;

import io.javalin.http.Context;
import io.orderpipeline.order.Identifier;
import io.orderpipeline.query.reply.InvalidField;
import java.util.Collections;
import java.util.List;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Headers that come with a command. */
public final class CommandHeaders {

    /** Header with the command's id. */
    public static final String IDEMPOTENCY_KEY = "Idempotency-Key";

    private static final String IF_MATCH = "If-Match";
    private static final String MEDIA_TYPE = "application/json";

    /** How the ids of the tracker's own commands begin. */
    private static final String RESERVED_PREFIX = "cmp-";

    /** The rule of a command's id in words. */
    public static final String KEY_RULE =
            Identifier.RULE + ", not beginning with " + RESERVED_PREFIX;

    private static final long MAX_VERSION = 1_000_000_000;

    /** A version, as commands are answered with; behind that of an order, its generation. */
    private static final Pattern TAG =
            Pattern.compile("\"(0|[1-9][0-9]{0,9})(-g[1-9][0-9]{0,9})?\"");

    private CommandHeaders() {}

    /**
     * Whether the body is said to be JSON. Other types are refused also because browsers send some
     * of them on any page's behalf.
     */
    public static boolean isJson(Context request) {
        String type = request.contentType();
        return type != null && type.split(";", 2)[0].strip().equalsIgnoreCase(MEDIA_TYPE);
    }

    /** Whether a client may give a command this id. */
    public static boolean isCommandId(String text) {
        return Identifier.isValid(text) && !text.startsWith(RESERVED_PREFIX);
    }

    /** The command's id; what is wrong with it is added to the errors. */
    static String commandId(Context request, List<InvalidField> errors) {
        List<String> given = given(request, IDEMPOTENCY_KEY);
        if (given.size() != 1 || !isCommandId(given.get(0))) {
            errors.add(new InvalidField(IDEMPOTENCY_KEY, "required once: " + KEY_RULE));
            return "";
        }
        return given.get(0);
    }

    /** The version that the order must be at; what is wrong with it is added to the errors. */
    static OptionalLong expectedVersion(Context request, List<InvalidField> errors) {
        List<String> given = given(request, IF_MATCH);
        if (given.isEmpty()) {
            return OptionalLong.empty();
        }
        Matcher tag = TAG.matcher(given.get(0));
        if (given.size() == 1 && tag.matches()) {
            long version = Long.parseLong(tag.group(1));
            if (version <= MAX_VERSION) {
                return OptionalLong.of(version);
            }
        }
        errors.add(
                new InvalidField(
                        IF_MATCH,
                        "one version from 0 to " + MAX_VERSION + " in quotes, as ETag has it"));
        return OptionalLong.empty();
    }

    private static List<String> given(Context request, String header) {
        return Collections.list(request.req().getHeaders(header));
    }
}
