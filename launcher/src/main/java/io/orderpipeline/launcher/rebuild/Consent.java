package io.orderpipeline.launcher.rebuild;

import java.util.Arrays;
import java.util.regex.Pattern;

/** Whether something may be changed without being asked for twice: only on this machine. */
public final class Consent {

    private static final Pattern THIS_MACHINE =
            Pattern.compile("(127(\\.\\d{1,3}){3}|localhost|\\[::1]):\\d+");

    private Consent() {}

    /**
     * Refuses unless the brokers are local or {@code yes} was said.
     *
     * @param what what would happen
     */
    public static void require(String bootstrap, boolean yes, String what) {
        if (!yes && !isLocal(bootstrap)) {
            throw new RefusedException(
                    "%s at %s, which is not the local stack: say --yes when that is meant"
                            .formatted(what, bootstrap));
        }
    }

    static boolean isLocal(String bootstrap) {
        return Arrays.stream(bootstrap.split(",", -1))
                .map(String::strip)
                .allMatch(each -> THIS_MACHINE.matcher(each).matches());
    }
}
