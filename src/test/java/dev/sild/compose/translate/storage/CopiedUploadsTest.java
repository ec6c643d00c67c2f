package dev.sild.compose.translate.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a program writes below source code that each pod has a copy of. */
class CopiedUploadsTest {
    private static final String CODE = "move_uploaded_file($tmp, 'images/' . $name);";

    @TempDir
    Path folder;

    @BeforeEach
    void writeSite() throws Exception {
        write("site/up.php", "<?php\n" + CODE);
        write("php/Dockerfile", "FROM php:8.4-fpm\nRUN docker-php-ext-install mysqli\n");
    }

    private void write(String file, String text) throws Exception {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    private TranslatedProject project(String services) throws Exception {
        return TranslatedProject.of(folder, "name: shop\nservices:\n" + services);
    }

    private String mounts(TranslatedProject project, String service) {
        return project.pod(service).containers().get(0).mounts().stream()
                .map(mount -> mount.path())
                .toList()
                .toString();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "image: 'php:8.4-apache'",
                "build: php",
            })
    void hasAClaim(String program) throws Exception {
        TranslatedProject project = project("  web: {" + program + ", volumes: ['./site:/var/www/html']}\n");

        assertThat(mounts(project, "web")).isEqualTo("[/var/www/html, /var/www/html/images]");
    }

    @Test
    void theProjectsFilesAreThere() throws Exception {
        write("site/images/a.svg", "a");
        TranslatedProject project = project("  web: {build: php, volumes: ['./site:/var/www/html']}\n");

        assertThat(project.inits("web")).contains("fill-web");
        assertThat(project.translation().application().files())
                .flatExtracting(dev.sild.model.Files::entries)
                .extracting(dev.sild.model.Files.Entry::path)
                .containsExactlyInAnyOrder("up.php", "a.svg");
    }

    /** PHP answers requests as another user than root, to whom a new claim belongs. */
    @Test
    void aNewClaimIsOpenedForAServerThatChangesItsUser() throws Exception {
        assertThat(project("  web: {image: 'php:8.4-apache', volumes: ['./site:/var/www/html']}\n")
                        .inits("web"))
                .contains("fill-web");
        assertThat(project("  web: {image: 'php:8.4-cli', command: [php, -S, '0.0.0.0:80'],"
                                + " volumes: ['./site:/var/www/html']}\n")
                        .inits("web"))
                .doesNotContain("fill-web");
    }

    /** The folder of an image belongs to root unless the Dockerfile gives it to another. */
    @Test
    void aClaimBelowCodeOfAnImageIsOpenedAsWell() throws Exception {
        write("site/Dockerfile", "FROM php:8.4-apache\nWORKDIR /var/www/html\nCOPY . .\n");
        TranslatedProject project = project("  web: {build: site, volumes: ['./site:/var/www/html']}\n");

        assertThat(mounts(project, "web")).isEqualTo("[/var/www/html/images]");
        assertThat(project.inits("web")).contains("fill-web");
    }

    @Test
    void aWebServerBesideItShowsThem() throws Exception {
        TranslatedProject project = project("  web: {image: 'nginx:1.28', volumes: ['./site:/var/www/html:ro']}\n"
                + "  php: {build: php, volumes: ['./site:/var/www/html']}\n");

        assertThat(mounts(project, "web")).contains("/var/www/html/images");
        assertThat(mounts(project, "php")).contains("/var/www/html/images");
    }

    @Test
    void aFolderWithCodeIsNone() throws Exception {
        write("site/images/show.php", "<?php");

        assertThat(mounts(project("  web: {image: 'php:8.4-apache', volumes: ['./site:/var/www/html']}\n"), "web"))
                .isEqualTo("[/var/www/html]");
    }

    /** The copy of the code has none of them either: the claim would hide them. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "images/a.png | site/images/ | becomes the claim 'shop-site-images', which starts without its files",
                "images/a.png | images/* | becomes the claim 'shop-site-images', which starts without its files",
                "images/shop.db | none | becomes the claim 'shop-site-images', which starts without its files",
                "images/shop.db | keeps | the claim at /var/www/html/images starts without shop.db",
                "images/.gitkeep | site/images/ |",
                "images/a.png | none |",
            })
    void filesThatAreNotCopiedAreATask(String file, String ignored, String reason) throws Exception {
        write("site/" + file, "a");
        write(ignored.startsWith("site") ? ".gitignore" : "site/.gitignore", ignored + "\n");
        if (ignored.equals("keeps")) {
            write("site/images/a.svg", "a");
        }

        List<String> reasons =
                project("  web: {build: php, volumes: ['./site:/var/www/html']}\n").translation().findings().stream()
                        .filter(finding -> finding.code() == Code.CLAIM_TO_FILL)
                        .map(Finding::reason)
                        .toList();
        assertThat(reasons).hasSize(reason == null ? 0 : 1).allMatch(each -> each.endsWith(reason));
    }

    /** Each pod has a copy: a claim would bind all of them to one node. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "deploy: {mode: global}",
                "deploy: {replicas: 2}",
                "scale: 2",
                "x-sild: {kind: DaemonSet}",
                "labels: {kompose.hpa.cpu: 50}"
            })
    void severalPodsHaveNoClaim(String pods) throws Exception {
        String web = "image: 'php:8.4-apache', volumes: ['./site:/var/www/html']";
        assertThat(mounts(project("  web: {" + web + ", " + pods + "}\n"), "web"))
                .isEqualTo("[/var/www/html]");
        write("site/images/a.svg", "a");
        assertThat(mounts(project("  web: {" + web + ", " + pods + "}\n  other: {" + web + "}\n"), "web"))
                .isEqualTo("[/var/www/html]");
    }

    @Test
    void podsOfEachNodeShareNoClaim() throws Exception {
        String web = "image: 'php:8.4-apache', volumes: ['./site:/var/www/html']";
        assertThat(mounts(project("  web: {" + web + ", deploy: {mode: global}}\n  other: {" + web + "}\n"), "web"))
                .isEqualTo("[/var/www/html]");
    }

    /** A file cannot be renamed from one volume to another. */
    @ParameterizedTest
    @CsvSource(
            delimiterString = " | ",
            quoteCharacter = '~',
            value = {
                "a.js | require('multer')({ dest: 'up/' }); fs.rename(req.file.path, 'public/' + id, done); | [/app]",
                "a.js | require('multer')({ dest: 'up/' });\\nfs.renameSync(f, to) | [/app]",
                "a.js | require('multer')({ dest: 'up/' }); | [/app, /app/up]",
                "a.py | open('uploads/' + name, 'wb')\\nos.replace('uploads/' + name, to) | [/app]",
                "a.py | open('uploads/' + name, 'wb')\\nname.replace('a', 'b') | [/app, /app/uploads]",
                "a.go | os.Create(\"uploads/\" + name)\\nos.Rename(a, b) | [/app]",
            })
    void foldersOfFilesThatAreRenamedHaveNoClaim(String file, String text, String mounts) throws Exception {
        write("code/" + file, text.replace("\\n", "\n"));
        write("code/b.js", "fs.rename(a, b)");

        assertThat(mounts(
                        project("  web: {image: 'node:22', working_dir: /app, command: node a.js,"
                                + " volumes: ['./code:/app']}\n"),
                        "web"))
                .isEqualTo(mounts);
    }

    @Test
    void anotherFileMayRenameThem() throws Exception {
        write("code/a.js", "require('multer')({ dest: 'up/' });");
        write("code/b.js", "await fs.promises.rename(req.file.path, 'public/' + id);");

        assertThat(mounts(
                        project("  web: {image: 'node:22', working_dir: /app, command: node a.js,"
                                + " volumes: ['./code:/app']}\n"),
                        "web"))
                .isEqualTo("[/app]");
    }
}
