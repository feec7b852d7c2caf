package io.orderpipeline.sim.audit;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Optional;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;

/** What the tracker may give up on, and nothing else. */
class JournalFormTest {

    private static final Amount ZERO = new Amount(0, "JPY");
    private static final Optional<String> CAPTURE = Optional.empty();

    @Test
    void a_capture_of_nothing_under_the_longest_id_is_wellformed() {
        assertThat(flaw("o-1", "o-1", "t".repeat(60), ZERO, CAPTURE)).isEmpty();
    }

    @Test
    void a_key_that_is_not_the_order_is_a_flaw() {
        assertThat(flaw("o-2", "o-1", "t-1", ZERO, CAPTURE))
                .hasValue("its key is o-2, its order o-1");
    }

    @Test
    void an_id_of_another_form_is_a_flaw() {
        assertThat(flaw("o 1", "o 1", "t-1", ZERO, CAPTURE)).isPresent();
        assertThat(flaw("o-1", "o-1", "t".repeat(61), ZERO, CAPTURE)).isPresent();
        assertThat(flaw("o-1", "o-1", "", ZERO, CAPTURE)).isPresent();
        assertThat(flaw("o-1", "o-1", "t-1", ZERO, Optional.of("no id"))).isPresent();
    }

    @Test
    void money_that_is_none_is_a_flaw() {
        assertThat(flaw("o-1", "o-1", "t-1", new Amount(-1, "EUR"), CAPTURE)).isPresent();
        assertThat(flaw("o-1", "o-1", "t-1", new Amount(1, "eur"), CAPTURE)).isPresent();
    }

    @Test
    void a_record_where_its_key_does_not_belong_is_flawed_and_elsewhere_it_is_not() {
        byte[] key = "o-1".getBytes(UTF_8);
        int home = Utils.toPositive(Utils.murmur2(key)) % 6;

        assertThat(standing(home).among(6, key).flaw()).isEmpty();
        assertThat(standing((home + 1) % 6).among(6, key).flaw())
                .hasValue("its key belongs to partition " + home);
    }

    private static JournalRecord standing(int partition) {
        Place at = new Place("payment.transaction", new Position(partition, 0));
        return new JournalRecord(at, 0, 0, Optional.empty(), Optional.empty());
    }

    private static Optional<String> flaw(
            String key, String order, String transaction, Amount amount, Optional<String> refund) {
        Claim claim = new Claim(order, transaction, amount);
        return JournalForm.flaw(key, new JournalRecord.Entry(claim, "eu-west", refund));
    }
}
