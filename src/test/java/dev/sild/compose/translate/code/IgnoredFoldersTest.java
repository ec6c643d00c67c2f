package dev.sild.compose.translate.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.load.files.MountedFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IgnoredFoldersTest {
    @TempDir
    Path folder;

    private IgnoredFolders folders() {
        return new IgnoredFolders(new MountedFiles(folder, List.of(), List.of()));
    }

    private String ignored() {
        return String.join(",", folders().of(folder, WrittenFolders.CERTAIN));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "media | media",
                "/media/ | media",
                "uploads/* | uploads",
                "**/uploads/** | uploads",
                "backend/media/ | backend/media",
                "!media | ''",
                "media/*.png | ''",
                "media-tools | ''",
                "*.sqlite3 | ''",
                "../media | ''",
                "tmp/storage/* | ''",
            })
    void namesOfDataCount(String line, String folders) throws Exception {
        Files.writeString(folder.resolve(".gitignore"), "# files\n" + line + "\n");
        assertThat(ignored()).isEqualTo(folders);
    }

    @Test
    void bothFilesAreRead() throws Exception {
        Files.writeString(folder.resolve(".gitignore"), "media\n");
        Files.writeString(folder.resolve(".dockerignore"), "media\nbackups/\n");
        assertThat(ignored()).isEqualTo("backups,media");
    }

    /** A hundred services may mount one tree, and thousands of lines be ignored. */
    @Test
    void filesAreReadOnce() throws Exception {
        Files.writeString(folder.resolve(".dockerignore"), "media\n");
        IgnoredFolders folders = folders();
        assertThat(folders.of(folder, WrittenFolders.CERTAIN)).containsExactly("media");
        Files.writeString(folder.resolve(".dockerignore"), "");
        assertThat(folders.of(folder, WrittenFolders.CERTAIN)).containsExactly("media");
        assertThat(folders.isOne(folder, "media")).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                ".gitignore | prompts | app/prompts | true",
                ".gitignore | app/prompts/* | app/prompts | true",
                ".gitignore | app/ | app/prompts | true",
                ".gitignore | api/prompts | app/prompts | false",
                ".gitignore | prompts/*.log | prompts | false",
                "app/prompts/.gitignore | * | app/prompts | true",
                "app/prompts/.gitignore | *.log | app/prompts | false",
            })
    void aFolderIsIgnored(String file, String line, String path, boolean isOne) throws Exception {
        Files.createDirectories(folder.resolve(path));
        Files.createDirectories(folder.resolve(file).getParent());
        Files.writeString(folder.resolve(file), line + "\n");
        assertThat(folders().isOne(folder, path)).isEqualTo(isOne);
    }
}
