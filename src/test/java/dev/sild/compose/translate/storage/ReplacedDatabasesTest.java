package dev.sild.compose.translate.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Databases in files of a source tree whose program has a database server. */
class ReplacedDatabasesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "db.sqlite3 | main.py | print(1) | false",
                "prisma/dev.db | main.py | print(1) | false",
                "shop.db | main.py | url = getenv('DATABASE_URL', 'sqlite:///shop.db') | false",
                "shop/shop.db | shop/settings.py | NAME = 'shop/shop.db' if sqlite else '' | false",
                "chroma/chroma.sqlite3 | main.py | open('chroma') | true",
                "words.db | main.py | sqlite3.connect('words.db') | true",
            })
    void thoseOfSettingsAreNotUsed(String database, String file, String code, boolean reported) throws Exception {
        write("Dockerfile", "FROM python:3.12\nWORKDIR /app\nCOPY . .\n");
        write("requirements.txt", "flask");
        write(database, "x");
        write(file, code);
        TranslatedProject project = TranslatedProject.of(
                folder,
                "name: shop\nservices: {web: {build: ., environment: {DATABASE_URL: 'postgres://db/x'},"
                        + " volumes: ['.:/app']}}\n");

        assertThat(project.translation().findings().toString().contains("changes to " + database))
                .isEqualTo(reported);
    }

    private void write(String file, String content) throws Exception {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }
}
