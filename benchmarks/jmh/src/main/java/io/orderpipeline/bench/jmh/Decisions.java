package io.orderpipeline.bench.jmh;

import io.orderpipeline.order.Cause;
import io.orderpipeline.order.command.ReceivedCommand;
import io.orderpipeline.order.decision.Decider;
import io.orderpipeline.order.event.Fact;
import io.orderpipeline.order.state.OrderState;
import io.orderpipeline.pipeline.view.OrderIndexKey;
import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.schema.state.OrderStatus;
import io.orderpipeline.topic.Topics;
import io.orderpipeline.wire.CommandWire;
import io.orderpipeline.wire.StateWire;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What the pipeline's own rules and mappings cost for one command, without Kafka. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Decisions {

    private static final int REMEMBERED = 64;
    private static final Instant AT = Instant.parse("2026-01-01T00:00:00Z");
    private static final OrderIndexKey INDEX_KEY =
            new OrderIndexKey(
                    OrderIndexKey.Selection.of(OrderStatus.PAID), AT.toEpochMilli(), "o-2a-99999");

    private OrderCommand[] commands;
    private ReceivedCommand[] received;
    private OrderState[] before;
    private OrderState[] after;
    private List<List<Fact>> facts;
    private int next;

    /** Lets each command meet the state that it meets in its life cycle. */
    @Setup
    public void setUp() {
        commands = Commands.some();
        received = new ReceivedCommand[commands.length];
        before = new OrderState[commands.length];
        after = new OrderState[commands.length];
        facts = new ArrayList<>();
        Map<String, OrderState> states = new HashMap<>();
        for (int i = 0; i < commands.length; i++) {
            received[i] = receive(i);
            String order = received[i].orderId();
            before[i] = states.getOrDefault(order, OrderState.blank(order));
            facts.add(Decider.decide(received[i], before[i]));
            after[i] = apply(before[i], facts.get(i));
            states.put(order, after[i]);
        }
    }

    private ReceivedCommand receive(int i) {
        return CommandWire.read(commands[i], new Cause(Topics.ORDER_COMMAND.name(), 0, i), AT);
    }

    private static OrderState apply(OrderState state, List<Fact> facts) {
        OrderState next = state;
        for (Fact fact : facts) {
            next = next.apply(fact, REMEMBERED);
        }
        return next;
    }

    private int next() {
        next = next + 1 == commands.length ? 0 : next + 1;
        return next;
    }

    /** From Avro's record to the domain's. */
    @Benchmark
    public ReceivedCommand map() {
        return receive(next());
    }

    /** Command and state to facts. */
    @Benchmark
    public List<Fact> decide() {
        int i = next();
        return Decider.decide(received[i], before[i]);
    }

    /** Facts and state to the next state. */
    @Benchmark
    public OrderState evolve() {
        int i = next();
        return apply(before[i], facts.get(i));
    }

    /** The state to Avro's record and back. */
    @Benchmark
    public OrderState mapState() {
        return StateWire.read(StateWire.write(after[next()]));
    }

    /** An index entry to its key. */
    @Benchmark
    public String indexKey() {
        return INDEX_KEY.text();
    }

    /** A key to its index entry. */
    @Benchmark
    public Object parseIndexKey() {
        return OrderIndexKey.parse(INDEX_KEY.text());
    }
}
