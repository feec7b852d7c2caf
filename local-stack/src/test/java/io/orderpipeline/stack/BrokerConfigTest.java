package io.orderpipeline.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class BrokerConfigTest {

    private static final BrokerNode FIRST = new BrokerNode(1, 20_001, 20_011);
    private static final BrokerNode SECOND = new BrokerNode(2, 20_002, 20_012);
    private static final BrokerNode THIRD = new BrokerNode(3, 20_003, 20_013);

    @Test
    void three_brokers_keep_three_copies_and_need_two() {
        assertThat(BrokerConfig.lines(SECOND, List.of(FIRST, SECOND, THIRD), Path.of("data")))
                .contains(
                        "node.id=2",
                        "offsets.topic.replication.factor=3",
                        "transaction.state.log.replication.factor=3",
                        "transaction.state.log.min.isr=2",
                        "min.insync.replicas=2",
                        "controller.quorum.voters=1@127.0.0.1:20011,2@127.0.0.1:20012,3@127.0.0.1:20013");
    }

    @Test
    void one_broker_keeps_one_copy() {
        assertThat(BrokerConfig.lines(FIRST, List.of(FIRST), Path.of("data")))
                .contains(
                        "offsets.topic.replication.factor=1",
                        "transaction.state.log.min.isr=1",
                        "auto.create.topics.enable=false");
    }

    @Test
    void nothing_listens_beyond_this_machine() {
        assertThat(BrokerConfig.lines(FIRST, List.of(FIRST), Path.of("data")))
                .filteredOn(line -> line.contains("listeners="))
                .containsExactlyInAnyOrder(
                        "listeners=PLAINTEXT://127.0.0.1:20001,CONTROLLER://127.0.0.1:20011",
                        "advertised.listeners=PLAINTEXT://127.0.0.1:20001");
    }
}
