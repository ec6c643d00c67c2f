package dev.sild.compose.translate.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sild.compose.translate.TranslatedProject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which containers have data folders made for them, and the script that makes these, run by this machine's shells. */
class OwnedFoldersTest {
    @TempDir
    Path volumes;

    @ParameterizedTest
    @ValueSource(strings = {"/bin/sh", "/bin/bash"})
    void makesWhatIsMissingAndReplacesNothing(String shell) throws Exception {
        assumeTrue(Files.isExecutable(Path.of(shell)));
        boolean root = "root".equals(System.getProperty("user.name"));
        Files.createDirectory(volumes.resolve("fresh"));
        Path mounted = Files.createDirectories(volumes.resolve("empty/data"));
        Object before = Files.getAttribute(mounted, "unix:ino");
        Path kept = Files.createDirectories(volumes.resolve("kept/data")).resolve("file");
        Files.writeString(kept, "kept");
        for (int run = 0; run < 2; run++) {
            Process process = new ProcessBuilder(
                            shell, "-c", OwnedFolders.SCRIPT.replace("/sild-volume", volumes.toString()), "999:33")
                    .start();
            assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
            assertThat(process.exitValue()).isZero();
        }
        assertThat(volumes.resolve("fresh/data")).isDirectory();
        assertThat(Files.getAttribute(mounted, "unix:ino")).isEqualTo(before);
        assertThat(kept).hasContent("kept");
        for (String volume : root ? new String[] {"fresh", "empty", "kept"} : new String[0]) {
            Path data = volumes.resolve(volume).resolve("data");
            assertThat(Files.getAttribute(data, "unix:uid")).isEqualTo(999);
            assertThat(Files.getAttribute(data, "unix:gid")).isEqualTo(33);
        }
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "'data:/var/lib/mysql'|true",
                "'data:/var/lib/mysql:ro'|false",
                "{type: volume, source: data, target: /var/lib/mysql, volume: {subpath: data}}|false",
                "'./data:/var/lib/mysql'|true",
            })
    void areMadeForTheDatabaseAlone(String volume, boolean made) throws Exception {
        TranslatedProject project = TranslatedProject.of(volumes, """
                services:
                  db: {image: 'mariadb:11', user: '999:999', volumes: [%s]}
                  backup: {image: 'example/backup:1', user: '1000', volumes_from: [db]}
                volumes: {data: }""".formatted(volume));
        assertThat(project.inits("db").contains("prepare-db")).isEqualTo(made);
        assertThat(project.inits("backup")).doesNotContain("prepare-backup");
    }

    @Test
    void areMadeWithAShellOfAnotherImageWhereNoneIsKnown() throws Exception {
        TranslatedProject project = TranslatedProject.of(volumes, """
                services:
                  db: {image: 'example/mysql:1', user: '999', volumes: ['data:/var/lib/mysql']}
                volumes: {data: }""");
        assertThat(project.pod("db").inits().get(0).command().get(0).value()).isEqualTo("/bin/busybox");
        assertThat(project.pod("db").inits().get(0).security().user()).hasValue(0L);
    }
}
