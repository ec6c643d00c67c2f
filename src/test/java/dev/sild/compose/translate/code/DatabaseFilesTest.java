package dev.sild.compose.translate.code;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which files are databases, as far as their names tell. */
class DatabaseFilesTest {
    @ParameterizedTest
    @ValueSource(
            strings = {
                "app.db",
                "data/shop.sqlite3",
                "file.db",
                "instance/x.db",
                "my.env.db",
                "profile.db",
                "app.db-wal"
            })
    void namesOfDatabases(String path) {
        assertThat(DatabaseFiles.mayBeNamed(path)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Dockerfile.db",
                "docker/Containerfile.db",
                ".env.db",
                "docker-compose.db",
                "schema.db.sql",
                "x.db.example",
                "Thumbs.db"
            })
    void namesOfOtherFiles(String path) {
        assertThat(DatabaseFiles.mayBeNamed(path)).isFalse();
    }
}
