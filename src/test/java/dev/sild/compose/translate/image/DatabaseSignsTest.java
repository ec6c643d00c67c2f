package dev.sild.compose.translate.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.model.Mount;
import dev.sild.model.Port;
import dev.sild.report.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Databases in images that nobody knows: what their service sets and opens says which database they are. */
class DatabaseSignsTest {
    @TempDir
    Path folder;

    @BeforeEach
    void scripts() throws Exception {
        Files.createDirectories(folder.resolve("init"));
        Files.writeString(folder.resolve("init/shop.sql"), "create database shop;\n");
    }

    private TranslatedProject project(String service) throws Exception {
        return TranslatedProject.of(
                folder, "name: shop\nservices:\n  it: {" + service + "}\nvolumes: {data: , backups: }\n");
    }

    private static List<String> claimed(TranslatedProject project) {
        return project.pod("it").mounts().stream()
                .filter(mount -> mount.source() instanceof Mount.OfVolume volume
                        && volume.name().startsWith("it-data"))
                .map(Mount::path)
                .toList();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "MYSQL_ROOT_PASSWORD | ports: ['3306:3306'] | /var/lib/mysql",
                "MYSQL_ROOT_PASSWORD_FILE | expose: ['3306/tcp'] | /var/lib/mysql",
                "MYSQL_ALLOW_EMPTY_PASSWORD | expose: [3306] | /var/lib/mysql",
                "MYSQL_RANDOM_ROOT_PASSWORD | expose: [3306] | /var/lib/mysql",
                "MARIADB_ROOT_PASSWORD | volumes: ['./init:/docker-entrypoint-initdb.d'] | /var/lib/mysql",
                "MARIADB_ALLOW_EMPTY_ROOT_PASSWORD | volumes: ['./init/shop.sql:/docker-entrypoint-initdb.d/1.sql']"
                        + " | /var/lib/mysql",
                "POSTGRES_PASSWORD | ports: ['15432:5432'] | /var/lib/postgresql/data",
                "POSTGRES_HOST_AUTH_METHOD | volumes: ['./init:/docker-entrypoint-initdb.d/']"
                        + " | /var/lib/postgresql/data",
                "MONGO_INITDB_ROOT_USERNAME | expose: [27017] | /data/db",
            })
    void areServersByWhatTheirServiceSetsAndOpens(String variable, String place, String data) throws Exception {
        TranslatedProject project = project("image: 'me/db:2', environment: {" + variable + ": x}, " + place);
        assertThat(claimed(project)).containsExactly(data);
        assertThat(project.codes()).contains(Code.CLAIM_ADDED);
    }

    /** The scripts say that it is a server, whose port is the usual one. */
    @Test
    void listenAtTheUsualPort() throws Exception {
        TranslatedProject project = project("image: me/db, environment: {POSTGRES_PASSWORD: x},"
                + " volumes: ['./init:/docker-entrypoint-initdb.d']");
        assertThat(project.endpoint("it").ports()).extracting(Port::number).containsExactly(5432);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                // A client has the password, too.
                "image: me/web, environment: {MYSQL_ROOT_PASSWORD: x}, ports: ['80:80']",
                "image: me/web, environment: {POSTGRES_PASSWORD: x, PGHOST: db}",
                "image: me/web, environment: {MONGO_INITDB_ROOT_USERNAME: x}, expose: [5432]",
                "image: me/web, ports: ['3306:3306']",
                // Its machine's port says nothing.
                "image: me/web, environment: {MYSQL_ROOT_PASSWORD: x}, ports: ['3306:80']",
                // Its data is kept.
                "image: me/db, environment: {MYSQL_ROOT_PASSWORD: x}, expose: [3306], volumes: ['data:/var/lib/mysql']",
                "image: me/db, environment: {POSTGRES_PASSWORD: x}, expose: [5432],"
                        + " volumes: ['data:/var/lib/postgresql']",
                "image: me/db, environment: {POSTGRES_PASSWORD: x}, expose: [5432], volumes: ['data:/bitnami/data']",
                "image: me/db, environment: {MYSQL_ROOT_PASSWORD: x}, expose: [3306], tmpfs: [/var/lib/mysql]",
                // These keep it elsewhere, or are another program.
                "image: phpmyadmin:5, environment: {MYSQL_ROOT_PASSWORD: x}, expose: [3306]",
                "build: {dockerfile_inline: FROM nginx}, environment: {MYSQL_ROOT_PASSWORD: x}, expose: [3306]",
            })
    void areNoneWithoutThem(String service) throws Exception {
        assertThat(claimed(project(service))).isEmpty();
    }

    /** None of these has the data. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "backups:/backups",
                "backups:/backups/mysql",
                "backups:/var/log/mysql",
                "backups:/data:ro",
                "./init/shop.sql:/data/shop.sql",
                "./init:/srv/mysql-dumps"
            })
    void keepTheirDataBesideOtherMounts(String mount) throws Exception {
        assertThat(claimed(project("image: me/db, environment: {MYSQL_ROOT_PASSWORD: x}, expose: [3306],"
                        + " volumes: ['" + mount + "']")))
                .containsExactly("/var/lib/mysql");
    }
}
