package dev.sild.compose.translate.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.model.Container;
import dev.sild.model.Mount;
import dev.sild.model.Volume;
import dev.sild.report.Code;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders in which one service builds what the web server of another serves. */
class BuiltPagesTest {
    private static final String SERVER = "web: {image: 'nginx:1.27', volumes: ['./src:/usr/share/nginx/html']}";

    @TempDir
    Path folder;

    @BeforeEach
    void writeFiles() throws Exception {
        Files.createDirectories(folder.resolve("src"));
        Files.writeString(folder.resolve("src/index.html"), "<script src=dist/x.js></script>");
        Files.writeString(folder.resolve("Dockerfile"), "FROM node:22\nWORKDIR /app\nENTRYPOINT [\"/app/start.sh\"]\n");
    }

    private TranslatedProject project(String services) throws Exception {
        return TranslatedProject.of(folder, "name: shop\nservices: {" + services + "}\n");
    }

    private static List<Volume> claims(TranslatedProject project) {
        return project.translation().application().volumes().stream()
                .filter(Volume.Claim.class::isInstance)
                .toList();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "front: {build: ., volumes: ['./src:/app/src']}, " + SERVER,
                SERVER
                        + ", front: {image: 'python:3.12', command: python manage.py collectstatic, volumes: ['./src:/app/src']}",
            })
    void areOneClaimThatTheBuilderFills(String services) throws Exception {
        TranslatedProject project = project(services);

        assertThat(claims(project)).hasSize(1);
        Mount built = project.pod("front").main().mounts().get(0);
        Mount served = project.pod("web").main().mounts().get(0);
        assertThat(served.source()).isEqualTo(built.source());
        assertThat(built.readOnly()).isFalse();
        assertThat(project.pod("front").inits()).extracting(Container::name).contains("fill-front");
        assertThat(project.pod("web").inits()).extracting(Container::name).doesNotContain("fill-web");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "front: {build: ., volumes: ['./src:/app/src:ro']}, " + SERVER,
                "front: {build: ., volumes: ['./src:/app/src']}",
                "app: {image: 'example/fpm:1', volumes: ['./src:/var/www']}, " + SERVER,
            })
    void areNoClaimWhereNothingBuildsOrServesThem(String services) throws Exception {
        assertThat(claims(project(services))).isEmpty();
    }

    @Test
    void areNoClaimAtTheRootOfAProjectWithItsPackages() throws Exception {
        Files.writeString(folder.resolve("src/package.json"), "{}");

        assertThat(claims(project("front: {build: ., volumes: ['./src:/app/src']}, " + SERVER)))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"a.css", "package.json"})
    void envFilesAreNotShownToBrowsers(String other) throws Exception {
        for (String name : List.of(".env", ".env.production", other)) {
            Files.writeString(folder.resolve("src").resolve(name), "{}");
        }
        TranslatedProject project = project(SERVER.replace("html'", "html:ro'"));
        assertThat(project.translation().application().files().stream()
                        .flatMap(files -> files.entries().stream())
                        .map(dev.sild.model.Files.Entry::path))
                .containsExactlyInAnyOrder("index.html", other);
        assertThat(project.reasons(Code.FILES_LEFT_OUT))
                .singleElement()
                .asString()
                .contains(".env.production");
    }

    @ParameterizedTest
    @ValueSource(strings = {".env\n", "dist\n"})
    void envFilesAreNotMountedOverTheImageOfAServer(String ignored) throws Exception {
        Files.writeString(folder.resolve("Dockerfile"), "FROM nginx:1.27\nCOPY . /usr/share/nginx/html\n");
        Files.writeString(folder.resolve(".env"), "DB_PASSWORD=hunter2xyz\n");
        Files.writeString(folder.resolve("package.json"), "{}");
        Files.writeString(folder.resolve("index.html"), "<p>");
        Files.writeString(folder.resolve(".dockerignore"), ignored);
        TranslatedProject project = project("web: {build: ., volumes: ['.:/usr/share/nginx/html']}");
        assertThat(project.pod("web").main().mounts()).isEmpty();
        assertThat(project.translation().findings().stream().map(Object::toString))
                .noneMatch(finding -> finding.contains("/usr/share/nginx/html/.env"));
    }
}
