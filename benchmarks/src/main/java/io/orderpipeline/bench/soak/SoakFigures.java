package io.orderpipeline.bench.soak;

import com.fasterxml.jackson.annotation.JsonProperty;
import io.orderpipeline.bench.figures.Chart;
import io.orderpipeline.bench.figures.Figures;
import io.orderpipeline.bench.figures.Spread;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.ToDoubleFunction;

/**
 * What the benchmark found; its JSON document. The first half is left out: caches fill, and code is
 * compiled. Of the other, the second part must be as the first.
 *
 * @param perSecond commands, asked for
 * @param broken the rows of the audit that are red
 */
public record SoakFigures(int perSecond, List<Sample> samples, List<String> broken)
        implements Figures {

    private static final double MOST_GROWTH = 1.1;

    /** What the app's stores keep in memory by default before it comes to the disk. */
    private static final double WRITE_BUFFERS_MB = 128;

    private static final double LEAST_RATE = 0.95;

    /** Fewer cannot be cut into four. */
    static final int LEAST_SAMPLES = 8;

    private List<Sample> quarter(int number) {
        int size = samples.size();
        return samples.subList(size * (number - 1) / 4, size * number / 4);
    }

    /** Not a number when it was not measured, which is not flat either. */
    private double growth(ToDoubleFunction<Sample> figure) {
        return Spread.of(quarter(4), figure).median() / Spread.of(quarter(3), figure).median();
    }

    /** Pauses for garbage, as a share of the time. */
    private static double pausing(List<Sample> samples) {
        Sample first = samples.get(0);
        Sample last = samples.get(samples.size() - 1);
        return (last.gcSeconds() - first.gcSeconds()) / (last.atSeconds() - first.atSeconds());
    }

    @JsonProperty
    double decidedPerSecond() {
        Sample from = quarter(3).get(0);
        Sample to = samples.get(samples.size() - 1);
        return (to.decided() - from.decided()) / (to.atSeconds() - from.atSeconds());
    }

    @JsonProperty
    double residentGrowth() {
        return growth(Sample::residentMb);
    }

    @JsonProperty
    double liveHeapGrowth() {
        return growth(Sample::liveHeapMb);
    }

    @JsonProperty
    double rocksDbGrowth() {
        return growth(SoakFigures::rocksDbMb);
    }

    @JsonProperty
    double rocksDbPinnedGrowth() {
        return growth(SoakFigures::rocksDbPinnedMb);
    }

    private static double rocksDbMb(Sample sample) {
        return sample.rocksDb().usedMb();
    }

    private static double rocksDbPinnedMb(Sample sample) {
        return sample.rocksDb().pinnedMb();
    }

    /** What is there to be filled may grow until it is full; write buffers empty themselves too. */
    private boolean isFlatOnceFull(ToDoubleFunction<Sample> figure, double fullMb) {
        return Spread.of(quarter(4), figure).median() < fullMb || growth(figure) <= MOST_GROWTH;
    }

    private boolean rocksDbIsFlat() {
        double limitMb = samples.get(0).rocksDb().limitMb();
        return isFlatOnceFull(SoakFigures::rocksDbMb, limitMb)
                && isFlatOnceFull(SoakFigures::rocksDbPinnedMb, WRITE_BUFFERS_MB);
    }

    private static double allocatedMbPerCommand(List<Sample> samples) {
        Sample first = samples.get(0);
        Sample last = samples.get(samples.size() - 1);
        return (last.allocatedMb() - first.allocatedMb()) / (last.decided() - first.decided());
    }

    @JsonProperty
    double allocatedPerCommandGrowth() {
        return allocatedMbPerCommand(quarter(4)) / allocatedMbPerCommand(quarter(3));
    }

    /** The state grows with the orders that it holds: flat is what one command adds to it. */
    @JsonProperty
    double statePerCommandGrowth() {
        return growth(SoakFigures::statePerCommand);
    }

    private static double statePerCommand(Sample sample) {
        return sample.stateMb() / sample.decided();
    }

    /** Write buffers come to the disk at once, whenever they are full. */
    private boolean diskIsFlat() {
        double most = MOST_GROWTH * Spread.of(quarter(3), SoakFigures::statePerCommand).median();
        return quarter(4).stream()
                .allMatch(sample -> sample.stateMb() <= most * sample.decided() + WRITE_BUFFERS_MB);
    }

    @JsonProperty
    double pausingShare() {
        return pausing(quarter(4));
    }

    /** What is wrong, by name. */
    @JsonProperty
    List<String> grown() {
        List<String> grown = new ArrayList<>();
        if (!(residentGrowth() <= MOST_GROWTH)) {
            grown.add("memory");
        }
        if (!(liveHeapGrowth() <= MOST_GROWTH)) {
            grown.add("heap");
        }
        if (!(allocatedPerCommandGrowth() <= MOST_GROWTH)) {
            grown.add("garbage");
        }
        if (!rocksDbIsFlat()) {
            grown.add("rocksdb");
        }
        if (!diskIsFlat()) {
            grown.add("disk");
        }
        if (decidedPerSecond() < perSecond * LEAST_RATE) {
            grown.add("backlog");
        }
        return grown;
    }

    @Override
    @JsonProperty
    public boolean ok() {
        return broken.isEmpty() && grown().isEmpty();
    }

    @Override
    public Chart chart() {
        return new Chart(
                "Memory of the process over a soak",
                "MB",
                List.of(
                        bar("first quarter", 1),
                        bar("second quarter", 2),
                        bar("third quarter", 3),
                        bar("last quarter", 4)));
    }

    private Chart.Bar bar(String name, int quarter) {
        return new Chart.Bar(name, Spread.of(quarter(quarter), Sample::residentMb));
    }

    @Override
    public String text() {
        Sample last = samples.get(samples.size() - 1);
        return String.format(
                Locale.ROOT,
                """
                soak      %,.0f s at %,.0f commands/s (asked for: %,d), last quarter against the one before
                memory    %,.0f MB, %.2f times; live heap %,.0f MB, %.2f times
                rocksdb   %,.0f of %,.0f MB, %.2f times; pinned %,.0f MB, %.2f times
                garbage   %,.0f KB for each command, %.2f times; %.2f %% of the time in pauses, %.2f %% before
                disk      %,.0f MB of state for %,d commands; for each %.2f times
                verdict   %s
                """,
                last.atSeconds(),
                decidedPerSecond(),
                perSecond,
                last.residentMb(),
                residentGrowth(),
                last.liveHeapMb(),
                liveHeapGrowth(),
                last.rocksDb().usedMb(),
                last.rocksDb().limitMb(),
                rocksDbGrowth(),
                last.rocksDb().pinnedMb(),
                rocksDbPinnedGrowth(),
                allocatedMbPerCommand(quarter(4)) * 1024,
                allocatedPerCommandGrowth(),
                pausing(quarter(4)) * 100,
                pausing(quarter(3)) * 100,
                last.stateMb(),
                last.decided(),
                statePerCommandGrowth(),
                ok() ? "flat, audit clean" : "BROKEN: grown " + grown() + ", audit " + broken);
    }
}
