package dev.sild.compose.translate.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Databases of H2 that a Java program keeps in files, in an image that starts in /srv/app. */
class H2DatabasesTest {
    @TempDir
    Path folder;

    private void write(String file, String text) throws Exception {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text.replace("\\n", "\n"));
    }

    private String mounts(String service) throws Exception {
        write(
                "Dockerfile",
                "FROM eclipse-temurin:21\nWORKDIR /srv/app\nCOPY . .\nCMD [\"java\", \"-jar\", \"app.jar\"]\n");
        write("pom.xml", "<project/>");
        write("src/main/java/App.java", "class App {}");
        return TranslatedProject.of(folder, "name: shop\nservices: {web: {build: ., " + service + "}}\n")
                .pod("web")
                .containers()
                .get(0)
                .mounts()
                .stream()
                .map(mount -> mount.path())
                .toList()
                .toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application.properties | spring.datasource.url=jdbc:h2:file:./data/db | [/srv/app/data]",
                "application.properties | spring.datasource.url=jdbc:h2:./store/db;MODE=MySQL | [/srv/app/store]",
                "application.properties | spring.datasource.url=jdbc:h2:file:/var/lib/shop/db | [/var/lib/shop]",
                "application.yml | spring:\\n  datasource:\\n    url: ${DB_URL:jdbc:h2:file:./data/db;AUTO_SERVER=TRUE} | [/srv/app/data]",
                "application.properties | spring.datasource.url=jdbc:h2:mem:shop | []",
                "application.properties | spring.datasource.url=jdbc:h2:tcp://db/shop | []",
                "application.properties | #spring.datasource.url=jdbc:h2:file:./data/db | []",
                "application-dev.properties | spring.datasource.url=jdbc:h2:file:./data/db | []",
                // A claim there would hide the program.
                "application.properties | spring.datasource.url=jdbc:h2:file:./db | []",
                "application.properties | spring.datasource.url=jdbc:h2:file:/tmp/db | []",
            })
    void haveAClaimAtTheirFolder(String file, String text, String mounts) throws Exception {
        write("src/main/resources/" + file, text);

        assertThat(mounts("restart: always")).isEqualTo(mounts);
        // The same where the source code is mounted.
        if (!mounts.contains("/var")) {
            assertThat(mounts("volumes: ['.:/srv/app']")).isEqualTo(mounts);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "jdbc:h2:file:./store/db, [/srv/app/store]",
        "jdbc:h2:mem:shop, []",
        "jdbc:postgresql://db/shop, []",
    })
    void aVariableDecides(String value, String mounts) throws Exception {
        write("src/main/resources/application.properties", "spring.datasource.url=jdbc:h2:file:./data/db");

        assertThat(mounts("environment: {SPRING_DATASOURCE_URL: '" + value + "'}"))
                .isEqualTo(mounts);
        assertThat(mounts("volumes: ['.:/srv/app'], environment: {SPRING_DATASOURCE_URL: '" + value + "'}"))
                .isEqualTo(mounts);
    }
}
