package dev.sild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Which files are the units of a project. */
@Tag("executable")
class UnitFilesTest {
    @TempDir
    private Path folder;

    @BeforeEach
    void writeUnits() throws IOException {
        write("web.container", "[Unit]\nAfter=db.service\n[Container]\nImage=nginx:1\nNetwork=app.network\n");
        write("db.container", "[Container]\nImage=postgres:16\nContainerName=postgres\nNetwork=app.network\n");
        write("app.network", "[Network]\nNetworkName=back\n");
        write("job@.container", "[Container]\nImage=busybox:1\nExec=%i\n");
    }

    @Test
    void unitsOfOneCommandLineAreOneProject() {
        CommandRun run = CommandRun.of(folder, "", "compose", "web.container", "app.network", "db.container");
        assertThat(run.err()).isEmpty();
        assertThat(run.out()).contains("back:", "depends_on:\n    - postgres");
        CommandRun convert = CommandRun.of(folder, "", "convert", "web.container", "db.container", "app.network");
        assertThat(convert.code()).as(convert.err()).isZero();
        assertThat(convert.out()).contains("name: web", "name: postgres");
    }

    @Test
    void aUnitThatIsNotGivenIsReported() {
        CommandRun run = CommandRun.of(folder, "", "compose", "web.container");
        assertThat(run.code()).isZero();
        assertThat(run.err()).contains("web.container:5:9", "app.network is not given", "db.service is not given");
    }

    @Test
    void aFolderStandsForTheUnitsInIt() throws IOException {
        write("web.container.d/10.conf", "[Container]\nEnvironment=A=1\n");
        write("readme.txt", "no unit");
        CommandRun run = CommandRun.of(
                folder.getParent(), "", "compose", folder.getFileName().toString());
        assertThat(run.out()).contains("web:", "postgres:", "- A=1").doesNotContain("readme");
        assertThat(run.err()).contains("job@.container:1:1", "no instance");
    }

    @Test
    void instancesAreLinksOrNames() throws IOException {
        Files.createSymbolicLink(folder.resolve("job@linked.container"), Path.of("job@.container"));
        CommandRun run = CommandRun.of(folder, "", "compose", "job@linked.container", "job@named.container");
        assertThat(run.out()).contains("job-linked:", "- linked", "job-named:", "- named");
        CommandRun missing = CommandRun.of(folder, "", "compose", "other@named.container");
        assertThat(missing.code()).isEqualTo(1);
        assertThat(missing.err()).contains("other@named.container does not exist");
    }

    @Test
    void standardInputMayBeAUnit() {
        CommandRun run = CommandRun.of(folder, "[Container]\nImage=nginx:1\n", "compose", "-");
        assertThat(run.out()).contains("image: nginx:1");
    }

    @Test
    void unitsBesideAComposeFileAreMergedOntoIt() throws IOException {
        write("compose.yaml", "services:\n  web:\n    image: old\n    environment: [B=2]\n");
        CommandRun run =
                CommandRun.of(folder, "", "config", "compose.yaml", "web.container", "db.container", "app.network");
        assertThat(run.out()).contains("image: nginx:1", "B: ", "postgres:");
    }

    @Test
    void aFolderWithoutUnitsIsNoProject() throws IOException {
        Files.createDirectory(folder.resolve("empty"));
        CommandRun run = CommandRun.of(folder, "", "compose", "empty");
        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err()).contains("empty is a folder");
    }

    private void write(String name, String text) throws IOException {
        Path file = folder.resolve(name);
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }
}
