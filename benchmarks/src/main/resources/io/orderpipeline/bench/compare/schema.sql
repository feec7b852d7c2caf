-- Orders, the ids of handled commands, and an outbox of events: what one transaction per command keeps together.
CREATE TABLE orders (
    order_id text PRIMARY KEY,
    version bigint NOT NULL,
    status text NOT NULL,
    body bytea NOT NULL,
    transaction_id text
);
CREATE TABLE handled (
    command_id text PRIMARY KEY,
    order_id text NOT NULL,
    outcome text NOT NULL
);
CREATE TABLE outbox (
    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    order_id text NOT NULL,
    version bigint NOT NULL,
    command_id text NOT NULL,
    type text NOT NULL,
    body bytea NOT NULL
);
CREATE SEQUENCE life_cycles;

-- Decides on one command, in one round trip: 'accepted', 'duplicate', or the reason why not.
CREATE FUNCTION handle(
    command text, the_order text, kind text, expected bigint, payment text, content bytea
) RETURNS text LANGUAGE plpgsql AS $$
DECLARE
    existing orders%ROWTYPE;
    verdict text := 'accepted';
    next_status text;
BEGIN
    INSERT INTO handled VALUES (command, the_order, verdict) ON CONFLICT DO NOTHING;
    IF NOT FOUND THEN
        RETURN 'duplicate';
    END IF;
    SELECT * INTO existing FROM orders WHERE order_id = the_order FOR UPDATE;
    next_status := CASE
        WHEN kind = 'PlaceOrder' AND existing.status IS NULL THEN 'PLACED'
        WHEN kind = 'ConfirmPayment' AND existing.status = 'PLACED' THEN 'PAID'
        WHEN kind = 'FulfilOrder' AND existing.status = 'PAID' THEN 'FULFILLED'
        WHEN kind = 'CancelOrder' AND existing.status = 'PLACED' THEN 'CANCELLED'
    END;
    IF expected IS NOT NULL AND expected <> coalesce(existing.version, 0) THEN
        verdict := 'version-conflict';
    ELSIF next_status IS NULL THEN
        verdict := 'refused';
    END IF;
    IF verdict <> 'accepted' THEN
        UPDATE handled SET outcome = verdict WHERE command_id = command;
        RETURN verdict;
    END IF;
    IF existing.status IS NULL THEN
        INSERT INTO orders VALUES (the_order, 1, next_status, content, payment);
    ELSE
        UPDATE orders
        SET version = version + 1, status = next_status, transaction_id = coalesce(payment, transaction_id)
        WHERE order_id = the_order;
    END IF;
    INSERT INTO outbox (order_id, version, command_id, type, body)
    VALUES (the_order, coalesce(existing.version, 0) + 1, command, kind, content);
    RETURN verdict;
END $$;
