package io.orderpipeline.sim.traffic;

/**
 * How much goes wrong on the clients' side.
 *
 * @param duplicates share of orders that belong to a customer who resubmits every command
 * @param resubmits how often such a customer repeats each command
 * @param staleVersions share of commands sent first with an expected version that is behind
 * @param reorder share of neighbouring commands of an order that are sent in the wrong order
 * @param idReuse share of commands whose id is used once more with another body
 * @param invalid share of commands sent first with a payload that breaks a rule of its own
 * @param late share of closed orders that receive one more command
 * @param poison how many records nobody can handle
 * @param strays share of orders whose last command, which would close them, goes to a partition
 *     that is not theirs: a dead letter, and the order stays open until it is redriven
 */
public record Mischief(
        double duplicates,
        int resubmits,
        double staleVersions,
        double reorder,
        double idReuse,
        double invalid,
        double late,
        int poison,
        double strays) {

    /** Beyond this a run only takes longer. */
    private static final int MOST_RESUBMITS = 50;

    public Mischief {
        Limits.share("--duplicates", duplicates);
        Limits.count("--resubmits", resubmits, 0, MOST_RESUBMITS);
        Limits.share("--stale-versions", staleVersions);
        Limits.share("--reorder", reorder);
        Limits.share("--id-reuse", idReuse);
        Limits.share("--invalid", invalid);
        Limits.share("--late", late);
        Limits.count("--poison", poison, 0, 1_000_000);
        Limits.share("--strays", strays);
    }

    /** Where no command goes astray. */
    public Mischief(
            double duplicates,
            int resubmits,
            double staleVersions,
            double reorder,
            double idReuse,
            double invalid,
            double late,
            int poison) {
        this(duplicates, resubmits, staleVersions, reorder, idReuse, invalid, late, poison, 0);
    }
}
