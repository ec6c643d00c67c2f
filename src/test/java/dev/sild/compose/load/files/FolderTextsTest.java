package dev.sild.compose.load.files;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FolderTextsTest {
    /** Seventeen of them have more than is read. */
    private static final String LARGE = "a".repeat(1 << 20);

    @TempDir
    Path folder;

    private final Set<String> read = new TreeSet<>();

    private boolean readAll() {
        return FolderTexts.read(
                folder, (file, text) -> read.add(folder.relativize(file).toString()));
    }

    private boolean readAllOf() {
        return FolderTexts.readAll(
                folder, (file, text) -> read.add(folder.relativize(file).toString()));
    }

    private void fill(String below, String extension) throws IOException {
        Files.createDirectories(folder.resolve(below));
        for (int i = 0; i < 17; i++) {
            Files.writeString(folder.resolve(below).resolve(i + extension), LARGE);
        }
    }

    @Test
    void dataStopsNoSearch() throws IOException {
        fill("data/deep", ".txt");
        Files.createDirectories(folder.resolve("src"));
        Files.writeString(folder.resolve("src/main.py"), "x");

        assertThat(readAll()).isTrue();
        assertThat(read).contains("src/main.py", "data/deep/0.txt").doesNotContain("data/deep/9.txt");
    }

    @Test
    void sourceCodeThatIsTooLargeDoes() throws IOException {
        fill("src", ".py");

        assertThat(readAll()).isFalse();
    }

    @Test
    void whatHasNoWordsIsNotRead() throws IOException {
        fill("src", ".PNG");

        assertThat(readAll()).isTrue();
        assertThat(read).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"vendor", "web/node_modules", "app/vendor", ".yarn"})
    void whatOthersWroteStopsNoSearch(String packages) throws IOException {
        fill(packages, ".php");
        Files.writeString(folder.resolve("main.php"), "x");

        assertThat(readAll()).isTrue();
        assertThat(read).containsExactly("main.php");
    }

    @Test
    void packagesMayHaveCodeOfTheProject() throws IOException {
        Files.createDirectories(folder.resolve("app/vendor/acme"));
        Files.writeString(folder.resolve("app/vendor/acme/own.php"), "x");
        Files.createDirectories(folder.resolve("data"));
        Files.writeString(folder.resolve("data/a.txt"), "x");

        assertThat(readAllOf()).isTrue();
        assertThat(read).containsExactly("app/vendor/acme/own.php", "data/a.txt");

        fill("vendor", ".php");
        Files.createDirectories(folder.resolve("web"));
        Files.writeString(folder.resolve("web/main.php"), "x");
        read.clear();

        assertThat(readAllOf()).isFalse();
        assertThat(read).contains("web/main.php");
    }
}
