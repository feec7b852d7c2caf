package io.orderpipeline.runtime.intake;

import io.orderpipeline.order.Money;
import io.orderpipeline.order.OrderLine;
import io.orderpipeline.order.command.CancelOrder;
import io.orderpipeline.order.command.Command;
import io.orderpipeline.order.command.ConfirmPayment;
import io.orderpipeline.order.command.FulfilOrder;
import io.orderpipeline.order.command.PlaceOrder;
import io.orderpipeline.query.command.CommandKind;
import java.util.List;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** A command on or beside the limits of its rules, and the JSON that says the same. */
record RandomBody(Command command, String json) {

    private static final List<String> WORDS =
            List.of("a", "a-b.c_d:E9", "x".repeat(60), "x".repeat(64), "x".repeat(65), "", "ü");
    private static final int USUAL_WORDS = 3;

    static RandomBody of(CommandKind kind, Random random) {
        return switch (kind) {
            case PLACE -> place(random);
            case PAY -> pay(random);
            case FULFIL -> fulfil(word(random));
            case CANCEL -> cancel("x".repeat(random.nextInt(490, 510)));
        };
    }

    private static RandomBody fulfil(String shipmentId) {
        return new RandomBody(new FulfilOrder(shipmentId), "{'shipmentId':'" + shipmentId + "'}");
    }

    private static RandomBody cancel(String reason) {
        return new RandomBody(new CancelOrder(reason), "{'reason':'" + reason + "'}");
    }

    private static RandomBody pay(Random random) {
        String transactionId = word(random);
        Money amount = new Money(random.nextInt(-1, 4), currency(random));
        return new RandomBody(
                new ConfirmPayment(transactionId, amount),
                "{'transactionId':'%s','amount':%s}".formatted(transactionId, json(amount)));
    }

    private static RandomBody place(Random random) {
        int count = random.nextInt(8) > 0 ? random.nextInt(1, 4) : random.nextInt(100, 102);
        List<OrderLine> lines = IntStream.range(0, count).mapToObj(i -> line(random)).toList();
        long sumMinor = lines.stream().mapToLong(OrderLine::priceMinor).sum();
        Money total = new Money(sumMinor + (seldom(random) ? 1 : 0), currency(random));
        PlaceOrder command = new PlaceOrder(usual(random), usual(random), total, lines);
        return new RandomBody(
                command,
                "{'orderId':'o','customerId':'%s','region':'%s','total':%s,'lines':[%s]}"
                        .formatted(
                                command.customerId(),
                                command.region(),
                                json(total),
                                lines.stream()
                                        .map(RandomBody::json)
                                        .collect(Collectors.joining(","))));
    }

    private static OrderLine line(Random random) {
        return new OrderLine(
                random.nextInt(100) == 0 ? word(random) : usual(random),
                random.nextInt(100) == 0 ? random.nextInt(9_999, 10_003) : random.nextInt(1, 5),
                random.nextInt(100) == 0
                        ? random.nextLong(999_999_999_999L, 1_000_000_000_002L)
                        : random.nextInt(0, 3));
    }

    private static String json(OrderLine line) {
        return "{'sku':'%s','quantity':%d,'unitPriceMinor':%d}"
                .formatted(line.sku(), line.quantity(), line.unitPriceMinor());
    }

    private static String json(Money money) {
        return "{'amountMinor':%d,'currency':'%s'}"
                .formatted(money.amountMinor(), money.currency());
    }

    private static String currency(Random random) {
        return seldom(random) ? List.of("eur", "EU", "", "EURO").get(random.nextInt(4)) : "EUR";
    }

    private static String usual(Random random) {
        return random.nextInt(60) == 0 ? word(random) : WORDS.get(random.nextInt(USUAL_WORDS));
    }

    private static String word(Random random) {
        return WORDS.get(random.nextInt(WORDS.size()));
    }

    private static boolean seldom(Random random) {
        return random.nextInt(8) == 0;
    }
}
