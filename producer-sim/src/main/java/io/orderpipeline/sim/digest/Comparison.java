package io.orderpipeline.sim.digest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One partition of one generation against the fold: a stream of digests, looked up in it. While
 * traffic goes on the generation may know more than the fold, which then reads on, or, for a
 * moment, less, and is asked again. What agrees leaves nothing but its name. One use, one thread.
 */
final class Comparison {

    /** Times that a view is looked at before it is believed to be wrong. */
    private static final int LOOKS = 4;

    private final PartitionFold fold;
    private final DigestSource source;
    private final Findings findings = new Findings();
    private final Judgement judgement;
    private final MessageDigest overall = Digests.sha256();
    private final Set<String> seen = new HashSet<>();

    /** What cannot be judged while the generation is being streamed, or is wrong. */
    private final List<OrderDigest> odd = new ArrayList<>();

    /** What lacks something that it must know, and what was said of it last. */
    private final Map<String, Optional<OrderDigest>> behind = new LinkedHashMap<>();

    /** Orders whose view did not follow from their events, and how often that was seen. */
    private final Map<String, Integer> suspects = new HashMap<>();

    Comparison(PartitionFold fold, DigestSource source) {
        this.fold = fold;
        this.source = source;
        this.judgement = new Judgement(fold.partition(), source, findings);
    }

    /** Asks for all of the partition. Says how many orders lack something they must know. */
    int stream() throws IOException {
        source.each(fold.partition(), this::take);
        return look();
    }

    /** The same for one order alone. */
    int one(String orderId) throws IOException {
        source.trail(fold.partition(), orderId).ifPresent(trail -> take(trail.last()));
        return look();
    }

    /** The source must not be asked for anything else meanwhile. */
    private void take(OrderDigest digest) {
        if (!seen.add(digest.orderId())) {
            judgement.twice(digest);
            return;
        }
        String line = "%s %d %s %s\n";
        overall.update(
                line.formatted(digest.orderId(), digest.version(), digest.chain(), digest.facts())
                        .getBytes(UTF_8));
        if (!fold.order(digest.orderId()).filter(mine -> agrees(mine, digest)).isPresent()) {
            odd.add(digest);
        }
    }

    private static boolean agrees(OrderFold mine, OrderDigest digest) {
        long version = digest.version();
        return version > 0
                && version >= mine.required()
                && version <= mine.version()
                && digest.chain().equals(mine.chain(version))
                && digest.facts().equals(mine.facts(version));
    }

    private int look() throws IOException {
        if (odd.stream().anyMatch(this::isAhead)) {
            fold.readOn();
        }
        for (OrderDigest each : odd) {
            judge(each);
        }
        fold.orders()
                .forEach(
                        (order, mine) -> {
                            if (mine.required() > 0 && !seen.contains(order) && counts(mine)) {
                                behind.put(order, Optional.empty());
                            }
                        });
        return behind.size();
    }

    private boolean isAhead(OrderDigest digest) {
        return fold.order(digest.orderId())
                .filter(mine -> mine.version() >= digest.version())
                .isEmpty();
    }

    private void judge(OrderDigest digest) throws IOException {
        Optional<OrderFold> mine = fold.order(digest.orderId());
        if (mine.isPresent() && !counts(mine.get())) {
            return;
        }
        if (isAhead(digest)) {
            judgement.ahead(mine, digest);
        } else if (digest.version() < Math.max(1, mine.orElseThrow().required())) {
            behind.put(digest.orderId(), Optional.of(digest));
        } else if (isSuspect(mine.orElseThrow(), digest)) {
            behind.put(digest.orderId(), Optional.of(digest));
        } else {
            judgement.same(mine.orElseThrow(), digest);
        }
    }

    /** History and view are two stores: between their writes one may lack what the other has. */
    private boolean isSuspect(OrderFold mine, OrderDigest digest) {
        return digest.chain().equals(mine.chain(digest.version()))
                && !digest.facts().equals(mine.facts(digest.version()))
                && (suspects.size() < Findings.SHOWN || suspects.containsKey(digest.orderId()))
                && suspects.merge(digest.orderId(), 1, Integer::sum) <= LOOKS;
    }

    private static boolean counts(OrderFold mine) {
        return mine.isWhole() && mine.isInScope();
    }

    /** Asks again for those that were behind; says how many still are. */
    int askAgain() throws IOException {
        List<String> asked = List.copyOf(behind.keySet());
        behind.clear();
        for (String order : asked) {
            Optional<OrderDigest> now = source.trail(fold.partition(), order).map(Trail::last);
            if (now.filter(this::isAhead).isPresent()) {
                fold.readOn();
            }
            if (now.isPresent()) {
                judge(now.get());
            } else {
                behind.put(order, now);
            }
        }
        return behind.size();
    }

    /** No more patience: what is behind is a difference. */
    Findings conclude() throws IOException {
        for (Map.Entry<String, Optional<OrderDigest>> each : behind.entrySet()) {
            OrderFold mine = fold.order(each.getKey()).orElseThrow();
            Optional<OrderDigest> told = each.getValue();
            if (told.filter(digest -> digest.version() >= Math.max(1, mine.required()))
                    .isPresent()) {
                judgement.same(mine, told.get());
            } else {
                judgement.behind(mine, each.getKey(), told);
            }
        }
        return findings;
    }

    /** Of all that the generation said, in its order. */
    byte[] overall() {
        return overall.digest();
    }
}
