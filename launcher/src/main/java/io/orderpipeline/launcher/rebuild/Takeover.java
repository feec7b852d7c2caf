package io.orderpipeline.launcher.rebuild;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * Puts what was folded in the place of what is there. All that can refuse is asked first; the
 * changelogs are written in one transaction and read back; local copies go last, when nothing but
 * the changelogs is needed any more. When it stops on the way it tells what has changed. One use,
 * one thread.
 */
final class Takeover {

    private final Rebuild.Options options;
    private final Brokers brokers;
    private final GroupHold hold;
    private final Consumer<String> tell;
    private final Changelogs changelogs;
    private final Followers followers;
    private final List<String> done = new ArrayList<>();

    Takeover(Rebuild.Options options, Brokers brokers, GroupHold hold, Consumer<String> tell) {
        this.options = options;
        this.brokers = brokers;
        this.hold = hold;
        this.tell = tell;
        changelogs = new Changelogs(brokers, options.role(), options.applications());
        followers =
                new Followers(
                        brokers,
                        options.applications().ledgerChangelog(),
                        options.applications().prefix() + "-views-");
    }

    /** Returns the local state that was deleted. */
    List<String> happen(Folded folded, List<LocalState> local) {
        try {
            boolean tracker = options.role() == StatefulRole.TRACKER;
            if (tracker) {
                followers.awaitGone(isMadeAnew(folded), options.patience(), tell);
            }
            create(folded.missing());
            if (tracker) {
                followers.rewind(isMadeAnew(folded)).forEach(this::tellDid);
            }
            write(folded);
            verify(folded);
            return delete(local);
        } catch (RuntimeException stopped) {
            tell.accept(
                    done.isEmpty()
                            ? "nothing was changed"
                            : "stopped on the way; by then: %s. Run this again before the app is started: it goes on from there"
                                    .formatted(String.join("; ", done)));
            throw stopped;
        }
    }

    private boolean isMadeAnew(Folded folded) {
        return folded.missing().contains(options.applications().ledgerChangelog());
    }

    /** What fails without having refused may have happened all the same, or in part. */
    private void step(String what, Runnable step) {
        int place = done.size();
        done.add("perhaps " + what);
        try {
            step.run();
        } catch (RefusedException refused) {
            done.remove(place);
            throw refused;
        }
        done.set(place, what);
    }

    private void did(String what) {
        done.add(what);
    }

    private void tellDid(String what) {
        tell.accept(what);
        did(what);
    }

    private void create(List<String> missing) {
        if (!missing.isEmpty()) {
            step("made %s".formatted(missing), () -> changelogs.create(missing));
        }
    }

    private void write(Folded folded) {
        Changes changes = folded.changes();
        if (changes.isEmpty()) {
            return;
        }
        tell.accept("writing %,d records".formatted(changes.records().size()));
        step(
                "wrote %,d records to the changelogs".formatted(changes.records().size()),
                () ->
                        AtomicWriter.write(
                                options.connection(),
                                options.group() + "-rebuild",
                                changes.records(),
                                hold,
                                folded.positions().committed()));
    }

    private void verify(Folded folded) {
        brokers.awaitStable(changelogs.existing(), Folding.SETTLING);
        Changes left = Changes.between(changelogs.read(), folded.wanted(), changelogs);
        if (!left.isEmpty()) {
            throw new RefusedException(
                    "read back, the changelogs differ from what must be in %d records: somebody else writes to them; stop that"
                            .formatted(left.records().size()));
        }
        did("read them back");
    }

    private List<String> delete(List<LocalState> local) {
        List<String> deleted = new ArrayList<>();
        for (LocalState each : local) {
            for (Path path : each.delete(options.group())) {
                deleted.add(path.toString());
                did("deleted " + path);
            }
        }
        return deleted;
    }
}
