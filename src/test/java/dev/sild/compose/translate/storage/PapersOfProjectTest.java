package dev.sild.compose.translate.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import dev.sild.compose.BindFiles.BindFile;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files for the people who read a repository are left out of mounted folders, and only these. */
class PapersOfProjectTest {
    private static BindFile file(String path, String text) {
        return new BindFile(path, -1, text.getBytes(StandardCharsets.UTF_8));
    }

    private static List<String> spare(String path, String other) {
        return PapersOfProject.sort(List.of(file(path, "a"), file("app.ini", other)))
                .spare();
    }

    @ParameterizedTest
    @ValueSource(strings = {"README", "README.md", "sub/Readme.rst", "LICENSE", "COPYING", "CONTRIBUTING.md"})
    void papersAreSpare(String path) {
        BindFile beside = file(path.contains("/") ? "sub/more.ini" : "more.ini", "a");

        assertThat(PapersOfProject.sort(List.of(file(path, "a"), beside)).spare())
                .containsExactly(path);
    }

    /** A license key or a template is no paper. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "license.txt",
                "LICENSE.TXT",
                "notice.txt",
                "NOTICE",
                "authors.txt",
                "AUTHORS",
                "changelog.txt",
                "CHANGELOG.md",
                "readme.txt",
                "license.key"
            })
    void dataOfProgramsIsNeeded(String path) {
        assertThat(spare(path, "a = b")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"readme = README.md", "see ./README.md.", "page: readme.md"})
    void whatAnotherFileNamesIsNeeded(String text) {
        assertThat(spare("README.md", text)).isEmpty();
        assertThat(spare("README", text)).isEmpty();
        assertThat(spare("LICENSE", text)).containsExactly("LICENSE");
    }

    @Test
    void manyPapersAreLookedForAtOnce() {
        List<BindFile> files = new ArrayList<>();
        for (int i = 0; i < 480; i++) {
            files.add(file(i + "/README.md", ""));
            files.add(file(i + "/a.c", "a"));
        }
        files.add(file("big.ini", "readm".repeat(4_000_000)));

        assertTimeoutPreemptively(
                Duration.ofSeconds(10),
                () -> assertThat(PapersOfProject.sort(files).spare()).hasSize(480));
    }
}
