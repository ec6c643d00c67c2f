package dev.sild.compose.translate.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.model.Container;
import dev.sild.model.Text;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Symbolic links that lead to a path of the container. */
class ContainerLinksTest {
    @TempDir
    Path folder;

    @BeforeEach
    void makeProject() throws Exception {
        Files.createDirectories(folder.resolve("site/public"));
        Files.writeString(folder.resolve("site/public/index.php"), "<?php");
        Files.writeString(folder.resolve("site/composer.json"), "{}");
    }

    private void link(String path, String target) throws Exception {
        Files.createSymbolicLink(folder.resolve(path), Path.of(target));
    }

    private TranslatedProject project(String service) throws Exception {
        return TranslatedProject.of(folder, "name: shop\nservices: {web: {image: nginx, " + service + "}}\n");
    }

    private static List<Text> copier(TranslatedProject project) {
        return project.pod("web").inits().stream()
                .filter(init -> init.name().equals("copy-code-web"))
                .map(Container::command)
                .findFirst()
                .orElseThrow();
    }

    private static List<String> outside(TranslatedProject project) {
        return project.translation().findings().stream()
                .filter(finding -> finding.code() == Code.BIND_OUTSIDE)
                .map(Finding::reason)
                .toList();
    }

    @Test
    void areInTheCopyWhereAMountHasTheTarget() throws Exception {
        link("site/public/storage", "/var/www/storage/app/public");
        link("site/media", "/srv/media/../media");
        link("site/$(id)", "/var/www/`id`");

        TranslatedProject project = project("volumes: ['./site:/var/www', '/srv/media']");

        assertThat(copier(project))
                .containsSubsequence(Text.listOf(List.of("link", "0/$(id)", "/var/www/`id`")))
                .containsSubsequence(Text.listOf(List.of("link", "0/public/storage", "/var/www/storage/app/public")));
        assertThat(outside(project)).isEmpty();
    }

    /**
     * The script makes places for mounts in a copy that is only read, and a place cannot be made through such a link.
     */
    @Test
    void areNotMadeWhereSomethingElseIsMounted() throws Exception {
        link("site/public/storage", "/var/www/storage/app/public");
        link("site/cache", "/var/www/storage/cache");
        link("site/secrets", "/var/www/storage/secrets");
        link("site/public/store", "/var/www/storage/store");

        TranslatedProject project = project("volumes: ['./site:/var/www:ro', '/var/www/public/storage'],"
                + " tmpfs: ['/var/www/cache/pages'],"
                + " configs: [{source: key, target: /var/www/secrets/key}]}, other: {image: nginx}}\n"
                + "configs: {key: {content: x}}\n#");

        assertThat(copier(project))
                .doesNotContain(Text.of("0/public/storage"), Text.of("0/cache"), Text.of("0/secrets"))
                .contains(Text.of("0/public/storage/"), Text.of("0/cache/pages/"), Text.of("0/secrets/key"))
                .containsSubsequence(Text.listOf(List.of("link", "0/public/store", "/var/www/storage/store")));
        assertThat(outside(project)).isEmpty();
    }

    @Test
    void areNotCarriedWhereNoMountHasTheTarget() throws Exception {
        link("site/etc", "/var/www/../../etc/passwd-of-nobody");
        link("site/beside", "/var/www2/x");

        TranslatedProject project = project("volumes: ['./site:/var/www']");

        assertThat(copier(project)).doesNotContain(Text.of("link"));
        assertThat(outside(project))
                .containsExactly("not read, because it is outside the project root or unreadable:" + " beside, etc");
    }

    @Test
    void haveARemedyWhereNothingMakesThem() throws Exception {
        Files.createDirectories(folder.resolve("pages"));
        Files.writeString(folder.resolve("pages/index.html"), "x");
        link("pages/media", "/usr/share/nginx/html/files");
        link("pages/own", "/usr/share/nginx/html/files");

        TranslatedProject project =
                project("volumes: ['./pages:/usr/share/nginx/html:ro', '/usr/share/nginx/html/own']");

        assertThat(project.translation().findings())
                .filteredOn(finding -> finding.code() == Code.BIND_LINK)
                .extracting(Finding::reason, Finding::remedy)
                .containsExactly(org.assertj.core.api.Assertions.tuple(
                        "the link media leads to a path of the container and is left out of /usr/share/nginx/html",
                        "build an image that has the folder with its links"));
    }
}
