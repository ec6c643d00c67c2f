package dev.sild.compose.translate.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
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

/** Named volumes over the packages of an image. */
class PackageVolumesTest {
    private static final String BUILT =
            "FROM node:22\nWORKDIR /app\nCOPY package.json .\nRUN npm install\nCOPY . .\nCMD [\"npm\", \"start\"]\n";

    @TempDir
    Path folder;

    @BeforeEach
    void writeCode() throws Exception {
        Files.writeString(folder.resolve("package.json"), "{\"dependencies\": {\"express\": \"4\"}}");
        Files.writeString(folder.resolve("index.js"), "require('express')");
        Files.writeString(folder.resolve("Dockerfile"), BUILT);
    }

    private TranslatedProject project(String services, String volume) throws Exception {
        return TranslatedProject.of(
                folder, "name: shop\nservices: {" + services + "}\nvolumes: {nm: " + volume + "}\n");
    }

    private static List<Volume> volumes(TranslatedProject project) {
        return project.translation().application().volumes();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "web: {build: ., volumes: ['.:/app', 'nm:/app/node_modules']}",
                "web: {build: ., volumes: ['nm:/app/node_modules', '.:/app']}",
                "web: {build: ., volumes: ['nm:/app/node_modules']}",
                "web: {build: ., volumes: ['.:/app', 'nm:/app/.next']}",
            })
    void areNotMountedOverThoseOfTheBuiltImage(String services) throws Exception {
        TranslatedProject project = project(services, "");

        assertThat(volumes(project)).isEmpty();
        assertThat(project.pod("web").main().mounts()).isEmpty();
        assertThat(project.translation().findings())
                .anyMatch(finding -> finding.code() == Code.BIND_IN_IMAGE
                        && finding.reason().startsWith("the volume 'nm' is not mounted"));
    }

    @Test
    void areFilledInEachPodBelowCodeThatIsCopied() throws Exception {
        Files.writeString(folder.resolve("Dockerfile"), BUILT.replace("COPY . .\n", ""));

        TranslatedProject project = project("web: {build: ., volumes: ['nm:/app/node_modules', '.:/app']}", "");

        assertThat(volumes(project)).noneMatch(Volume.Claim.class::isInstance);
        assertThat(volumes(project))
                .anyMatch(volume -> volume instanceof Volume.Scratch scratch
                        && scratch.seed()
                                .filter(seed -> seed.path().equals("/app/node_modules"))
                                .isPresent());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "web: {build: ., command: 'sh -c \"npm ci && npm start\"', volumes: ['.:/app', 'nm:/app/node_modules']}",
                "web: {build: ., volumes: ['.:/app', 'nm:/app/data']}",
                "web: {image: 'node:22', volumes: ['.:/app', 'nm:/app/node_modules']}",
                "web: {build: ., volumes: ['.:/app', 'nm:/app/node_modules']},"
                        + " tool: {image: 'node:22', volumes: ['nm:/srv/node_modules']}",
                "build: {build: ., command: npm run build, volumes: ['nm:/app/.next']},"
                        + " web: {build: ., volumes: ['nm:/app/.next']}",
                "web: {build: ., volumes: [{type: volume, source: nm, target: /app/node_modules, volume: {nocopy: true}}]}",
            })
    void areClaimsWhereSomethingElseFillsThem(String services) throws Exception {
        assertThat(volumes(project(services, ""))).anyMatch(Volume.Claim.class::isInstance);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{external: true}", "{driver_opts: {type: nfs, o: 'addr=1.2.3.4', device: ':/x'}}"})
    void areKeptWhereTheUserDecidesWhatTheyAre(String volume) throws Exception {
        TranslatedProject project = project("web: {build: ., volumes: ['.:/app', 'nm:/app/node_modules']}", volume);

        assertThat(project.pod("web").main().mounts()).hasSize(1);
    }
}
