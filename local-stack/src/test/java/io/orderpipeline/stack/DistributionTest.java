package io.orderpipeline.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DistributionTest {

    @TempDir Path folder;

    @Test
    void a_missing_distribution_is_reported_with_what_to_do() {
        assertThatThrownBy(() -> Distribution.locate(folder))
                .isInstanceOf(StackException.class)
                .hasMessageContaining(folder.toString())
                .hasMessageContaining("./pipeline")
                .hasMessageContaining("mvn package")
                .hasMessageContaining("-Dpipeline.home");
    }

    @Test
    void a_class_archive_is_used_once_it_is_published() throws IOException {
        Path jar = Files.writeString(folder.resolve("a.jar"), "x");
        ClassArchive archive = ClassArchive.of(folder, "kafka", List.of(jar));
        assertThat(archive.useFlags()).isEmpty();
        Files.writeString(folder.resolve(archive.file().getFileName() + ".new"), "classes");
        archive.publish();
        assertThat(archive.useFlags()).containsExactly("-XX:SharedArchiveFile=" + archive.file());
    }

    @Test
    void another_class_path_has_another_archive() throws IOException {
        Path jar = Files.writeString(folder.resolve("a.jar"), "x");
        ClassArchive before = ClassArchive.of(folder, "kafka", List.of(jar));
        Files.setLastModifiedTime(jar, FileTime.fromMillis(1_000_000));
        assertThat(ClassArchive.of(folder, "kafka", List.of(jar))).isNotEqualTo(before);
    }
}
