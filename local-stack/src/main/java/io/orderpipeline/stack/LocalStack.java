package io.orderpipeline.stack;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A Kafka cluster and a schema registry as processes of this machine, listening on 127.0.0.1 only.
 * All members start side by side. What was started dies with this program unless the spec says
 * detached. Thread-safe.
 */
public final class LocalStack implements AutoCloseable {

    private static final int ATTEMPTS = 3;

    private final StackHome home;
    private final StateStore state;
    private final List<Member> brokers;
    private final Member registry;

    private LocalStack(StackSpec spec, StackState initial) {
        this.home = new StackHome(spec.home());
        this.state = new StateStore(home, initial);
        Recipes recipes = new Recipes(spec);
        this.brokers =
                initial.brokers().stream()
                        .map(node -> recipes.broker(node, initial))
                        .map(recipe -> new Member(recipe, state, spec.detached()))
                        .toList();
        this.registry = new Member(recipes.registry(initial), state, spec.detached());
    }

    /**
     * Brings the stack of a folder up and returns when every member answers. Members that already
     * run are left alone; those that do not are started with the data that the folder holds.
     *
     * @throws StackException when a member does not start; what this call started is stopped again
     */
    public static LocalStack start(StackSpec spec) {
        for (int attempt = 1; ; attempt++) {
            LocalStack stack = prepare(spec);
            try {
                new Startup(stack.members().toList()).run();
                return stack;
            } catch (StartFailure e) {
                if (!e.portTaken() || attempt == ATTEMPTS) {
                    throw e;
                }
            }
        }
    }

    /**
     * Where the members of a stack listen, if one was started in this folder and any of it runs.
     */
    public static Optional<StackAddress> address(Path home) {
        return new StackHome(home.toAbsolutePath().normalize())
                .readState()
                .filter(StackState::isAlive)
                .map(found -> new StackAddress(found.bootstrapServers(), found.registryUrl()));
    }

    /** The stack that the folder's state file tells of, running or not. */
    public static Optional<LocalStack> find(Path home) {
        return new StackHome(home.toAbsolutePath().normalize())
                .readState()
                .map(
                        found -> {
                            StackSpec spec = new StackSpec(home, found.brokers().size(), true);
                            return new LocalStack(spec, found);
                        });
    }

    private static LocalStack prepare(StackSpec spec) {
        Distribution.locate(); // before anything is written
        StackHome home = new StackHome(spec.home());
        StackState state = new PortPlan(spec).apply(home.readState());
        home.writeState(state);
        return new LocalStack(spec, state);
    }

    /** For Kafka clients. */
    public String bootstrapServers() {
        return state.current().bootstrapServers();
    }

    /** The registry's Confluent API. */
    public String registryUrl() {
        return state.current().registryUrl();
    }

    /** A broker by its number, from 1. */
    public Member broker(int number) {
        return brokers.get(number - 1);
    }

    /** The brokers in the order of their numbers. */
    public List<Member> brokers() {
        return brokers;
    }

    /** The schema registry. */
    public Member registry() {
        return registry;
    }

    /** All processes: the brokers, then the registry. */
    public Stream<Member> members() {
        return Stream.concat(brokers.stream(), Stream.of(registry));
    }

    /** The folder with the data, logs and state. */
    public Path home() {
        return home.root();
    }

    /** Kills every process at once (SIGKILL). */
    public void killAll() {
        members().forEach(Member::kill);
    }

    /** Stops every process in order, side by side, and kills what takes longer than ten seconds. */
    public void stop() {
        members().forEach(Member::requestStop);
        members().forEach(Member::stop);
    }

    /** Stops everything and deletes data, logs and state. */
    public void delete() {
        killAll();
        home.delete();
    }

    /**
     * Ends every process at once; the data stay, and nothing that was acknowledged is lost, since
     * the system holds what a killed process has written.
     */
    @Override
    public void close() {
        killAll();
    }
}
