package io.orderpipeline.topic;

/**
 * Names that follow from an application prefix: consumer groups and the changelog topics behind
 * stores. The auditor finds the decider's group and changelog by them.
 */
public record Applications(String prefix) {

    /** The prefix when none is configured. */
    public static final Applications DEFAULT = new Applications("order-pipeline");

    /** The decider's store of order states. */
    public static final String ORDERS_STORE = "orders";

    /** The decider's queue of orders that may be forgotten. */
    public static final String FORGET_QUEUE_STORE = "forget-queue";

    /** The views' store of orders. */
    public static final String ORDER_VIEW_STORE = "order-view";

    /** The decider's {@code application.id}, which is also its consumer group. */
    public String decider() {
        return prefix + "-decider";
    }

    /** The {@code application.id} of one generation of the views, counted from 1. */
    public String views(int generation) {
        return prefix + "-views-" + generation;
    }

    /** The changelog topic of the decider's store of order states. */
    public String ordersChangelog() {
        return decider() + "-" + ORDERS_STORE + "-changelog";
    }

    /** The changelog topic of the decider's queue of orders that may be forgotten. */
    public String forgetQueueChangelog() {
        return decider() + "-" + FORGET_QUEUE_STORE + "-changelog";
    }

    /** The changelog topic behind one generation's store of orders. */
    public String orderViewChangelog(int generation) {
        return views(generation) + "-" + ORDER_VIEW_STORE + "-changelog";
    }
}
