package io.orderpipeline.sim;

import io.orderpipeline.sim.traffic.Mischief;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options that override single defaults of a scenario. Filled by picocli. */
final class MischiefFlags {

    @Option(
            names = "--duplicates",
            paramLabel = "SHARE",
            description = "Share of orders (0 to 1) whose customers resubmit every command.")
    private @Nullable Double duplicates;

    @Option(
            names = "--resubmits",
            paramLabel = "N",
            description = "How often such customers repeat each command (0 to 50).")
    private @Nullable Integer resubmits;

    @Option(
            names = "--stale-versions",
            paramLabel = "SHARE",
            description = "Share of commands sent first with an expected version that is behind.")
    private @Nullable Double staleVersions;

    @Option(
            names = "--reorder",
            paramLabel = "SHARE",
            description = "Share of neighbouring commands of an order sent in the wrong order.")
    private @Nullable Double reorder;

    @Option(
            names = "--id-reuse",
            paramLabel = "SHARE",
            description = "Share of commands whose id is used again with another body.")
    private @Nullable Double idReuse;

    @Option(
            names = "--invalid",
            paramLabel = "SHARE",
            description = "Share of commands sent first with a payload that is not allowed.")
    private @Nullable Double invalid;

    @Option(
            names = "--late",
            paramLabel = "SHARE",
            description = "Share of closed orders that receive one more command.")
    private @Nullable Double late;

    @Option(
            names = "--poison",
            paramLabel = "N",
            description = "How many records nobody can handle.")
    private @Nullable Integer poison;

    @Option(
            names = "--strays",
            paramLabel = "SHARE",
            description =
                    "Share of orders whose last command goes to a partition that is not theirs.")
    private @Nullable Double strays;

    Mischief over(Mischief defaults) {
        return new Mischief(
                or(duplicates, defaults.duplicates()),
                or(resubmits, defaults.resubmits()),
                or(staleVersions, defaults.staleVersions()),
                or(reorder, defaults.reorder()),
                or(idReuse, defaults.idReuse()),
                or(invalid, defaults.invalid()),
                or(late, defaults.late()),
                or(poison, defaults.poison()),
                or(strays, defaults.strays()));
    }

    private static double or(@Nullable Double given, double otherwise) {
        return given == null ? otherwise : given;
    }

    private static int or(@Nullable Integer given, int otherwise) {
        return given == null ? otherwise : given;
    }
}
