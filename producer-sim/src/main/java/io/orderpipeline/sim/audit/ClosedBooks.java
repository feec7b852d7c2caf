package io.orderpipeline.sim.audit;

/** I6: after quiescence no group lags, no transaction is open, and LSO = high watermark. */
final class ClosedBooks implements Invariant {

    @Override
    public String id() {
        return "I6";
    }

    @Override
    public String title() {
        return "closed books";
    }

    @Override
    public void check(Evidence evidence, Index index, Violations violations) {
        Books books = evidence.books();
        violations.checked(books.lags().size() + books.transactions().size() + books.ends().size());
        for (Books.Lag lag : books.lags()) {
            violations.require(
                    lag.records() == 0,
                    () ->
                            lag.group()
                                    + " has "
                                    + lag.records()
                                    + " records of "
                                    + lag.topic()
                                    + "-"
                                    + lag.partition()
                                    + " before it");
        }
        for (Books.Transaction each : books.transactions()) {
            violations.require(
                    !each.open(),
                    () -> "transaction of " + each.transactionalId() + " is " + each.state());
        }
        for (Books.End end : books.ends()) {
            violations.require(
                    end.lastStable() == end.highWatermark(),
                    () ->
                            end.topic()
                                    + "-"
                                    + end.partition()
                                    + " is stable to "
                                    + end.lastStable()
                                    + " of "
                                    + end.highWatermark());
        }
    }
}
