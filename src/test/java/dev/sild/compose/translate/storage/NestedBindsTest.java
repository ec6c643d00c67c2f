package dev.sild.compose.translate.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.model.Volume;
import dev.sild.report.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Mounts of folders within each other, by many services. */
class NestedBindsTest {
    @TempDir
    Path folder;

    private TranslatedProject project(int services, String service, String more) throws Exception {
        return TranslatedProject.of(
                folder,
                IntStream.range(0, services)
                        .mapToObj(i -> "  w" + i + ": " + service + "\n")
                        .collect(Collectors.joining("", "name: shop\nservices:\n", more)));
    }

    private void write(String file, String text) throws Exception {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @Test
    void aFewOfManyWritersAreNamed() throws Exception {
        write("site/a.html", "x");

        assertThat(project(
                                13,
                                "{image: 'busybox:1', volumes: ['./site/in:/in']}",
                                "  web: {image: 'nginx:1', volumes: ['./site:/all:ro']}\n")
                        .reasons(Code.STORAGE_DIFFERS))
                .filteredOn(reason -> reason.contains("not visible"))
                .singleElement()
                .asString()
                .contains("./site/in by 'w0', ", "./site/in by 'w9' and 3 more are not visible at /all");
    }

    /** Each service mounts each folder that the code of all writes to. */
    @Test
    void manyServicesWithManySharedFoldersAreFast() throws Exception {
        write("app/requirements.txt", "flask");
        write(
                "app/main.py",
                IntStream.range(0, 50)
                        .mapToObj(i -> "UPLOAD_FOLDER = \"uploads" + i + "/a\"\n")
                        .collect(Collectors.joining()));

        TranslatedProject project = assertTimeoutPreemptively(
                Duration.ofSeconds(60),
                () -> project(
                        400,
                        "{image: 'python:3.11', working_dir: /app, command: python main.py, volumes: ['./app:/app']}",
                        ""));

        assertThat(project.pod("w399").containers().get(0).mounts()).hasSize(51);
    }

    @Test
    void oneTreeHasALimitedNumberOfClaims() throws Exception {
        write("app/composer.json", "{}");
        write("app/index.php", "<?php");
        for (int i = 0; i < 60; i++) {
            write("app/files" + i + "/.gitignore", "*\n!.gitignore\n");
        }

        TranslatedProject project =
                project(2, "{image: 'python:3.11', command: python main.py, volumes: ['./app:/app']}", "");

        assertThat(project.translation().application().volumes().stream()
                        .filter(volume -> volume instanceof Volume.Claim))
                .hasSize(50);
    }
}
