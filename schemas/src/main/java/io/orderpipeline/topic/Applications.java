package io.orderpipeline.topic;

import java.util.List;

/**
 * Names that follow from an application prefix: consumer groups and the changelog topics behind
 * stores. The auditor finds groups and changelogs by them.
 */
public record Applications(String prefix) {

    /** The prefix when none is configured. */
    public static final Applications DEFAULT = new Applications("order-pipeline");

    /**
     * The generation of the views that a pipeline begins with, which is live until another is
     * promoted ({@code order.generation}). Not 1: what the stores of 1 held had another form.
     */
    public static final int FIRST_VIEWS_GENERATION = 2;

    /** The decider's store of order states. */
    public static final String ORDERS_STORE = "orders";

    /** The decider's queue of orders that may be forgotten. */
    public static final String FORGET_QUEUE_STORE = "forget-queue";

    /** The tracker's store of payment transactions. */
    public static final String LEDGER_STORE = "ledger";

    /** The tracker's ordered index of the transactions that wait for something. */
    public static final String LEDGER_INDEX_STORE = "ledger-index";

    /** The tracker's count of transactions by state. */
    public static final String LEDGER_TOTALS_STORE = "ledger-totals";

    /** The views' store of orders. */
    public static final String ORDER_VIEW_STORE = "order-view";

    /** The decider's {@code application.id}, which is also its consumer group. */
    public String decider() {
        return prefix + "-decider";
    }

    /** The tracker's {@code application.id}, which is also its consumer group. */
    public String tracker() {
        return prefix + "-tracker";
    }

    /** The {@code application.id} of one generation of the views, counted from 1. */
    public String views(int generation) {
        return prefix + "-views-" + generation;
    }

    /** The transactional id of all who change the table of generations. */
    public String generations() {
        return prefix + "-generations";
    }

    /** The changelog topic of the decider's store of order states. */
    public String ordersChangelog() {
        return decider() + "-" + ORDERS_STORE + "-changelog";
    }

    /** The changelog topic of the decider's queue of orders that may be forgotten. */
    public String forgetQueueChangelog() {
        return decider() + "-" + FORGET_QUEUE_STORE + "-changelog";
    }

    /**
     * The changelog topic of the tracker's ledger: its committed rows, which the views and the
     * auditor read.
     */
    public String ledgerChangelog() {
        return tracker() + "-" + LEDGER_STORE + "-changelog";
    }

    /** The changelog topics of the tracker's other stores. */
    public List<String> ledgerIndexChangelogs() {
        return List.of(
                tracker() + "-" + LEDGER_INDEX_STORE + "-changelog",
                tracker() + "-" + LEDGER_TOTALS_STORE + "-changelog");
    }
}
