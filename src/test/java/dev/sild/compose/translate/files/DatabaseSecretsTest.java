package dev.sild.compose.translate.files;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases are kept secret, by their names and by how they begin. */
class DatabaseSecretsTest {
    private static final String SQLITE = "SQLite format 3\0\u0010\0";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a.db",
                "a.DB3",
                "a.sqlite",
                "a.sqlitedb",
                "a.db-wal",
                "a.sqlite-shm",
                "a.sqlite3-journal",
                "dump.rdb",
                "appendonly.aof",
                "shop.ibd",
                "shop.MYD",
                "a.duckdb",
                "a.duckdb.wal",
                "a.mdb",
                "a.realm",
                "ibdata1",
                "WiredTiger",
                "WiredTigerLog.0000000001",
            })
    void namesAreThoseOfDatabases(String name) throws Exception {
        assertThat(isSecretInFolder(name, "rows\0")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"shop-prod", "shop.bak", "shop.txt", "a.html"})
    void contentsAreThoseOfDatabases(String name) throws Exception {
        assertThat(isSecretInFolder(name, SQLITE)).isTrue();
        assertThat(isSecretInFolder(name + "-wal", "7\u007f\u0006\u0082\0")).isTrue();
        assertThat(isSecretInFolder(name + "-wal", "7\u007f\u0006\u0083\0")).isTrue();
        assertThat(isSecretInFolder(name + "-journal", "\u00d9\u00d5\u0005\u00f9\u0020\u00a1\u0063\u00d7"))
                .isTrue();
    }

    @ParameterizedTest
    @CsvSource({"a.bin, rows", "Thumbs.db, images", "travel-journal, Monday", "a.txt, SQLite format", "a.db,"})
    void othersAreNot(String name, String content) throws Exception {
        assertThat(isSecretInFolder(name, content == null ? "" : content)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"a.rdb, rows", "seed, 'SQLite format 3\0'"})
    void configsAreSecretsToo(String name, String content) throws Exception {
        Files.writeString(folder.resolve(name), content);

        assertThat(isSecret("services: {web: {image: example/web, configs: [seed]}}\nconfigs: {seed: {file: " + name
                        + "}}\n"))
                .isTrue();
    }

    private boolean isSecretInFolder(String name, String content) throws Exception {
        Path files = Files.createDirectories(folder.resolve(name + ".d"));
        Files.write(files.resolve(name), content.getBytes(StandardCharsets.ISO_8859_1));
        Files.writeString(files.resolve("note.txt"), "a note");
        return isSecret("services: {web: {image: example/web, volumes: ['./" + name + ".d:/files:ro']}}\n");
    }

    private boolean isSecret(String yaml) throws Exception {
        return TranslatedProject.of(folder, "name: shop\n" + yaml).translation().application().files().stream()
                .anyMatch(dev.sild.model.Files::secret);
    }
}
