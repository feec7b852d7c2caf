package io.orderpipeline.runtime.intake;

import static io.orderpipeline.query.command.CommandKind.CANCEL;
import static io.orderpipeline.query.command.CommandKind.FULFIL;
import static io.orderpipeline.query.command.CommandKind.PAY;
import static io.orderpipeline.query.command.CommandKind.PLACE;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.order.Cause;
import io.orderpipeline.order.OrderLine;
import io.orderpipeline.order.command.PlaceOrder;
import io.orderpipeline.query.command.CommandBodies.Body;
import io.orderpipeline.query.command.CommandKind;
import io.orderpipeline.query.reply.HttpLimits;
import io.orderpipeline.query.reply.InvalidField;
import io.orderpipeline.schema.command.CancelOrder;
import io.orderpipeline.schema.command.ConfirmPayment;
import io.orderpipeline.schema.command.FulfilOrder;
import io.orderpipeline.schema.command.OrderCommand;
import io.orderpipeline.schema.money.Money;
import io.orderpipeline.wire.CommandWire;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Bodies of commands: what is taken, and that everything wrong is named. */
final class JsonCommandBodiesTest {

    private static final String LINE = "{'sku':'s-1','quantity':2,'unitPriceMinor':1250}";
    private static final String ORDER =
            order("'o-1'", "'c-1'", "'eu'", "{'amountMinor':2500,'currency':'EUR'}", LINE);

    private final JsonCommandBodies bodies = new JsonCommandBodies();
    private final List<InvalidField> errors = new ArrayList<>();

    @Test
    void an_order_is_read_with_its_id_and_lines() {
        Body body = read(PLACE, ORDER).orElseThrow();

        assertThat(body.orderId()).contains("o-1");
        assertThat(body.payload())
                .isEqualTo(
                        new io.orderpipeline.schema.command.PlaceOrder(
                                "c-1",
                                "eu",
                                new Money(2_500L, "EUR"),
                                List.of(
                                        new io.orderpipeline.schema.command.OrderLine(
                                                "s-1", 2, 1_250L))));
    }

    @Test
    void the_other_commands_leave_the_order_to_the_path() {
        assertThat(read(PAY, "{'transactionId':'t-1','amount':{'amountMinor':0,'currency':'EUR'}}"))
                .contains(
                        new Body(
                                Optional.empty(), new ConfirmPayment("t-1", new Money(0L, "EUR"))));
        assertThat(read(FULFIL, "{'shipmentId':'s-1'}"))
                .contains(new Body(Optional.empty(), new FulfilOrder("s-1")));
        assertThat(read(CANCEL, "{'reason':''}"))
                .contains(new Body(Optional.empty(), new CancelOrder("")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "PLACE  | {} | orderId,customerId,region,total.amountMinor,total.currency,lines",
                "PAY    | {} | transactionId,amount.amountMinor,amount.currency",
                "FULFIL | {} | shipmentId",
                "CANCEL | {} | reason",
                "FULFIL | {'shipmentId':7} | shipmentId",
                "FULFIL | {'shipmentId':null} | shipmentId",
                "FULFIL | {'shipmentId':''} | shipmentId",
                "FULFIL | {'shipmentId':'a b'} | shipmentId",
                "FULFIL | {'shipmentId':'s','orderId':'o-1'} | orderId",
                "FULFIL | {'shipmentId':'s','x':1,'y':2} | x,y",
                "FULFIL | {'shipmentId':'s','shipmentId':'s'} | shipmentId",
                "FULFIL | {'x':1,'shipmentId':'','x':1} | x,shipmentId,x",
                "CANCEL | {'reason':['r']} | reason",
                "CANCEL | {'reason':true} | reason",
                "PAY    | {'transactionId':'t','amount':5} | amount.amountMinor,amount.currency",
                "PAY    | {'transactionId':'t','amount':{'amountMinor':-1,'currency':'eur'}}"
                        + " | amount.amountMinor,amount.currency",
                "PAY    | {'transactionId':'t','amount':{'amountMinor':1.0,'currency':'EURO'}}"
                        + " | amount.amountMinor,amount.currency",
                "PAY    | {'transactionId':'t','amount':{'amountMinor':'1','currency':1}}"
                        + " | amount.amountMinor,amount.currency",
                "PAY    | {'transactionId':'t','amount':{'amountMinor':1e2,'currency':'EUR'}}"
                        + " | amount.amountMinor",
                "PAY    | {'transactionId':'t','amount':{'amountMinor':9223372036854775808,"
                        + "'currency':'EUR'}} | amount.amountMinor",
                "PAY    | {'transactionId':'t','amount':{'amountMinor':1,'currency':'EUR','x':1}}"
                        + " | amount.x",
                "PAY    | {'transactionId':'t','amount':{'currency':'EUR','amountMinor':1,"
                        + "'currency':'EUR'}} | amount.currency"
            })
    void everything_that_is_wrong_with_a_body_is_named(
            CommandKind kind, String body, String wrong) {
        assertThat(read(kind, body)).isEmpty();
        assertThat(errors).extracting(InvalidField::field).containsExactly(wrong.split(",", -1));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "[] | lines",
                "{} | lines",
                "[1] | lines[0].sku,lines[0].quantity,lines[0].unitPriceMinor",
                "[LINE,{'sku':'','quantity':0,'unitPriceMinor':-1}]"
                        + " | lines[1].sku,lines[1].quantity,lines[1].unitPriceMinor",
                "[LINE,LINE,{'sku':'s','quantity':10001,'unitPriceMinor':1000000000001}]"
                        + " | lines[2].quantity,lines[2].unitPriceMinor",
                "[{'sku':'s','quantity':2147483649,'unitPriceMinor':1}] | lines[0].quantity",
                "[{'sku':'s','quantity':4294967297,'unitPriceMinor':1}] | lines[0].quantity",
                "[{'sku':'s','quantity':1,'unitPriceMinor':1,'price':1}] | lines[0].price",
                "[LINE,{'sku':'s','sku':'s','quantity':1,'unitPriceMinor':0}] | lines[1].sku",
                "[LINE,LINE] | total.amountMinor"
            })
    void what_is_wrong_with_a_line_is_named_with_its_place(String lines, String wrong) {
        String body = ORDER.replace("[" + LINE + "]", lines.replace("LINE", LINE));

        assertThat(read(PLACE, body)).isEmpty();
        assertThat(errors).extracting(InvalidField::field).containsExactly(wrong.split(",", -1));
    }

    @Test
    void a_wrong_sum_is_named_along_with_what_has_nothing_to_do_with_it() {
        String body = order("'o'", "''", "7", "{'amountMinor':2499,'currency':'EUR'}", LINE);

        assertThat(read(PLACE, body)).isEmpty();
        assertThat(errors)
                .extracting(InvalidField::field)
                .containsExactly("customerId", "region", "total.amountMinor");
        assertThat(errors.get(2).problem()).contains("the lines add up to 2500");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "[]",
                "null",
                "7",
                "'text'",
                "{'shipmentId':'s'} x",
                "{'shipmentId':'s'}{}",
                "{shipmentId:'s'}",
                "{'shipmentId':'s',}",
                "{'a':{'a':{'a':{'a':{'a':{'a':{'a':{'a':{}}}}}}}}}"
            })
    void what_is_no_json_object_is_said_so(String body) {
        assertThat(read(FULFIL, body)).isEmpty();
        assertThat(errors).containsExactly(new InvalidField("body", "a JSON object"));
    }

    @Test
    void bytes_that_are_no_text_are_no_json_object() {
        assertThat(bodies.read(FULFIL, new byte[] {'{', '"', (byte) 0xff, '"'}, errors)).isEmpty();
        assertThat(errors).containsExactly(new InvalidField("body", "a JSON object"));
    }

    @Test
    void the_longest_order_fits_the_limit_of_a_body_however_it_is_escaped() {
        String line =
                "{ \"sku\": \"%s\", \"quantity\": %d, \"unitPriceMinor\": %d },\n"
                        .formatted(
                                "\\u0061".repeat(64),
                                OrderLine.MAX_QUANTITY,
                                OrderLine.MAX_UNIT_PRICE_MINOR);
        String lines = line.repeat(PlaceOrder.MAX_LINES);
        long sumMinor =
                PlaceOrder.MAX_LINES * OrderLine.MAX_QUANTITY * OrderLine.MAX_UNIT_PRICE_MINOR;
        String total = "{'amountMinor':" + sumMinor + ",'currency':'EUR'}";
        String id = "'" + "\\u0061".repeat(64) + "'";
        String body = order(id, id, id, total, lines.substring(0, lines.lastIndexOf(',')));

        assertThat(body.length()).isLessThan(HttpLimits.BODY_BYTES);
        assertThat(read(PLACE, body)).isPresent();
        String oneMore = body.replace("'lines':[", "'lines':[" + LINE + ",");
        assertThat(read(PLACE, oneMore)).isEmpty();
        assertThat(errors).extracting(InvalidField::field).containsExactly("lines");
    }

    @Test
    void what_is_said_about_a_body_is_bounded() {
        StringBuilder body = new StringBuilder("{'a':0");
        for (int i = 0; i < 5_000; i++) {
            body.append(",'m").append(i).append("':0");
        }

        assertThat(read(CANCEL, body.append('}').toString())).isEmpty();
        assertThat(errors).hasSize(500);
    }

    @ParameterizedTest
    @EnumSource(CommandKind.class)
    void a_body_is_taken_exactly_when_the_decider_finds_nothing_wrong_with_it(CommandKind kind) {
        long seed = new Random().nextLong();
        Random random = new Random(seed);
        int taken = 0;
        for (int i = 0; i < 2_000; i++) {
            RandomBody body = RandomBody.of(kind, random);
            Optional<Body> read = read(kind, body.json());
            boolean valid = body.command().problem().isEmpty();

            assertThat(read.isPresent()).as("seed %d, body %s", seed, body.json()).isEqualTo(valid);
            read.ifPresent(found -> assertThat(command(found.payload())).isEqualTo(body.command()));
            taken += valid ? 1 : 0;
        }
        assertThat(taken).as("seed %d", seed).isBetween(100, 1_900);
    }

    private static Object command(Object payload) {
        OrderCommand record = new OrderCommand("k", "o", null, Instant.EPOCH, payload);
        return CommandWire.read(record, new Cause("order.command", 0, 0), Instant.EPOCH).body();
    }

    private Optional<Body> read(CommandKind kind, String body) {
        byte[] bytes = body.replace('\'', '"').getBytes(StandardCharsets.UTF_8);
        return bodies.read(kind, bytes, errors);
    }

    private static String order(
            String id, String customerId, String region, String total, String lines) {
        return "{'orderId':%s,'customerId':%s,'region':%s,'total':%s,'lines':[%s]}"
                .formatted(id, customerId, region, total, lines);
    }
}
