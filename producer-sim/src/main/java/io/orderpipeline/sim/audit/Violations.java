package io.orderpipeline.sim.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * Counts what one invariant checks and keeps the first offenders by name: enough to start looking,
 * not so many that the table drowns. One thread.
 */
final class Violations {

    private static final int SHOWN = 5;

    private final List<String> first = new ArrayList<>();
    private final List<String> notes = new ArrayList<>();
    private long checked;
    private long found;

    void checked() {
        checked++;
    }

    void checked(long more) {
        checked += more;
    }

    void found(String what) {
        found++;
        if (first.size() < SHOWN) {
            first.add(what);
        }
    }

    /** More of what was found, without names. */
    void foundMore(long more) {
        found += more;
    }

    /** Finds it unless the condition holds. */
    void require(boolean holds, Supplier<String> otherwise) {
        if (!holds) {
            found(otherwise.get());
        }
    }

    /** Says something that is no violation. */
    void note(String what) {
        notes.add(what);
    }

    AuditRow row(Invariant invariant) {
        return new AuditRow(invariant.id(), invariant.title(), found == 0, checked, detail());
    }

    private String detail() {
        List<String> parts = new ArrayList<>();
        if (found > 0) {
            String more = found > first.size() ? "; first " + first.size() : "";
            parts.add(found + " found" + more + ": " + String.join("; ", first));
        }
        parts.addAll(notes);
        return String.join(". ", parts);
    }
}
