package dev.sild.compose.translate.code;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.BindFiles.BindFile;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What programs write to below their source code, as far as names tell. */
class WrittenFoldersTest {
    private static final Path TREE = Path.of("/project/app");

    private static SourceTree tree(String... files) {
        return SourceTree.of(
                TREE,
                Stream.of(files)
                        .map(file -> new BindFile(file, BindFile.PLAIN, new byte[0]))
                        .toList());
    }

    private static WrittenFolders of(SourceTree tree, Set<String> empty, String... named) {
        return WrittenFolders.of(
                tree,
                List.of(named),
                List.of(),
                List.of(),
                path -> empty.contains(TREE.relativize(path).toString()),
                false);
    }

    @ParameterizedTest
    @CsvSource({
        "/app/data, /app/data",
        "./data/x.db, /app/data/x.db",
        "sqlite:////app/data/x.db, /app/data/x.db",
        "sqlite+aiosqlite:////app/data/x.db?mode=rwc, /app/data/x.db",
        "sqlite:///./x.db, /app/x.db",
        "jdbc:sqlite:/app/x.db, /app/x.db",
        "jdbc:h2:file:/app/data/h2;MODE=MySQL, /app/data/h2.mv.db",
        "file:/app/prisma/dev.db, /app/prisma/dev.db",
        "file:///app/dev.db, /app/dev.db",
        "Data Source=/app/data/x.db;Cache=Shared, /app/data/x.db",
        "/app/../etc/data, /etc/data"
    })
    void aVariableNamesAPath(String value, String path) {
        assertThat(WrittenFolders.path(value, "/app")).contains(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://app/data/x",
                "//app/data",
                "postgres://user:word@db/app/data",
                "sqlite:///app/data/x.db",
                "sqlite://",
                "data",
                ""
            })
    void otherValuesNameNone(String value) {
        assertThat(WrittenFolders.path(value, "/app")).isEmpty();
    }

    @Test
    void aRelativePathNeedsAFolderToStartFrom() {
        assertThat(WrittenFolders.path("./data/x.db", "")).isEmpty();
        assertThat(WrittenFolders.path("/" + "a".repeat(5000), "/app")).isEmpty();
    }

    @Test
    void anEmptyFolderOfDataIsWrittenTo() {
        SourceTree tree = tree("main.py", "api/data/.gitkeep", "api/data/in/.gitkeep", "lib/.keep", "logs/.gitkeep");
        assertThat(of(tree, Set.of("api/data", "api/data/in", "lib", "logs")).folders())
                .containsExactly("api/data");
    }

    @Test
    void foldersOfTestsAndOfMigrationsAreNot() {
        SourceTree tree = tree("test/fixtures/files/.keep", "test/data/.keep", "db/.keep", "storage/.keep");
        assertThat(of(tree, Set.of("test/fixtures/files", "test/data", "db", "storage"))
                        .folders())
                .containsExactly("storage");
    }

    @Test
    void aFolderWithContentIsTheImages() {
        assertThat(of(tree("data/seed.json"), Set.of(), "data/out.json").folders())
                .isEmpty();
    }

    @Test
    void aFolderThatAVariableNamesIsWrittenTo() {
        WrittenFolders written = of(
                tree("main.py"), Set.of("a/results", "prisma", "config"), "a/results/x/y", "prisma/dev.db", "config");
        assertThat(written.folders()).containsExactly("a/results", "prisma");
        assertThat(written.databases()).isEmpty();
    }

    @Test
    void aDatabaseBesideTheCodeIsInNoFolder() {
        WrittenFolders written = of(tree("main.py", "old.sqlite3", "data/x.db"), Set.of(), "new.db");
        assertThat(written.folders()).isEmpty();
        assertThat(written.databases()).containsExactly("data/x.db", "new.db", "old.sqlite3");
    }

    @ParameterizedTest
    @CsvSource({
        "public, public/index.html, ''",
        "public, public/.gitkeep, public",
        "receipts, main.py, receipts",
        "locales, locales/en.json, ''",
        "media, media/first.jpg, media",
        "app/uploads/big, app/uploads/big/a.png, app/uploads/big",
        "index, index/words.db, index",
        "exports, exports/a.py, ''",
    })
    void aFolderThatCodeMakesIsWrittenToUnlessItHasFilesOfTheProgram(String made, String file, String written) {
        SourceTree tree = tree("main.py", file);
        boolean empty = !file.startsWith(made) || file.endsWith(".gitkeep");
        assertThat(WrittenFolders.of(tree, List.of(), List.of(), List.of(made), path -> empty, false)
                        .folders())
                .isEqualTo(written.isEmpty() ? Set.of() : Set.of(written));
        assertThat(WrittenFolders.of(tree, List.of(), List.of(made), List.of(), path -> empty, false)
                        .folders())
                .isEqualTo(file.endsWith(".py") && !empty ? Set.of() : Set.of(made));
    }
}
