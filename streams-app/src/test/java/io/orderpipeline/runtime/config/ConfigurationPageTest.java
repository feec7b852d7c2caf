package io.orderpipeline.runtime.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page for operators says what the code does. */
final class ConfigurationPageTest {

    private static final Path PAGE = Path.of("..", "docs", "configuration.md");

    @Test
    void the_page_lists_exactly_the_keys_of_the_code_with_default_unit_and_range()
            throws IOException {
        List<String> rows =
                Files.readAllLines(PAGE).stream().filter(line -> line.startsWith("| `")).toList();

        assertThat(rows)
                .containsExactlyElementsOf(
                        Settings.ALL.stream().map(ConfigurationPageTest::row).toList());
    }

    private static String row(Setting<?> setting) {
        return "| `%s` | `%s` | %s | %s | %s |"
                .formatted(
                        setting.key(),
                        setting.defaultText(),
                        setting.kind().unit(),
                        setting.kind().allowed(),
                        setting.meaning());
    }
}
