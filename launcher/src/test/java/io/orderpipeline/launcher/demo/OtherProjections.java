package io.orderpipeline.launcher.demo;

import io.orderpipeline.order.OrderLine;
import io.orderpipeline.order.event.Fact.Happened;
import io.orderpipeline.order.view.OrderProjection;
import io.orderpipeline.order.view.OrderView;
import io.orderpipeline.runtime.AppCommand;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;

/** The app as it is deployed with another projection; public, or it could not be started. */
public final class OtherProjections {

    private OtherProjections() {}

    private static void run(OrderProjection projection, String[] arguments) {
        String[] withoutName = Arrays.copyOfRange(arguments, 1, arguments.length);
        System.exit(new CommandLine(new AppCommand(projection)).execute(withoutName));
    }

    /** An improvement: lines are ordered by their SKU, which no fact depends on. */
    public static final class Improved {
        public static void main(String[] arguments) {
            run(
                    (before, event) ->
                            OrderProjection.STANDARD
                                    .project(before, event)
                                    .map(view -> with(view, sorted(view), view.shipmentId())),
                    arguments);
        }

        private static List<OrderLine> sorted(OrderView view) {
            return view.lines().stream().sorted(Comparator.comparing(OrderLine::sku)).toList();
        }
    }

    /** A mistake: it forgets shipments. */
    public static final class Mistaken {
        public static void main(String[] arguments) {
            run(Mistaken::project, arguments);
        }

        private static Optional<OrderView> project(Optional<OrderView> before, Happened event) {
            return OrderProjection.STANDARD
                    .project(before, event)
                    .map(view -> with(view, view.lines(), Optional.empty()));
        }
    }

    private static OrderView with(
            OrderView view, List<OrderLine> lines, Optional<String> shipmentId) {
        return new OrderView(
                view.orderId(),
                view.version(),
                view.order(),
                lines,
                shipmentId,
                view.cancelReason(),
                view.placedAt(),
                view.lastEvent());
    }
}
