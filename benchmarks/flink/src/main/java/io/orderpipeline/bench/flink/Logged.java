package io.orderpipeline.bench.flink;

/**
 * A record of a topic, as Flink moves it between its tasks: it asks for fields and no constructor.
 */
public final class Logged {

    public String topic = "";
    public int partition;
    public long offset;
    public long timestampMs;
    public String key = "";
    public byte[] value = {};

    /** For Flink. */
    public Logged() {}

    static Logged of(String topic, String key, byte[] value) {
        Logged logged = new Logged();
        logged.topic = topic;
        logged.key = key;
        logged.value = value;
        return logged;
    }
}
