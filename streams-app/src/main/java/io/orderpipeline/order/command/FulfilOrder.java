package io.orderpipeline.order.command;

import io.orderpipeline.order.Identifier;
import java.util.Optional;

/** Says that the order was shipped. */
public record FulfilOrder(String shipmentId) implements Command {

    @Override
    public Optional<String> problem() {
        return Identifier.isValid(shipmentId)
                ? Optional.empty()
                : Optional.of("shipmentId '" + shipmentId + "' is not " + Identifier.RULE);
    }

    @Override
    public void writeTo(CanonicalForm form) {
        form.text("FulfilOrder").text(shipmentId);
    }

    @Override
    public <R> R match(Cases<R> cases) {
        return cases.fulfil(this);
    }
}
