package dev.sild.compose.translate.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import java.io.RandomAccessFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How a single file that is too large for a ConfigMap comes into its container. */
class LargeFileTest {
    @TempDir
    Path folder;

    @BeforeEach
    void makeFile() throws Exception {
        Files.createDirectories(folder.resolve("target"));
        Files.writeString(folder.resolve("target/app.jar"), "#".repeat(1_100_000));
        Files.writeString(folder.resolve("Dockerfile"), "FROM eclipse-temurin:21-jre\nWORKDIR /app\n");
    }

    private TranslatedProject project(String image) throws Exception {
        return TranslatedProject.of(
                folder, "name: shop\nservices: {app: {" + image + ", volumes: ['./target/app.jar:/app/app.jar']}}\n");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "image: 'eclipse-temurin:21-jre' | in service 'app', replace 'image:' with 'build: target', whose Dockerfile has 'FROM eclipse-temurin:21-jre' and 'COPY app.jar /app/app.jar', and convert again",
                "build: . | add 'COPY target/app.jar /app/app.jar' to 'Dockerfile' of service 'app' and convert again",
            })
    void theRemedyHasTheLinesToWrite(String image, String remedy) throws Exception {
        assertThat(project(image).translation().findings())
                .filteredOn(finding -> finding.code() == Code.BIND_TOO_LARGE)
                .extracting(Finding::remedy)
                .containsExactly(remedy);
    }

    @Test
    void aFileThatOnlyTheServerCanMergeIsNamed() throws Exception {
        Files.createDirectories(folder.resolve("pages"));
        Files.writeString(folder.resolve("pages/a.txt"), "small\n");
        Files.writeString(folder.resolve("pages/list.txt"), "line\n".repeat(60_000));

        TranslatedProject project = TranslatedProject.of(
                folder,
                "name: shop\nservices: {web: {image: 'nginx:1.27', volumes: ['./pages:/usr/share/nginx/html:ro']}}\n");

        assertThat(project.reasons(Code.FILES_LARGE))
                .containsExactly(
                        "'pages/list.txt' is too large for client-side 'kubectl apply', which takes 250 KiB in JSON");
    }

    @Test
    void anImageThatCopiesItNeedsNone() throws Exception {
        Files.writeString(
                folder.resolve("Dockerfile"),
                "FROM eclipse-temurin:21-jre\nWORKDIR /app\nCOPY target/app.jar /app/app.jar\n");

        assertThat(project("build: .").codes()).contains(Code.BIND_IN_IMAGE).doesNotContain(Code.BIND_TOO_LARGE);
    }

    @Test
    void aSmallFileDoesNotDependOnWhatFoldersHold() throws Exception {
        for (String name : List.of("jars", "plugins", "tools")) {
            Files.createDirectories(folder.resolve(name));
            try (RandomAccessFile jar =
                    new RandomAccessFile(folder.resolve(name).resolve("a.jar").toFile(), "rw")) {
                jar.setLength(50 << 20);
            }
        }
        Files.writeString(folder.resolve("init.sql"), "select 1;\n");
        TranslatedProject project = TranslatedProject.of(
                folder,
                "name: shop\nservices: {app: {image: 'example/app:1', volumes: ["
                        + "'./jars:/jars', './plugins:/plugins', './tools:/tools', './init.sql:/init.sql:ro']}}\n");

        assertThat(project.translation().findings())
                .filteredOn(finding -> finding.code() == Code.BIND_TOO_LARGE)
                .extracting(Finding::reason)
                .hasSize(3)
                .allMatch(reason -> reason.contains("(1 MiB, 1,000 files)"))
                .noneMatch(reason -> reason.contains("init.sql"));
    }
}
