package io.orderpipeline.launcher.demo;

import io.orderpipeline.runtime.Role;
import io.orderpipeline.stack.LocalStack;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The app's processes: one that hosts every role, or one for each role, so that each can be killed
 * alone. Confined to one thread.
 */
final class Fleet implements AutoCloseable {

    private final List<AppProcess> processes = new ArrayList<>();

    /** Starts them; returns when every role does its work. */
    static Fleet start(LocalStack stack, DemoFolder folder, boolean split)
            throws IOException, InterruptedException {
        Fleet fleet = new Fleet();
        try {
            if (split) {
                for (Role role : Role.values()) {
                    fleet.add(AppProcess.start(stack, folder, role.label(), role.label()));
                }
            } else {
                fleet.add(AppProcess.start(stack, folder, "app", Role.labels()));
            }
            for (AppProcess process : fleet.processes) {
                process.awaitReady();
            }
            return fleet;
        } catch (IOException | InterruptedException | RuntimeException failed) {
            fleet.close();
            throw failed;
        }
    }

    private void add(AppProcess process) {
        processes.add(process);
    }

    List<AppProcess> processes() {
        return processes;
    }

    /** The one that answers queries: it hosts the last of the roles, the views. */
    AppProcess views() {
        return processes.get(processes.size() - 1);
    }

    @Override
    public void close() {
        processes.forEach(AppProcess::close);
    }
}
