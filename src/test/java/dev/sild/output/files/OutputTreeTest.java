package dev.sild.output.files;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OutputTreeTest {
    @TempDir
    Path temporary;

    private Path root;
    private OutputTree tree;

    @BeforeEach
    void aFolder() throws IOException {
        root = Files.createDirectory(temporary.toRealPath().resolve("k8s"));
        tree = new OutputTree(root, "k8s/");
    }

    @ParameterizedTest
    @ValueSource(strings = {"web.yaml", "base/secrets/db/password", "..web", "a b.yaml"})
    void aNewFileHasAPlace(String name) throws Exception {
        assertThat(tree.place(name)).isEqualTo(root.resolve(name));
        assertThat(root).isEmptyDirectory();
    }

    @ParameterizedTest
    @CsvSource({
        "web.yaml, web.yaml",
        "web.yaml, web.yaml/below.yaml",
        "base, base/web.yaml",
        "base, base/secrets/db/password"
    })
    void aLinkIsRefusedForAFileAndForAFolder(String link, String name) throws Exception {
        Files.writeString(root.resolveSibling("file"), "");
        Files.createDirectory(root.resolveSibling("folder"));
        for (String target : new String[] {"../file", "../folder", "../missing", "missing", "."}) {
            Path made = Files.createSymbolicLink(root.resolve(link), Path.of(target));

            assertThatThrownBy(() -> tree.place(name))
                    .as(target)
                    .isInstanceOf(OutputException.class)
                    .hasMessage("cannot write k8s/" + name + ": k8s/" + link + " is a symbolic link");
            assertThat(tree.isFile(name)).isFalse();
            assertThat(tree.read(name)).isEmpty();
            Files.delete(made);
        }
    }

    @ParameterizedTest
    @CsvSource({"web.yaml, web.yaml", "base, base/web.yaml"})
    void aPipeIsRefusedAndNotRead(String pipe, String name) throws Exception {
        assumeTrue(new ProcessBuilder("mkfifo", root.resolve(pipe).toString())
                        .start()
                        .waitFor()
                == 0);

        assertThatThrownBy(() -> tree.place(name))
                .isInstanceOf(OutputException.class)
                .hasMessage("cannot write k8s/" + name + ": k8s/" + pipe + " is a device, a pipe or a socket");
        assertThat(tree.read(name)).isEmpty();
    }

    @Test
    void aFileBelowALinkedFolderIsNoneOfTheFolder() throws IOException {
        Files.createDirectory(root.resolveSibling("folder"));
        Files.writeString(root.resolveSibling("folder/web.yaml"), "");
        Files.createSymbolicLink(root.resolve("base"), root.resolveSibling("folder"));

        assertThat(tree.isFile("base/web.yaml")).isFalse();
        assertThat(tree.read("base/web.yaml")).isEmpty();
    }

    @Test
    void aFileAboveAndAFolderInThePlaceAreRefused() throws IOException {
        Files.writeString(root.resolve("file"), "");
        Files.createDirectory(root.resolve("folder"));

        assertThatThrownBy(() -> tree.place("file/web.yaml")).hasMessageContaining("a parent folder is a file");
        assertThatThrownBy(() -> tree.place("folder")).hasMessageContaining("it is a folder");
        OutputTree below = new OutputTree(root.resolve("file/below"), "k8s/file/below/");
        assertThatThrownBy(() -> below.place("web.yaml")).hasMessageContaining("a parent folder is a file");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "../out.yaml",
                "a/../../out.yaml",
                "a/..",
                ".",
                "",
                "/etc/passwd",
                "a//b",
                "a/./b",
                "a\\b",
                "a\0b"
            })
    void aNameThatLeadsOutOfTheFolderIsRefused(String name) {
        assertThatThrownBy(() -> tree.place(name))
                .isInstanceOf(OutputException.class)
                .hasMessageContaining("the path is not below k8s/");
    }

    @Test
    void deletingAFileDeletesTheFoldersThatItLeavesEmpty() throws IOException {
        Files.createDirectories(root.resolve("base/secrets/db"));
        Files.writeString(root.resolve("base/secrets/db/password"), "");
        Files.writeString(root.resolve("base/mine"), "");

        tree.delete("base/secrets/db/password");

        assertThat(root.resolve("base").toFile().list()).containsExactly("mine");
    }
}
