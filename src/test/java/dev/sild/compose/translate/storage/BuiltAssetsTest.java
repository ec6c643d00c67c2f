package dev.sild.compose.translate.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.model.Container;
import dev.sild.model.Mount;
import dev.sild.report.Code;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Folders that the build of one image makes, and that a web server in another pod shows. */
class BuiltAssetsTest {
    private static final String COPIES = "FROM php:8.3-fpm\nWORKDIR /srv\nCOPY . .\n";

    @TempDir
    Path folder;

    @BeforeEach
    void project() throws Exception {
        write("public/index.php", "<?php echo 1;");
        write("composer.json", "{}");
        write(".gitignore", "/public/bundles/\n/vendor/\n");
        write("docker/nginx.conf", "server { root /srv/public; location ~ \\.php$ { fastcgi_pass app:9000; } }");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RUN composer install | ./:/srv:ro | /srv/public/bundles",
                "RUN composer install | ./public:/srv/public:ro | /srv/public/bundles",
                "COPY --from=node:20 /a/build public/build | ./:/srv:ro | /srv/public/build",
                "ENV A=b | ./:/srv:ro | ''",
                "RUN composer install | ./docker:/srv/public:ro | ''",
                "COPY --from=node:20 /a/app.js public/app.js | ./:/srv:ro | ''",
            })
    void areCopiedFromThatImage(String instruction, String volume, String path) throws Exception {
        write("Dockerfile", COPIES + instruction + "\n");

        assertThat(built(translated(volume))).isEqualTo(path.isEmpty() ? List.of() : List.of(path));
    }

    @Test
    void theInitContainerHasTheImageAndTheFolders() throws Exception {
        write("Dockerfile", COPIES + "RUN composer install\n");

        TranslatedProject project = translated("./:/srv:ro");

        Container copier = project.pod("web").inits().stream()
                .filter(container -> container.name().startsWith("built-"))
                .findFirst()
                .orElseThrow();
        assertThat(copier.image()).isEqualTo(project.pod("app").main().image());
        assertThat(copier.command().get(copier.command().size() - 1).value()).isEqualTo("/srv/public/bundles");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "RUN composer install | version control leaves it out, and the build of 'app' may make it",
                "COPY --from=node:20 /a/build public/build | the build of 'app' brings it",
            })
    void theReasonSaysHowSureItIs(String instruction, String reason) throws Exception {
        write("Dockerfile", COPIES + instruction + "\n");

        assertThat(translated("./:/srv:ro").reasons(Code.VOLUME_SEEDED))
                .singleElement()
                .asString()
                .contains(reason);
    }

    @Test
    void volumesAreNamedByTheirFolders() throws Exception {
        write("Dockerfile", COPIES + "RUN composer install\n");
        write(".gitignore", "/public/bundles/\n/public/build/\n/public/dist/\n");

        assertThat(translated("./:/srv:ro").pod("web").main().mounts().stream()
                        .filter(mount -> mount.source() instanceof Mount.OfVolume)
                        .map(mount -> ((Mount.OfVolume) mount.source()).name())
                        .filter(name -> name.contains("-built")))
                .containsExactlyInAnyOrder(
                        "web-built-public-build", "web-built-public-bundles", "web-built-public-dist");
    }

    @Test
    void aFolderThatIsNotCopiedIsSaidInTheLog() throws Exception {
        Path missing = folder.resolve("none");

        Process process = new ProcessBuilder("/bin/sh", "-c", BuiltAssets.SCRIPT, "copy", missing.toString()).start();

        assertThat(new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("this image has no folder " + missing);
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void aFolderOfThisMachineIsMounted() throws Exception {
        write("Dockerfile", COPIES + "RUN composer install\n");
        write("public/bundles/app.js", "x");

        assertThat(built(translated("./:/srv:ro"))).isEmpty();
    }

    @Test
    void anImageWithoutTheProjectMakesNone() throws Exception {
        write("Dockerfile", "FROM php:8.3-fpm\nWORKDIR /srv\nRUN composer install\n");

        assertThat(built(translated("./:/srv:ro"))).isEmpty();
    }

    private TranslatedProject translated(String volume) throws Exception {
        return TranslatedProject.of(
                folder,
                "name: shop\nservices:\n  app: {build: .}\n  web: {image: 'nginx:1.27', volumes: ['" + volume
                        + "', './docker/nginx.conf:/etc/nginx/conf.d/default.conf:ro']}\n");
    }

    private static List<String> built(TranslatedProject project) {
        return project.pod("web").main().mounts().stream()
                .filter(mount ->
                        mount.source() instanceof Mount.OfVolume of && of.name().contains("-built"))
                .map(Mount::path)
                .toList();
    }

    private void write(String file, String content) throws Exception {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, content);
    }
}
