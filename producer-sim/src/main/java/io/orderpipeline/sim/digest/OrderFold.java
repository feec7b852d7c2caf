package io.orderpipeline.sim.digest;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * One order by the auditor's own fold: its two digests at each version. Some 100 bytes a version.
 * Confined to one thread.
 */
final class OrderFold {

    private static final byte[] NO_VIEW = {};

    private final FactsFold view = new FactsFold();
    private final List<byte[]> chains = new ArrayList<>(4);
    private final List<byte[]> facts = new ArrayList<>(4);
    private long required;
    private boolean whole = true;
    private boolean inScope;

    /** Takes the next event. One whose version does not follow makes versions ambiguous (I4). */
    void take(LoggedEvent event, boolean isInScope) {
        inScope |= isInScope;
        if (event.version() != version() + 1) {
            whole = false;
            return;
        }
        byte[] before = chains.isEmpty() ? Digests.START : chains.get(chains.size() - 1);
        chains.add(Digests.next(before, event.orderId(), event.version(), event.value()));
        facts.add(view.after(event.event()).orElse(NO_VIEW));
    }

    /** Whoever is asked from now on must know what has been folded. */
    void require() {
        required = version();
    }

    long required() {
        return required;
    }

    long version() {
        return chains.size();
    }

    /** Whether its versions run 1..n. */
    boolean isWhole() {
        return whole;
    }

    boolean isInScope() {
        return inScope;
    }

    /** At a version from 1 to {@link #version}. */
    String chain(long version) {
        return Digests.hex(chains.get((int) version - 1));
    }

    String facts(long version) {
        byte[] digest = facts.get((int) version - 1);
        return digest.length == 0 ? OrderDigest.NO_VIEW : Digests.hex(digest);
    }

    /** The version whose facts these are, if there is one. */
    Optional<Long> versionOf(String hex) {
        for (long version = version(); version > 0; version--) {
            if (facts(version).equals(hex)) {
                return Optional.of(version);
            }
        }
        return Optional.empty();
    }
}
