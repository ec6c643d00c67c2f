package dev.sild.compose.translate.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.sild.compose.load.files.MountedFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which folders git ignores with all that is in them. */
class GitIgnoreTest {
    @TempDir
    Path root;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                // The file, its lines with a comma between them, a folder, and whether it is ignored.
                ".gitignore | data/ | app/data | true",
                ".gitignore | data | app/data/sub | true",
                ".gitignore | /data/ | app/data | false",
                ".gitignore | /app/data | app/data | true",
                ".gitignore | ./app/data/ | app/data | false",
                ".gitignore | app/* | app/data | true",
                ".gitignore | app/**/data/ | app/x/data | true",
                ".gitignore | **/data/** | app/data | true",
                ".gitignore | **/data/*,!**/data/.gitkeep | app/data | true",
                ".gitignore | d?ta | app/data | true",
                ".gitignore | data/*.db | app/data | false",
                ".gitignore | *.log | app/logs | false",
                ".gitignore | # data/ | app/data | false",
                ".gitignore | data/,!data/ | app/data | false",
                ".gitignore | !data/,data/ | app/data | true",
                ".gitignore | app/,!app/data/ | app/data | true",
                "app/.gitignore | data/ | app/data | true",
                "app/.gitignore | !data | app/data | false",
                "app/data/.gitignore | *,!.gitignore | app/data | true",
                "app/data/.gitignore | *.db | app/data | false",
                // Exceptions for files that do more than keep a folder.
                "app/data/.gitignore | *,!.gitignore,!*.tpl | app/data | false",
                "app/data/.gitignore | !*.tpl,* | app/data | true",
                "app/data/.gitignore | *,!*/,!README.md | app/data | true",
                "app/data/.gitignore | *,!/sub/ | app/data | true",
                "app/data/.gitignore | /*,!/sub/ | app/data | false",
                ".gitignore | app/data/*,!app/data/*.tpl | app/data | false",
                ".gitignore | app/data/,!app/data/*.tpl | app/data | true",
                ".gitignore | app/*,!app/data | app/data | false",
                ".gitignore | app/*,!app/data | app/other | true",
                ".git/info/exclude | data/ | app/data | true",
                ".dockerignore | data/ | app/data | false"
            })
    void foldersAreIgnored(String file, String lines, String folder, boolean ignored) throws Exception {
        Files.createDirectories(root.resolve(".git/info"));
        Files.createDirectories(root.resolve(folder));
        Path path = root.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, lines.replace(',', '\n') + "\n");
        MountedFiles reader = new MountedFiles(root.resolve("app"), List.of(root), List.of());
        assertThat(new GitIgnore(reader).ignores(root.resolve(folder))).isEqualTo(ignored);
    }

    /** Files of thousands of lines above hundreds of folders, with a regular expression for each, took minutes. */
    @Test
    void manyLinesAreReadOnce() throws Exception {
        Files.createDirectories(root.resolve(".git"));
        List<Path> folders = new ArrayList<>();
        for (int i = 0; i < 150; i++) {
            folders.add(Files.createDirectories(root.resolve("a/b/c/" + i)));
        }
        for (String above : List.of("", "a", "a/b", "a/b/c")) {
            Files.writeString(root.resolve(above).resolve(".gitignore"), "x\n".repeat(30_000));
        }
        GitIgnore ignored = new GitIgnore(new MountedFiles(root, List.of(root), List.of()));

        assertTimeoutPreemptively(
                Duration.ofSeconds(20), () -> assertThat(folders).noneMatch(ignored::ignores));
    }
}
