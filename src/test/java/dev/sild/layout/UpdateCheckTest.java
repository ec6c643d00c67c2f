package dev.sild.layout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.convert.ConvertRun;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What --check says, which writes nothing. */
@Tag("executable")
class UpdateCheckTest extends UpdateCase {
    @Test
    void checkSaysWhatIsStaleAndWritesNothing() throws IOException {
        run("files");
        Files.writeString(folder.resolve("out/web.yaml"), "edited by hand");
        Files.delete(folder.resolve("out/api.yaml"));

        ConvertRun conversion = run("files", "--check", "--secrets", "inline");

        assertThat(conversion.code()).isEqualTo(1);
        assertThat(conversion.err()).contains("out/web.yaml differs from what would be written");
        assertThat(folder.resolve("out/web.yaml")).hasContent("edited by hand");
        assertThat(folder.resolve("out/api.yaml")).doesNotExist();
    }

    @Test
    void secretsThatAreKeptOutOfTheRepositoryAreNotStale() throws IOException {
        run("files", "--secrets", "separate");
        Files.delete(folder.resolve("out/secrets.yaml"));

        assertThat(run("files", "--secrets", "separate", "--check").code()).isZero();
    }

    @Test
    void aSingleFileIsCheckedToo() throws IOException {
        ConvertRun.run(folder, "-o", "all.yaml");
        assertThat(ConvertRun.run(folder, "-o", "all.yaml", "--check").code()).isZero();
        write(Map.of("web", new Service("example/web:2", 1, 1, 8080)));
        assertThat(ConvertRun.run(folder, "-o", "all.yaml", "--check").code()).isEqualTo(1);
    }
}
