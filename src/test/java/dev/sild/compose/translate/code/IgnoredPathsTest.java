package dev.sild.compose.translate.code;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.sild.compose.load.files.MountedFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What git ignores in a folder of a repository, by files in the folders above. */
class IgnoredPathsTest {
    @TempDir
    Path outside;

    private Path root;
    private Path folder;

    @BeforeEach
    void makeRepository() throws IOException {
        root = outside.resolve("repository");
        folder = root.resolve("apps/shop");
        Files.createDirectories(folder);
        Files.createDirectories(root.resolve(".git/info"));
    }

    private IgnoredPaths paths() {
        return new IgnoredPaths(new MountedFiles(folder, folder, Optional.of(root), List.of(), List.of()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "apps/shop/media/ | media | true",
                "/apps/shop/media/* | media/* | true",
                "apps/*/media | media | true",
                "apps/sh*p/**/media | **/media | true",
                "apps/**p/media | media | true",
                "**s/shop/media | media | true",
                "apps/s[a-h]?p/media | media | true",
                "apps/s*o*x*p/media | '' | false",
                "media/ | media/ | false",
                "**/media | **/media | false",
                "apps/shop/ | '' | false",
                "apps/ | apps/ | false",
                "apps/*.d/media | '' | false",
                "apps/shop.d/media | '' | false",
                "apps/shopping/media | '' | false",
                "shop/media | '' | false",
                "!apps/shop/media | '' | false",
                "# apps/shop/media | '' | false"
            })
    void aPatternOfAFolderAboveIsReadAsOneOfTheFolder(String line, String pattern, boolean partly) throws IOException {
        for (String file : List.of(".gitignore", ".git/info/exclude")) {
            Path written = Files.writeString(root.resolve(file), line + "\n");

            assertThat(String.join(",", paths().below(folder))).as(file).isEqualTo(pattern);
            assertThat(paths().arePartly(folder)).as(file).isEqualTo(partly);
            Files.delete(written);
        }
    }

    @Test
    void allFilesUpToTheRootAreReadAndNoneAboveIt() throws IOException {
        Files.writeString(outside.resolve(".gitignore"), "above\n");
        Files.writeString(root.resolve(".gitignore"), "root\n");
        Files.writeString(root.resolve("apps/.gitignore"), "shop/apps\n");
        Files.writeString(folder.resolve(".gitignore"), "own\n");
        Files.writeString(root.resolve(".git/info/exclude"), "exclude\n");

        assertThat(paths().below(folder)).containsExactly("own", "apps", "root", "exclude");
    }

    @Test
    void theInnermostRepositoryCounts() throws IOException {
        Files.writeString(root.resolve(".gitignore"), "root\n");
        Files.writeString(root.resolve("apps/.git"), "gitdir: ../.git/modules/apps\n");
        Files.writeString(root.resolve("apps/.gitignore"), "apps\n");

        assertThat(paths().below(folder)).containsExactly("apps");
    }

    @Test
    void aPatternWithManyStarsEndsSoon() throws IOException {
        Path named = Files.createDirectory(root.resolve("a".repeat(200)));
        Files.writeString(root.resolve(".gitignore"), "/" + "*a".repeat(50) + "b/x\n" + "/" + "*a".repeat(50) + "/y\n");

        assertTimeoutPreemptively(
                Duration.ofSeconds(5), () -> assertThat(paths().below(named)).containsExactly("y"));
    }

    @Test
    void linksThatLeadOutsideAndLargeFilesAreNotRead() throws IOException {
        Path secret = Files.writeString(outside.resolve("secret"), "secret\n");
        Files.createSymbolicLink(root.resolve(".gitignore"), secret);
        Files.createSymbolicLink(root.resolve(".git/info/exclude"), secret);
        Files.writeString(root.resolve("apps/.gitignore"), "large\n".repeat(20_000));

        assertThat(paths().below(folder)).isEmpty();
        assertThat(paths().arePartly(folder)).isFalse();
    }
}
