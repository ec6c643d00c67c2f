package dev.sild.compose.translate.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.load.files.MountedFiles;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GuardedFoldersTest {
    @TempDir
    Path folder;

    @BeforeEach
    void makeTree() throws Exception {
        write("composer.json", "{}");
    }

    private void write(String file, String text) throws Exception {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private GuardedFolders guarded() {
        return new GuardedFolders(new MountedFiles(folder, List.of(), List.of()));
    }

    private SourceTree tree() {
        return SourceTree.at(folder, new MountedFiles(folder, List.of(), List.of()), 1 << 20)
                .orElseThrow();
    }

    private String found(boolean empty) {
        return String.join(",", guarded().of(tree(), path -> empty));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "storage/app | *\\n!public/\\n!.gitignore | storage/app | storage/app",
                "a/b/c/d/uploads | * | a/b/c/d/uploads | a/b/c/d/uploads",
                "spool | /** | spool | ''",
                "storage/app | *.log | '' | ''",
                "storage/app | !* | '' | ''",
                "storage/framework/views | * | '' | ''",
                "storage/framework/cache/data | * | '' | ''",
                "bootstrap/cache | * | '' | ''",
                "storage/logs | * | '' | ''",
                "vendor/x/data | * | '' | ''",
                ".venv | * | '' | ''",
                "a/b/c/d/e/uploads | * | '' | ''",
            })
    void areForData(String path, String text, String ofEmpty, String ofFull) throws Exception {
        write(path + "/.gitignore", text.replace("\\n", "\n") + "\n");

        assertThat(found(true)).isEqualTo(ofEmpty);
        assertThat(found(false)).isEqualTo(ofFull);
    }

    @Test
    void containTheOthers() throws Exception {
        write("storage/app/.gitignore", "*\n");
        write("storage/app/public/.gitignore", "*\n");
        write("storage/other/.gitignore", "*\n");
        write(".gitignore", "*\n");

        assertThat(found(true)).isEqualTo("storage/app,storage/other");
    }

    @Test
    void areNoLinks() throws Exception {
        write("web/artisan", "<?php");
        write("web/config/filesystems.php", "'links' => [\n  public_path('img') => storage_path('app/img'),\n],");
        write("web/storage/app/public/.gitignore", "*\n");
        write("web/storage/app/img/.gitignore", "*\n");
        Files.createDirectories(folder.resolve("web/public"));
        Files.createSymbolicLink(folder.resolve("web/public/storage"), Path.of("../storage/app/public"));
        Files.createSymbolicLink(folder.resolve("web/public/img"), Path.of("../storage/app/img"));

        assertThat(guarded().links(tree())).containsExactly("web/public/img", "web/public/storage");
        assertThat(found(true)).isEqualTo("web/storage/app/img,web/storage/app/public");
    }

    @Test
    void showThatAProgramWrites() throws Exception {
        assertThat(guarded().areIn(tree())).isFalse();
        write("storage/framework/views/.gitignore", "*\n");
        assertThat(guarded().areIn(tree())).isTrue();
    }

    @Test
    void areSearchedForWithinLimits() throws Exception {
        for (int i = 0; i < 2_100; i++) {
            Files.createDirectories(folder.resolve("a" + (10_000 + i)));
        }
        write("a10005/.gitignore", "*\n");
        write("z/.gitignore", "*\n");

        assertThat(found(true)).isEqualTo("a10005");
    }
}
