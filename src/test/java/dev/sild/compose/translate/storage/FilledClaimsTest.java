package dev.sild.compose.translate.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.model.Text;
import dev.sild.report.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which folders of the project become claims that have its files, too. */
class FilledClaimsTest {
    @TempDir
    Path folder;

    private void write(String file, String text) throws Exception {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private boolean isFilled(String service) throws Exception {
        return TranslatedProject.of(folder, "name: shop\nservices: {web: {" + service + "}}\n").inits("web").stream()
                .anyMatch("fill-web"::equals);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "wordpress:6 | ./site:/var/www/html/wp-content | site/a.css | true",
                "wordpress:6 | ./site:/var/www/html/wp-content/themes/mine | site/a.php | true",
                "wordpress:6 | ./site:/var/www/html | site/a.php | true",
                "wordpress:6 | ./site:/var/www/html/wp-content:ro | site/a.css | false",
                "wordpress:6 | ./site:/srv/site | site/a.css | false",
                "wordpress:6 | ./none:/var/www/html/wp-content | site/a.css | false",
                "drupal:11 | ./site:/opt/drupal/web/sites/default/files | site/a.png | true",
                "nextcloud:31 | ./site:/var/www/html/custom_apps | site/a.php | true",
                "example/web:1 | ./uploads:/srv/pictures | uploads/first.png | true",
                "example/web:1 | ./site:/srv | site/public/media/a.png | true",
                "example/web:1 | ./site:/srv | site/a.png | false",
                "example/web:1 | ./site:/srv | site/a/b/uploads/a.png | false",
                "example/web:1 | ./site:/srv | site/media/models.py | false",
                "php:8-apache | ./site:/var/www/html | site/uploads/a.png | true",
                "nginx:1.28 | ./site:/usr/share/nginx/html | site/uploads/a.png | false",
                "postgres:17 | ./uploads:/docker-entrypoint-initdb.d | uploads/a.sql | false",
            })
    void becomesOne(String image, String volume, String file, boolean filled) throws Exception {
        write(file, "a");

        assertThat(isFilled("image: '" + image + "', volumes: ['" + volume + "']"))
                .isEqualTo(filled);
    }

    /** What is too large for the manifests cannot be copied from them. */
    @Test
    void tooLargeOnesAreNotFilled() throws Exception {
        write("site/a.css", "a".repeat(2 << 20));

        assertThat(isFilled("image: 'wordpress:6', volumes: ['./site:/var/www/html/wp-content']"))
                .isFalse();
    }

    /** The list of copied files has one name in a line. */
    @Test
    void namesWithLineBreaksAreLeftOutAndReported() throws Exception {
        write("uploads/new\nline.txt", "a");
        write("uploads/plain.txt", "a");

        TranslatedProject project = TranslatedProject.of(
                folder, "services: {web: {image: 'wordpress:6', volumes: ['./uploads:/var/www/html/wp-content']}}\n");

        assertThat(project.translation().application().files())
                .flatExtracting(dev.sild.model.Files::entries)
                .extracting(dev.sild.model.Files.Entry::path)
                .containsExactly("plain.txt");
        assertThat(project.translation().findings())
                .extracting(Finding::reason)
                .contains(
                        "files whose names have line breaks are not copied to /var/www/html/wp-content: new\nline.txt");
    }

    /** The program that ran here left it; a new installation begins its own. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "ghost:5 | ./site:/var/lib/ghost/content | data/ghost.db | rows",
                "ghost:5 | ./site:/var/lib/ghost/content | data/ghost-prod | 'SQLite format 3\0'",
                "ghost:5 | ./site:/var/lib/ghost/content | data/ghost-prod-wal.db-wal | rows",
                "example/web:1 | ./site:/srv | uploads/index.rdb | rows",
            })
    void foldersWithDatabasesAreNotFilled(String image, String volume, String file, String content) throws Exception {
        write("site/themes/uploads/a.css", "a");
        String service = "image: '" + image + "', volumes: ['" + volume + "']";
        assertThat(isFilled(service)).isTrue();

        write("site/" + file, content);
        assertThat(isFilled(service)).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"COPY site /var/www/html/wp-content, false", "RUN docker-php-ext-install gd, true"})
    void anImageThatIsBuiltHasItsOwn(String instruction, boolean filled) throws Exception {
        write("site/a.css", "a");
        write("Dockerfile", "FROM wordpress:6\n" + instruction + "\n");

        assertThat(isFilled("build: ., volumes: ['./site:/var/www/html/wp-content']"))
                .isEqualTo(filled);
    }

    @ParameterizedTest
    @CsvSource({"uploads/, true", "cache/, false"})
    void whatVersionControlLeavesOutIsKept(String line, boolean filled) throws Exception {
        write("site/index.js", "save('uploads'); save('cache')");
        write(".gitignore", line);

        assertThat(isFilled("image: 'node:22', volumes: ['./site:/srv']")).isEqualTo(filled);
    }

    /** Package managers read files of the project. */
    @Test
    void packagesAreInstalledWhenItIsFilled() throws Exception {
        write("package.json", "{\"dependencies\": {\"express\": \"5.0.0\"}}");
        write("server.js", "serve()");
        write("uploads/logo.txt", "a");
        String service = "image: 'node:22', working_dir: /app, command: node server.js, volumes: ['.:/app']";

        assertThat(TranslatedProject.of(folder, "name: shop\nservices: {web: {" + service + "}}\n")
                        .inits("web"))
                .containsExactly("fill-web", "install-packages-web");
    }

    @ParameterizedTest
    @CsvSource({
        "id_ed25519, a, rw-------, true",
        "host_key, -----BEGIN OPENSSH PRIVATE KEY-----, rw-------, true",
        "id_ed25519, a, rw-r--r--, false",
        "a.png, a, rw-------, false"
    })
    void keysStayTheirOwners(String file, String text, String mode, boolean kept) throws Exception {
        write("uploads/" + file, text);
        Files.setPosixFilePermissions(folder.resolve("uploads/" + file), PosixFilePermissions.fromString(mode));
        TranslatedProject project = TranslatedProject.of(
                folder,
                "name: shop\nservices: {web: {image: 'example/web:1', user: '7', volumes: ['./uploads:/srv/up']}}\n");

        assertThat(project.pod("web").inits().get(0).command().contains(Text.of("0/" + file)))
                .isEqualTo(kept);
    }

    /** A pod that only reads may start first; without root it could not fill the claim, and would not start. */
    @ParameterizedTest
    @CsvSource({"false, true", "true, false"})
    void isFilledByItsReadersUnlessTheyAreRestricted(boolean restricted, boolean filled) throws Exception {
        write("site/a.css", "a");
        TranslatedProject project = TranslatedProject.of(
                folder,
                "name: shop\nservices:\n"
                        + "  web: {image: 'wordpress:6', volumes: ['./site:/var/www/html/wp-content']}\n"
                        + "  reader: {image: 'example/reader:1', volumes: ['./site:/srv/site:ro']}\n",
                TranslateOptions.builder().restricted(restricted).build());

        assertThat(project.inits("web")).contains("fill-web");
        assertThat(project.inits("reader").contains("fill-reader")).isEqualTo(filled);
    }
}
