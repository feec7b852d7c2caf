package io.orderpipeline.sim.digest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The public format, by values that another program (Python's hashlib) computed. */
class DigestsTest {

    @Test
    void a_chain_is_over_the_order_the_version_and_the_bytes_of_each_event() {
        byte[] first = Digests.next(Digests.START, "o-ü", 1, bytes("first"));
        byte[] second = Digests.next(first, "o-ü", 2, bytes("second"));

        assertThat(Digests.hex(first))
                .isEqualTo("5d88ab5e017b6dd46242d156aba782d0f459b18222cba60fe2d5ccafcdf540fa");
        assertThat(Digests.hex(second))
                .isEqualTo("cbb30f5185c4009b0359da8b1e4f148920fdb9bc5fc6cbc27d82523c1921815f");
    }

    @Test
    void facts_are_lines_of_what_the_view_says() {
        FactsFold fold = new FactsFold();
        assertThat(fold.after(Happenings.event("o-1", 1, Happenings.placed()).event())).isPresent();
        assertThat(fold.after(Happenings.event("o-1", 2, Happenings.paid("t-1")).event()))
                .isPresent();
        Optional<byte[]> facts =
                fold.after(Happenings.event("o-1", 3, Happenings.fulfilled()).event());

        assertThat(facts.map(Digests::hex))
                .hasValue("985468690e19bb6398d3d552cc081a78d98f5036400af6b7168a1e2bba5b5928");
    }

    @Test
    void an_order_that_was_never_placed_has_no_facts() {
        assertThat(
                        new FactsFold()
                                .after(Happenings.event("o-1", 1, Happenings.refund("t")).event()))
                .isEmpty();
    }

    private static ByteBuffer bytes(String text) {
        return ByteBuffer.wrap(text.getBytes(UTF_8));
    }
}
