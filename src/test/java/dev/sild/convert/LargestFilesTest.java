package dev.sild.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The largest files that an API server accepts in a ConfigMap. */
@Tag("executable")
class LargestFilesTest {
    @TempDir
    Path project;

    private ConvertRun convert(String mounts) throws IOException {
        Files.writeString(project.resolve("compose.yaml"), """
        name: shop
        services:
          web:
            image: example/web:1
            volumes: [%s]
        """.formatted(mounts));
        return ConvertRun.run(project);
    }

    @Test
    void aBinaryFileMayHaveWhatTheServerCounts() throws IOException {
        Files.write(project.resolve("most"), new byte[1 << 20]);
        Files.write(project.resolve("more"), new byte[(1 << 20) + 1]);

        ConvertRun conversion = convert("'./most:/etc/most:ro', './more:/etc/more:ro'");

        assertThat(conversion.out())
                .contains("binaryData:", "mountPath: /etc/most")
                .doesNotContain("/etc/more");
        assertThat(conversion.err())
                .contains("'more' is too large for a ConfigMap (1 MiB)", "apply --server-side")
                .doesNotContain("'most' is too large for a ConfigMap");
    }

    @Test
    void aTextOfControlCharactersIsTooLargeForARequest() throws IOException {
        Files.writeString(project.resolve("bells"), "\u0007".repeat(600_000));

        assertThat(convert("'./bells:/etc/bells:ro'").err()).contains("SILD-BIND-TOO-LARGE");
    }

    @Test
    void aFolderThatIsTooLargeIsFilledFromAnotherPodBeforeItsOwnStarts() throws IOException {
        Path models = Files.createDirectory(project.resolve("models"));
        Files.write(models.resolve("a"), new byte[700_000]);
        Files.write(models.resolve("b"), new byte[700_000]);

        assertThat(convert("'./models:/models:ro'").err()).contains("#fill-a-claim");
        assertThat(convert("'./models:/models'").err()).contains("#fill-a-claim");
    }
}
