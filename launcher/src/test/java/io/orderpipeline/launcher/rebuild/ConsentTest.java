package io.orderpipeline.launcher.rebuild;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConsentTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "127.0.0.1:9092; true",
                "localhost:9092; true",
                "[::1]:9092; true",
                "127.0.0.1:1,127.0.0.1:2; true",
                "127.0.0.1:1,kafka.example:9092; false",
                "localhost.example:9092; false",
                "127.example.com:9092; false",
                "kafka:9092; false"
            })
    void only_brokers_that_are_all_on_this_machine_are_local(String bootstrap, boolean local) {
        assertThat(Consent.isLocal(bootstrap)).isEqualTo(local);
    }
}
