package io.orderpipeline.wire;

import io.orderpipeline.order.state.Order;
import io.orderpipeline.order.state.OrderStatus;
import io.orderpipeline.order.state.Payment;
import io.orderpipeline.schema.state.OrderSnapshot;

/** An order as states and views hold it. */
final class OrderWire {

    private OrderWire() {}

    static Order read(OrderSnapshot order) {
        return new Order(
                read(order.getStatus()),
                order.getCustomerId(),
                order.getRegion(),
                ValueWire.read(order.getTotal()),
                order.getPayment().map(OrderWire::read));
    }

    static OrderSnapshot write(Order order) {
        return new OrderSnapshot(
                write(order.status()),
                order.customerId(),
                order.region(),
                ValueWire.write(order.total()),
                order.payment().map(OrderWire::write).orElse(null));
    }

    static OrderStatus read(io.orderpipeline.schema.state.OrderStatus status) {
        return OrderStatus.valueOf(status.name());
    }

    static io.orderpipeline.schema.state.OrderStatus write(OrderStatus status) {
        return io.orderpipeline.schema.state.OrderStatus.valueOf(status.name());
    }

    static Payment read(io.orderpipeline.schema.state.Payment payment) {
        return new Payment(payment.getTransactionId(), ValueWire.read(payment.getAmount()));
    }

    static io.orderpipeline.schema.state.Payment write(Payment payment) {
        return new io.orderpipeline.schema.state.Payment(
                payment.transactionId(), ValueWire.write(payment.amount()));
    }
}
