package dev.sild.compose.translate.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.report.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A program whose image or code names another engine does not need the one of its node. */
class EngineStartTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "'', '', true",
        "ENV DOCKER_HOST=tcp://proxy:2375, '', false",
        "ENV DOCKER_HOST=unix:///var/run/docker.sock, '', true",
        "'', os.environ['DOCKER_HOST'] = 'tcp://proxy:2375', false",
        "'', 'os.environ.setdefault(\"DOCKER_HOST\", url)', false",
        "'', print(os.environ['DOCKER_HOST'] == 'tcp://proxy:2375'), true",
    })
    void theEngineMayBeElsewhere(String instruction, String statement, boolean needed) throws Exception {
        Files.writeString(
                folder.resolve("Dockerfile"),
                "FROM python:3.12\n" + instruction
                        + "\nCOPY main.py /app/\nWORKDIR /app\nCMD [\"python\", \"main.py\"]\n");
        Files.writeString(
                folder.resolve("main.py"), "import docker, os\n" + statement + "\nclient = docker.from_env()\n");
        TranslatedProject project = TranslatedProject.of(
                folder,
                "services:\n  app:\n    build: .\n    volumes: ['/var/run/docker.sock:/var/run/docker.sock']\n");

        assertThat(project.translation().findings().stream().anyMatch(finding -> finding.code() == Code.ENGINE_NEEDED))
                .isEqualTo(needed);
    }
}
