package io.orderpipeline.bench.figures;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class ChartTest {

    private static final Chart CHART =
            new Chart(
                    "a < b & c",
                    "commands/s",
                    List.of(
                            new Chart.Bar("all", new Spread(1_000, 900, 1_000)),
                            new Chart.Bar("half", new Spread(500, 500, 500))));

    @Test
    void it_is_xml_and_the_longest_figure_fills_the_width() throws Exception {
        Document svg =
                DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(
                                new ByteArrayInputStream(
                                        CHART.svg().getBytes(StandardCharsets.UTF_8)));

        assertThat(svg.getElementsByTagName("rect").getLength()).isEqualTo(3);
        assertThat(CHART.svg()).contains("width=\"400.0\"", "width=\"200.0\"", ">1,000<");
    }
}
