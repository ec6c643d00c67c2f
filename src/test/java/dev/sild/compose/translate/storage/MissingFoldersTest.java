package dev.sild.compose.translate.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.report.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Folders that do not exist, which are claims where a program writes to them. */
class MissingFoldersTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // The context has no such folder, so that the image has none either.
                "python:3.12 | COPY . .             | /app/history | 0",
                "python:3.12 | COPY . .             | /app/deep/history | 0",
                "python:3.12 | COPY seed uploads/   | /app/uploads | 1",
                "python:3.12 | COPY seed /app       | /app/sub | 1",
                "python:3.12 | COPY --from=0 /x .   | /app/history | 1",
                "python:3.12 | COPY . .\\nRUN mkdir /app/uploads/x | /app/uploads | 1",
                "example/run:1 | COPY . .           | /app/history | 1",
                "python:3.12 | COPY . .             | /etc/app | 1"
            })
    void isReportedWhereItHidesWhatTheImageHas(String base, String copies, String target, int times) throws Exception {
        Files.createDirectories(folder.resolve("seed/sub"));
        Files.writeString(folder.resolve("seed/sub/a"), "a");
        Files.writeString(
                folder.resolve("Dockerfile"),
                "FROM busybox\nFROM " + base + "\nWORKDIR /app\n" + copies.replace("\\n", "\n") + "\n");
        TranslatedProject project =
                TranslatedProject.of(folder, "services: {app: {build: ., volumes: ['./gone:" + target + "']}}\n");

        assertThat(project.claims()).hasSize(1);
        assertThat(project.reasons(Code.BIND_EMPTY)).hasSize(times);
    }

    @ParameterizedTest
    @CsvSource({
        "UPLOAD_DIR: /app/data/uploads, 0",
        "STATE_FILE: /app/data/state.json, 0",
        "UPLOAD_DIR: /srv/data, 1",
        "MAIL: /app/templates/mail.html, 1"
    })
    void isNotReportedWhereAVariableNamesDataInIt(String variable, int times) throws Exception {
        String target = variable.contains("templates") ? "/app/templates" : "/app/data";
        Files.writeString(folder.resolve("Dockerfile"), "FROM example/run:1\nWORKDIR /app\nCOPY . .\n");
        TranslatedProject project = TranslatedProject.of(
                folder,
                "services: {app: {build: ., environment: {" + variable + "}, volumes: ['./gone:" + target + "']}}\n");

        assertThat(project.claims()).hasSize(1);
        assertThat(project.reasons(Code.BIND_EMPTY)).hasSize(times);
    }
}
