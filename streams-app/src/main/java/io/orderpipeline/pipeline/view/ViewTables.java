package io.orderpipeline.pipeline.view;

import io.orderpipeline.pipeline.fold.Table;

/** What the views' stores hold. */
public final class ViewTables {

    /** Of the orders' store: {@link io.orderpipeline.schema.view.OrderView}s by order id. */
    public static final Table ORDER_VIEW = new Table('v');

    /** Of the orders' store: events, {@link StoredRecord}s by {@link HistoryKey}. */
    public static final Table ORDER_HISTORY = new Table('h');

    /** Of the orders' store: {@link OrderIndexKey}s; the values are empty. */
    public static final Table ORDER_INDEX = new Table('i');

    /** Of the transactions' store: rows, as the tracker wrote them, by {@link TransactionKey}. */
    public static final Table TRANSACTION_ROW = new Table('r');

    /** Of the transactions' store: {@link TransactionIndexKey}s; the values are empty. */
    public static final Table TRANSACTION_INDEX = new Table('i');

    /**
     * Of the transactions' store: {@link OrderTransactionKey}s; a value is the text of the key that
     * the transaction has in {@link #TRANSACTION_INDEX}.
     */
    public static final Table TRANSACTION_BY_ORDER = new Table('o');

    /**
     * Of the rejections' store: the first outcome of refused commands, {@link StoredRecord}s by
     * {@link RejectionKey}.
     */
    public static final Table REJECTION = new Table('r');

    private ViewTables() {}
}
