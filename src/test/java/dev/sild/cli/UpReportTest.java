package dev.sild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("executable")
class UpReportTest {
    @TempDir
    Path folder;

    @Test
    void reportFitsOnAScreen() throws IOException {
        writeProject();

        assertThat(up().err())
                .contains("lost: ", "and 1 more SILD-ENV-UNSET]", "3 notes: list all with --all-findings")
                .doesNotContain("with -v");
    }

    @Test
    void everyFindingIsListedOnRequest() throws IOException {
        writeProject();

        assertThat(up("--all-findings").err()).contains("LOG_LEVEL", "REGION").doesNotContain("list all with");
        assertThat(up("--report-level", "warning").err()).doesNotContain("info:");
        assertThat(up("--quiet").err()).doesNotContain("SILD-ENV-UNSET");
    }

    private CommandRun up(String... options) {
        String[] arguments = new String[options.length + 3];
        arguments[0] = "up";
        arguments[1] = "--podman";
        arguments[2] = "/bin/false";
        System.arraycopy(options, 0, arguments, 3, options.length);
        return CommandRun.of(folder, "", arguments);
    }

    private void writeProject() throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), """
                version: "3"
                name: shop
                services:
                  api:
                    image: example/api:1
                    uts: host
                    environment: [LOG_LEVEL, REGION]
                  db:
                    image: postgres:16
                    deploy: {restart_policy: {delay: 5s}}
                """);
    }
}
