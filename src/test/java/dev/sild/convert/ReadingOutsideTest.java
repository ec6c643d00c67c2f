package dev.sild.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.load.LoadRequest;
import dev.sild.compose.load.ProjectLoader;
import dev.sild.compose.load.files.MountedFiles;
import dev.sild.compose.translate.Translator;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.report.Code;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a project reads outside of its folder is reported, refused by {@code --strict}, and ruled by
 * {@code --allow-path}.
 */
@Tag("executable")
class ReadingOutsideTest {
    @TempDir
    Path parent;

    private Path folder;

    @BeforeEach
    void makeFolders() throws IOException {
        folder = Files.createDirectories(parent.resolve("project"));
        Files.createDirectories(parent.resolve("sources"));
        Files.writeString(parent.resolve("common.env"), "COLOUR=green\n");
        Files.writeString(
                folder.resolve("compose.yaml"),
                "services: {web: {image: 'example.com/web:1', env_file: ../common.env}}\n");
    }

    @Test
    void strictRefusesItUnlessAllowed() throws IOException {
        ConvertRun warned = ConvertRun.run(folder);
        ConvertRun refused = ConvertRun.run(folder, "--strict", "-o", "out.yaml");

        assertThat(warned.code()).isZero();
        assertThat(warned.out()).contains("green");
        assertThat(warned.err())
                .contains("compose.yaml:1:56: warning: ", "outside the project root", "SILD-READ-OUTSIDE");
        assertThat(refused.code()).isEqualTo(3);
        assertThat(folder.resolve("out.yaml")).doesNotExist();
        assertThat(ConvertRun.run(folder, "--strict", "--allow", "SILD-READ-OUTSIDE")
                        .code())
                .isZero();
        assertThat(ConvertRun.run(folder, "--strict", "--allow-path", "..").code())
                .isZero();
        assertThat(ConvertRun.run(folder, "--allow-path", "..").err()).doesNotContain("SILD-READ-OUTSIDE");
        assertThat(ConvertRun.run(folder, "--strict", "--allow-path", "../sources")
                        .code())
                .isEqualTo(3);
    }

    @Test
    void environmentOfAProcessIsNeverCopied() throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), """
        services: {web: {image: 'example.com/web:1', volumes: ['/proc/self/environ:/x:ro', './link:/y:ro'], configs: [c]}}
        configs: {c: {file: /proc/self/environ}}
        """);
        Files.createSymbolicLink(folder.resolve("link"), Path.of("/proc/self/environ"));

        ConvertRun conversion = ConvertRun.run(folder, "--allow-path", "/");

        assertThat(conversion.code()).isZero();
        assertThat(conversion.out()).doesNotContain("PATH=", "kind: ConfigMap");
        assertThat(conversion.err()).contains("SILD-BIND-OUTSIDE");
    }

    @Test
    void nothingOfTheUsersEnvironmentIsWrittenThatTheFileDoesNotName() throws IOException {
        ConvertRun conversion = ConvertRun.run(
                folder,
                Map.of("AWS_SECRET_ACCESS_KEY", "hunter2", "NAMED", "shown"),
                "services: {web: {image: 'a:1', environment: [NAMED], build: {context: ., args: [OTHER]}}}\n",
                List.of("-f", "-", "--build-script", "build.sh"));

        assertThat(conversion.out()).contains("shown").doesNotContain("hunter2");
        assertThat(Files.readString(folder.resolve("build.sh"))).doesNotContain("hunter2");
    }

    @Test
    void whatABuildReadsOutsideIsReportedWhenItIsMade() throws Exception {
        Files.writeString(folder.resolve("compose.yaml"), """
        services:
          web: {build: {context: ../sources, additional_contexts: {more: ../sources}, secrets: [s], ssh: ["k=../common.env"]}}
          own: {build: {context: ., ssh: [default], additional_contexts: {far: "https://example.com/a.git"}}}
        secrets: {s: {file: ../common.env}}
        """);

        assertThat(places(List.of()))
                .containsExactlyInAnyOrder(
                        "services.web.build.context",
                        "services.web.build.additional_contexts.more",
                        "secrets.s.file",
                        "services.web.build.ssh.k");
        assertThat(places(List.of(parent))).isEmpty();
    }

    private List<String> places(List<Path> allowed) throws Exception {
        return Translator.translate(
                        ProjectLoader.load(LoadRequest.of(folder)),
                        TranslateOptions.ofPlayed(),
                        new MountedFiles(folder, allowed, List.of()))
                .findings()
                .stream()
                .filter(finding -> finding.code() == Code.READ_OUTSIDE)
                .map(finding -> finding.origin().path())
                .toList();
    }
}
