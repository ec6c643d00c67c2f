package dev.sild.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** No secret is in a build script. */
@Tag("executable")
class BuildScriptSecretsTest extends BuildScriptCase {
    @Test
    void aSecretArgumentIsNotInTheScriptAndMustBeSet() throws Exception {
        assertThat(Files.readString(project.resolve("ci/build.sh"))).doesNotContain("s3cr3t", "0n3");
        assertThat(conversion.err()).contains("'NPM_TOKEN' is secret").doesNotContain("s3cr3t");

        Process process = start("docker", Map.of());

        assertThat(process.exitValue()).isNotZero();
        assertThat(Files.readString(folder.resolve("err")))
                .contains("NPM_TOKEN")
                .contains("set it in the environment");
    }

    @Test
    void noOtherSecretIsInTheScript() throws Exception {
        Path other = Files.createDirectories(folder.resolve("other"));
        Files.writeString(other.resolve("compose.yaml"), """
        name: shop
        services:
          api:
            build:
              context: https://team:s3cr3t@example.com/app.git#main:sub
              additional_contexts: {more: "https://u:s3cr3t@example.com/m.git"}
              labels: {com.example.token: s3cr3t, kept: "yes"}
              cache_from: ["type=s3,region=eu,secret_access_key=s3cr3t", "type=s3,region=eu"]
        """);

        ConvertRun conversion = ConvertRun.run(other, "--build-script", "build.sh", "-o", "out.yaml");

        assertThat(conversion.code()).isZero();
        assertThat(Files.readString(other.resolve("build.sh")))
                .contains(
                        "'https://example.com/app.git#main:sub'",
                        "'more=https://example.com/m.git'",
                        "'kept=yes'",
                        "'type=s3,region=eu'")
                .doesNotContain("u:s3cr3t", "team:s3cr3t", "key=s3cr3t", "token=s3cr3t");
        assertThat(conversion.err())
                .contains(
                        "[services.api.build.context, services.api.build.additional_contexts.more"
                                + " SILD-SECRET-TO-CREATE]",
                        "[services.api.build.labels.com.example.token, services.api.build.cache_from[0]"
                                + " SILD-SECRET-LEFT-OUT]")
                .doesNotContain("s3cr3t");
    }
}
