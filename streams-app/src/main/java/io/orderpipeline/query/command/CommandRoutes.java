package io.orderpipeline.query.command;

import io.javalin.config.JavalinConfig;
import io.orderpipeline.query.feed.CommittedFeed;
import io.orderpipeline.query.reply.HttpLimits;
import java.util.Objects;
import java.util.concurrent.Executor;
import java.util.concurrent.Semaphore;

/** The resources that take commands. */
public final class CommandRoutes {

    /**
     * What they are made of.
     *
     * @param bodies reads what clients write
     * @param log where commands go
     * @param feed tells what became of them
     * @param status answers later questions about them
     */
    public record Parts(
            CommandBodies bodies, CommandLog log, CommittedFeed feed, StatusAnswer status) {}

    /** Path parameter that names the command. */
    public static final String COMMAND_ID = StatusHandler.COMMAND_ID;

    private CommandRoutes() {}

    /**
     * Adds them to a server, whose thread pool is set. The feed is listened to from the first
     * command until the server stops.
     */
    public static void add(JavalinConfig config, Parts parts) {
        Executor threads = Objects.requireNonNull(config.jetty.threadPool, "a pool of threads");
        WaitingRoom room = new WaitingRoom(parts.feed());
        CommandDesk desk = new CommandDesk(parts.log(), room);
        Semaphore readers = new Semaphore(HttpLimits.BODIES_BEING_READ);
        for (CommandKind kind : CommandKind.values()) {
            config.routes.post(
                    kind.path(), new CommandHandler(kind, parts.bodies(), desk, readers, threads));
        }
        config.routes.get(
                "/orders/{%s}/commands/{%s}"
                        .formatted(CommandRequest.ORDER_ID, StatusHandler.COMMAND_ID),
                new StatusHandler(parts.status()));
        config.events.serverStopping(room::close);
    }

    /** Where to ask how a command ended. */
    static String status(ClientCommand command) {
        return "/orders/" + command.orderId() + "/commands/" + command.commandId();
    }
}
