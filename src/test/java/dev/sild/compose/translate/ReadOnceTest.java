package dev.sild.compose.translate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.BindFiles;
import dev.sild.compose.load.LoadRequest;
import dev.sild.compose.load.ProjectLoader;
import dev.sild.compose.load.files.MountedFiles;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A build context is searched as often for many services, which differ in their variables and stages, as for two. */
class ReadOnceTest {
    @TempDir
    Path folder;

    private int searches;
    private int peeks;

    /** The files of a project, which counts how often folders are searched and settings are read. */
    private final class Counting implements BindFiles {
        private final BindFiles files = new MountedFiles(folder, List.of(), List.of());

        @Override
        public Optional<byte[]> peek(Path path, long maxBytes) {
            peeks += path.endsWith("config.json") ? 1 : 0;
            return files.peek(path, maxBytes);
        }

        @Override
        public Optional<List<String>> names(Path path) {
            return files.names(path);
        }

        @Override
        public Kind kind(Path path) {
            return files.kind(path);
        }

        @Override
        public Optional<Contents> read(Path path, long maxBytes) {
            return files.read(path, maxBytes);
        }

        @Override
        public boolean texts(Path path, BiConsumer<Path, String> to) {
            searches++;
            return files.texts(path, to);
        }

        @Override
        public boolean allTexts(Path path, BiConsumer<Path, String> to) {
            searches++;
            return files.allTexts(path, to);
        }

        @Override
        public Listing paths(Path path) {
            return files.paths(path);
        }
    }

    @BeforeEach
    void writeContext() throws Exception {
        Files.writeString(
                folder.resolve("Dockerfile"), "FROM python:3.12\nCOPY . /app\nCMD [\"python\", \"/app/a.py\"]\n");
        Files.writeString(
                folder.resolve("a.py"),
                "db = getenv('DB', 'redis://s_0:6379')\nother = 'redis://s_1:6379'\n"
                        + "engine = 'http://host.docker.internal:99'\nORIGIN = 'http://localhost:8000'\n");
    }

    private List<Finding> convert(int services) throws Exception {
        StringBuilder yaml = new StringBuilder("services:\n");
        for (int i = 0; i < services; i++) {
            yaml.append("  s_%d:%n    build: .%n    ports: ['%d:80']%n    environment: {V%d: x, DB: redis}%n"
                    .formatted(i, 8000 + i, i));
        }
        return convert(yaml.toString());
    }

    private List<Finding> convert(String yaml) throws Exception {
        Files.writeString(folder.resolve("compose.yaml"), yaml);
        searches = 0;
        peeks = 0;
        TranslateOptions options = TranslateOptions.builder()
                .expose(Optional.of(TranslateOptions.Expose.INGRESS))
                .host("example.org")
                .build();
        return Translator.translate(ProjectLoader.load(LoadRequest.of(folder)), options, new Counting())
                .findings();
    }

    @Test
    void contextsAreSearchedOnceForAllServices() throws Exception {
        convert(2);
        int few = searches;
        List<Finding> findings = convert(12);

        assertThat(searches).isEqualTo(few).isPositive();
        assertThat(findings.stream().map(Finding::code))
                .contains(Code.NAME_IN_FILE, Code.MACHINE_IN_IMAGE, Code.BROWSER_ADDRESS);
    }

    @Test
    void settingsAreReadOnceForAllServices() throws Exception {
        Files.writeString(folder.resolve("config.json"), "{\"password\": \"hunter2\"}");
        convert(2);
        int few = peeks;
        List<Finding> findings = convert(12);

        assertThat(peeks).isEqualTo(few).isPositive();
        assertThat(findings.stream().map(Finding::code)).contains(Code.SECRET_IN_IMAGE);
    }

    @Test
    void allNamesOfLinesThatAreAlikeAreFound() throws Exception {
        Files.writeString(
                folder.resolve("a.py"),
                "x = ['http://s_0:80/x', 'http://s_1:80/x']\ny = ['http://s_0:80/y', 'http://s_1:80/y']\n");

        assertThat(convert("services: {s_0: {image: redis}, s_1: {image: redis}, app: {build: .}}").stream()
                        .filter(finding -> finding.code() == Code.NAME_IN_FILE)
                        .map(finding -> finding.origin().position()))
                .containsExactly("a.py:1:14", "a.py:1:33");
    }

    @Test
    void whatVariablesReplaceIsDecidedForEachService() throws Exception {
        assertThat(convert(3).stream()
                        .filter(finding -> finding.code() == Code.NAME_IN_FILE)
                        .map(Finding::origin)
                        .map(origin -> origin.line()))
                .containsExactly(2);
    }
}
