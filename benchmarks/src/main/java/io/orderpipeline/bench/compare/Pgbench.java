package io.orderpipeline.bench.compare;

import io.orderpipeline.bench.throughput.Settled;
import io.orderpipeline.stack.StackException;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Life cycles of three commands, each a transaction, from clients that wait for their answer. */
final class Pgbench {

    private static final int CLIENTS = 16;
    private static final int COMMANDS_PER_LIFE_CYCLE = 3;
    private static final Pattern DONE =
            Pattern.compile("number of transactions actually processed: (\\d+)");
    private static final Pattern RATE = Pattern.compile("tps = ([0-9.]+)");

    private Pgbench() {}

    static Settled run(Postgres postgres, int warmUpSeconds, int seconds) {
        String unused = postgres.pgbench(CLIENTS, warmUpSeconds);
        long before = postgres.events();
        Settled settled = parse(postgres.pgbench(CLIENTS, seconds));
        long events = postgres.events() - before;
        return events == settled.records()
                ? settled
                : settled.audited(
                        List.of("%,d events of %,d commands".formatted(events, settled.records())));
    }

    static Settled parse(String said) {
        Matcher done = DONE.matcher(said);
        Matcher rate = RATE.matcher(said);
        if (!done.find() || !rate.find()) {
            throw new StackException("pgbench said something else: " + said);
        }
        long lifeCycles = Long.parseLong(done.group(1));
        double seconds = lifeCycles / Double.parseDouble(rate.group(1));
        return new Settled(lifeCycles * COMMANDS_PER_LIFE_CYCLE, seconds, 0, List.of());
    }
}
