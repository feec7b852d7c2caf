package io.orderpipeline.bench.recovery;

import io.orderpipeline.bench.lab.App;
import io.orderpipeline.bench.lab.Metrics;
import io.orderpipeline.stack.StackException;
import java.util.ArrayList;
import java.util.List;

/** Whether an instance may be killed without a wait for what nobody has a copy of. */
final class Standbys {

    private static final int ROLES = 3;

    /** Offsets that a partition's copies of a role are behind by, at most, when nothing happens. */
    private static final int AT_REST = 20;

    private Standbys() {}

    /** Whether each partition of each role has a copy that is warm, by what the apps say now. */
    static boolean areWarm(List<App> apps, int partitions) {
        List<Metrics> told = new ArrayList<>();
        try {
            for (App app : apps) {
                told.add(app.metrics());
            }
        } catch (StackException notNow) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
        return tellOfWarmOnes(told, partitions);
    }

    static boolean tellOfWarmOnes(List<Metrics> apps, int partitions) {
        int copies = ROLES * partitions;
        return sum(apps, "order_pipeline_standby_partitions") >= copies
                && sum(apps, "order_pipeline_standby_lag_records") <= copies * AT_REST;
    }

    private static double sum(List<Metrics> apps, String name) {
        return apps.stream().mapToDouble(metrics -> metrics.sum(name)).sum();
    }
}
