package dev.sild.packages;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.podman.CommandRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What is refused as a release, before anything is written. */
@OnPackages({})
class ReleaseTest {
    private static final String ADDRESS = "https://downloads.example.org/sild/1.2.3";

    @TempDir
    private Path project;

    @ParameterizedTest
    @ValueSource(strings = {"https://sild.invalid/1.2.3", "https://sild.invalid", "https://sild.invalid:8443/x"})
    void needsAnAddress(String address) throws Exception {
        refuses("1.2.3", address, "a release needs the address of its downloads; set -Dpackages.url");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://example.org/x",
                "https://example.org/x/",
                "https://example.org/x\"y",
                "https://example.org/#{x}",
                "https://example.org/x\nkey: value",
                "https://",
                ""
            })
    void needsAnAddressThatFitsIntoEveryManifest(String address) throws Exception {
        refuses("1.2.3", address, "is no https address without query and final slash; set -Dpackages.url");
    }

    @ParameterizedTest
    @CsvSource({"1.2", "v1.2.3", "1.2.3/..", "1.2.3-a b", "''"})
    void needsASemanticVersion(String version) throws Exception {
        refuses(version, ADDRESS, "is no version such as 1.2.3; set -Drevision");
    }

    /** It goes on, and misses the jars. */
    @Test
    void takesAVersionWithAnAddress() throws Exception {
        assertThat(packages("1.2.3", ADDRESS).errors()).contains("NoSuchFileException", "sild-cli.jar");
    }

    private void refuses(String version, String address, String message) throws Exception {
        CommandRunner.Result result = packages(version, address);

        assertThat(result.exitCode()).isEqualTo(1);
        assertThat(result.errors()).startsWith("packages: ").contains(message).doesNotContain("\tat ");
        assertThat(BuiltPackages.tree(project)).containsExactly("");
    }

    private CommandRunner.Result packages(String version, String address) throws IOException {
        return BuiltPackages.run(
                Path.of("").toAbsolutePath(),
                Map.of(),
                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                Files.readString(Path.of("target/cli/release.classpath")),
                "dev.sild.release.Packages",
                project.toString(),
                version,
                "2026-01-01T00:00:00Z",
                address);
    }
}
