package dev.sild.compose.translate.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.report.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
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

    private TranslatedProject built(String dockerfile, String service) throws Exception {
        write("Dockerfile", "FROM eclipse-temurin:21\n" + dockerfile);
        write("app.jar", "program");
        return TranslatedProject.of(folder, "name: shop\nservices: {web: {build: ., " + service + "}}\n");
    }

    private static String mounts(TranslatedProject project) {
        return project.pod("web").containers().get(0).mounts().stream()
                .map(mount -> mount.path())
                .toList()
                .toString();
    }

    /** A claim there would hide the program of each later image. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "COPY app.jar /opt/shop/app.jar | /opt/shop/db | []",
                "COPY app.jar /opt/shop/lib/app.jar | /opt/shop/db | []",
                "COPY --from=build /app.jar /opt/shop/app.jar | /opt/shop/db | []",
                "CMD [\"java\", \"-jar\", \"/opt/shop/app.jar\"] | /opt/shop/db | []",
                "CMD java -jar /opt/shop/app.jar | /opt/shop/db | []",
                "WORKDIR /opt\\nCOPY . . | /opt/code/db | []",
                "WORKDIR /opt\\nCOPY app.jar . | ./db | []",
                "COPY app.jar /opt/shop/app.jar | /opt/data/db | [/opt/data]",
                "COPY rows /opt/shop | /opt/shop/db | [/opt/shop]",
                "WORKDIR /opt\\nCOPY . . | ./rows/db | [/opt/rows]",
            })
    void haveNoClaimBesideAProgram(String dockerfile, String file, String mounts) throws Exception {
        write("code/a.sh", "true");
        write("rows/shop.mv.db", "rows");
        TranslatedProject project = built(
                dockerfile.replace("\\n", "\n") + "\n",
                "environment: {SPRING_DATASOURCE_URL: 'jdbc:h2:file:" + file + "'}");

        assertThat(mounts(project)).isEqualTo(mounts);
        assertThat(project.codes().contains(Code.DATABASE_NOT_KEPT)).isEqualTo(mounts.equals("[]"));
    }

    /** Several pods must not write to one claim. */
    @Test
    void thoseOfSeveralPodsAreReported() throws Exception {
        TranslatedProject project = built(
                "WORKDIR /app\n",
                "deploy: {replicas: 2}, environment: {SPRING_DATASOURCE_URL: 'jdbc:h2:file:/store/db'}");

        assertThat(mounts(project)).isEqualTo("[]");
        assertThat(project.codes()).contains(Code.DATABASE_NOT_KEPT);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "docker | []",
                "docker, cloud | []",
                "cloud | [/store]",
                "dev | [/dev-store]",
                "cloud, dev | [/dev-store]",
            })
    void anActiveProfileDecides(String profiles, String mounts) throws Exception {
        String resources = "src/main/resources/application";
        write(resources + ".properties", "spring.datasource.url=jdbc:h2:file:/store/db");
        write(resources + "-docker.properties", "spring.datasource.url=jdbc:postgresql://db/shop");
        write(resources + "-dev.properties", "spring.datasource.url=jdbc:h2:file:/dev-store/db");
        write(resources + "-cloud.properties", "server.port=80");
        TranslatedProject project =
                built("WORKDIR /app\n", "environment: {SPRING_PROFILES_ACTIVE: '" + profiles + "'}");

        assertThat(mounts(project)).isEqualTo(mounts);
        assertThat(project.codes()).doesNotContain(Code.DATABASE_NOT_KEPT);
    }
}
