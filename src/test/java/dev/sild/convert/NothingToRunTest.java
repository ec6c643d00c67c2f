package dev.sild.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A project of which nothing is left is reported: no output does not mean success. */
@Tag("executable")
class NothingToRunTest {
    @TempDir
    Path folder;

    @Test
    void profilesThatNobodyAskedForAreNamed() throws IOException {
        project("""
        name: shop
        services:
          tests: {image: "example/tests:1", profiles: [test]}
          tools: {image: "example/tools:1", profiles: [debug, tools]}
        """);

        ConvertRun conversion = ConvertRun.run(folder);

        assertThat(conversion.code()).isZero();
        assertThat(conversion.out()).isEmpty();
        assertThat(conversion.err())
                .contains(
                        "compose.yaml:2:1: warning: every service has an inactive profile",
                        "activate a profile: --profile debug, --profile test, --profile tools [services"
                                + " SILD-NOTHING-TO-RUN]");
        assertThat(ConvertRun.run(folder, "--profile", "test").err()).doesNotContain("SILD-NOTHING-TO-RUN");
    }

    @Test
    void aProjectWithoutServicesSaysSo() throws IOException {
        project("name: shop\nservices: {}\nvolumes: {data: {}}\n");

        assertThat(ConvertRun.run(folder).err()).contains("the project has no services", "SILD-NOTHING-TO-RUN");
    }

    private void project(String yaml) throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), yaml);
    }
}
