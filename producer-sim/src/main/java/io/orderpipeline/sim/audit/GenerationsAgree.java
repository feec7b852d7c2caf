package io.orderpipeline.sim.audit;

import io.orderpipeline.sim.digest.Verdict;

/**
 * I10: for every order, each generation of the views that has caught up has the events of the log,
 * and a view that follows from them. The comparison itself is streamed by {@link
 * io.orderpipeline.sim.digest.Verification}; here stands its verdict.
 */
final class GenerationsAgree implements Invariant {

    @Override
    public String id() {
        return "I10";
    }

    @Override
    public String title() {
        return "replay equal";
    }

    @Override
    public boolean needsSubjects(Evidence evidence) {
        return evidence.stores().views().isPresent();
    }

    @Override
    public void check(Evidence evidence, Index index, Violations violations) {
        evidence.stores()
                .views()
                .ifPresentOrElse(
                        verdict -> check(verdict, violations),
                        () -> violations.note("not checked: no --url, or no answer"));
    }

    private static void check(Verdict verdict, Violations violations) {
        for (Verdict.OfGeneration each : verdict.generations()) {
            violations.checked(verdict.compared().orders());
            each.first().forEach(difference -> violations.found(difference.text()));
            violations.foundMore(each.differences() - each.first().size());
        }
        violations.note(
                "generations "
                        + verdict.generations().stream()
                                .map(Verdict.OfGeneration::number)
                                .toList());
        if (verdict.compared().broken() > 0) {
            violations.note(
                    verdict.compared().broken()
                            + " orders left out, whose versions have gaps in the log (I4)");
        }
    }
}
