package io.orderpipeline.launcher.demo;

import io.orderpipeline.launcher.Main;
import java.util.Arrays;
import java.util.stream.Stream;

/** The app as {@code fault bad-projection} starts it; public, or it could not be started. */
public final class FaultyApp {

    private FaultyApp() {}

    /** Takes what the app takes. */
    public static void main(String[] arguments) {
        Main.main(
                Stream.concat(
                                Stream.of("fault", "bad-projection"),
                                Arrays.stream(arguments).skip(1)) // without "app"
                        .toArray(String[]::new));
    }
}
