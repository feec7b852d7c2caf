package io.orderpipeline.sim.gateway;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.orderpipeline.schema.transaction.PaymentRefunded;
import io.orderpipeline.schema.transaction.PaymentTransaction;
import io.orderpipeline.sim.ledger.Line;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RefundDeskTest {

    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);
    private static final Requested REQUEST = new Requested("o-1", "t-1", "rfd-t-1", 1_999, "EUR");
    private static final Line.Refunded REFUND =
            new Line.Refunded("t-1", "rfd-t-1", 1_999, "EUR", "2026-01-01T00:00:00Z");

    private final RefundDesk desk = new RefundDesk(List.of());

    @Test
    void a_request_is_executed_once_however_often_it_comes() {
        assertThat(desk.answer(REQUEST, NOW)).isEqualTo(new Answer.Execute(REFUND));
        assertThat(desk.answer(REQUEST, LATER)).isEqualTo(new Answer.Repeat(REFUND));
        assertThat(desk.answer(REQUEST, LATER)).isEqualTo(new Answer.Repeat(REFUND));
    }

    @Test
    void a_desk_that_reads_the_book_goes_on_where_the_last_one_died() {
        RefundDesk next = new RefundDesk(List.of(REFUND));

        assertThat(next.answer(REQUEST, LATER)).isEqualTo(new Answer.Repeat(REFUND));
    }

    @ParameterizedTest
    @CsvSource({"rfd-t-1, 2000, EUR", "rfd-t-1, 1999, USD", "rfd-other, 1999, EUR"})
    void a_request_that_contradicts_the_book_is_refused(
            String refund, long amountMinor, String currency) {
        desk.answer(REQUEST, NOW);
        Requested other = new Requested("o-1", "t-1", refund, amountMinor, currency);

        assertThat(desk.answer(other, LATER)).isInstanceOf(Answer.Refuse.class);
        assertThat(desk.answer(other, LATER).toString())
                .contains("contradicts the book: rfd-t-1 of 1999 EUR");
        assertThat(desk.answer(REQUEST, LATER)).isEqualTo(new Answer.Repeat(REFUND));
    }

    @Test
    void the_journal_says_the_same_each_time_it_is_told() {
        PaymentTransaction journaled =
                RefundJournal.transaction(new RefundJournal.Entry("o-1", REFUND));

        assertThat(journaled.getTransactionId()).isEqualTo("t-1");
        assertThat(journaled.getOrderId()).isEqualTo("o-1");
        assertThat(journaled.getOccurredAt()).isEqualTo(NOW);
        PaymentRefunded refunded = (PaymentRefunded) journaled.getPayload();
        assertThat(refunded.getRefundId()).isEqualTo("rfd-t-1");
        assertThat(refunded.getAmount().getAmountMinor()).isEqualTo(1_999);
        assertThat(refunded.getAmount().getCurrency()).isEqualTo("EUR");
    }

    @Test
    void a_request_under_a_foreign_key_or_without_a_sound_amount_is_refused() {
        byte[] key = "o-1".getBytes(UTF_8);

        assertThat(REQUEST.flaw(key)).isEmpty();
        assertThat(REQUEST.flaw(null)).isPresent();
        assertThat(REQUEST.flaw("o-2".getBytes(UTF_8))).isPresent();
        assertThat(new Requested("o-1", "t-1", "rfd-t-1", -1, "EUR").flaw(key)).isPresent();
        assertThat(new Requested("o-1", "t-1", "rfd-t-1", 1, "Euro").flaw(key)).isPresent();
        assertThat(new Requested("o-1", "", "rfd-t-1", 1, "EUR").flaw(key)).isPresent();
        assertThat(new Requested("o-1", "t-1", "", 1, "EUR").flaw(key)).isPresent();
    }
}
