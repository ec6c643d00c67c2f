package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.Tree;
import dev.sild.layout.Fixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Generated ConfigMaps and Secrets are called what those that read them call them, and pods notice another content. */
@OnControlPlane
class KustomizeGeneratorsTest {
    private final ControlPlane plane;

    @TempDir
    private Path folder;

    KustomizeGeneratorsTest(ControlPlane plane) {
        this.plane = plane;
    }

    @BeforeEach
    void makeTheProject() throws IOException {
        Files.writeString(folder.resolve("web.conf"), "worker 1;\n");
    }

    @Test
    void podsRollForAnotherContentOfAFile() throws IOException {
        compose("services: {web: {image: 'nginx:1.28', volumes: ['./web.conf:/etc/nginx/nginx.conf:ro']}}");
        convert();
        String before = template(base(), "Deployment", "web");
        Files.writeString(folder.resolve("web.conf"), "worker 2;\n");
        convert();
        String after = template(base(), "Deployment", "web");

        assertThat(after).isNotEqualTo(before).doesNotContain("sild.dev/files");
        assertThat(folder.resolve("k8s/base/configs/web-conf/web.conf")).hasContent("worker 2;\n");
    }

    @Test
    void anOverlayReplacesTheContentOfAFile() throws IOException {
        compose("services: {web: {image: 'nginx:1.28', volumes: ['./web.conf:/etc/nginx/nginx.conf:ro']}}");
        convert();
        String before = template(base(), "Deployment", "web");
        Path example = folder.resolve("k8s/overlays/example");
        Files.writeString(example.resolve("web.conf"), "worker 8;\n");
        uncomment(example, "configMapGenerator:");
        List<Map<String, Object>> built = build("k8s/overlays/example");

        assertThat(Tree.strings(named(built, "ConfigMap", "web-conf-"), "data"))
                .containsExactly(Map.entry("web.conf", "worker 8;\n"));
        assertThat(template(built, "Deployment", "web")).isNotEqualTo(before);
    }

    @Test
    void aNameThatKustomizeCannotRewriteStaysAndThePodHasAHash() throws IOException {
        compose("""
                services:
                  web: {image: 'nginx:1.28', volumes: ['./web.conf:/etc/nginx/nginx.conf:ro']}
                  watcher: {image: 'example/kubectl:1', command: [kubectl, get, configmap/web-conf, --watch]}
                """);
        convert();

        assertThat(Tree.map(named(base(), "ConfigMap", "web-conf"), "metadata")).containsEntry("name", "web-conf");
        assertThat(template(base(), "Deployment", "web")).contains("sild.dev/files", "web-conf");
    }

    @Test
    void aJobThatCannotBeChangedKeepsTheNameOfItsSecret() throws IOException {
        compose("""
                services:
                  db: {image: 'postgres:17', environment: {POSTGRES_PASSWORD: geheim}}
                  migrate: {image: example/migrate:1, restart: 'no', environment: {TOKEN: geheim}}
                """);
        convert();
        String job = template(base(), "Job", "migrate-");
        Path value = folder.resolve("k8s/base/secrets/migrate-env/TOKEN");
        Files.writeString(value, "other");

        assertThat(template(base(), "Job", "migrate-")).isEqualTo(job).contains("name=migrate-env}");
        assertThat(names(base(), "Secret")).contains("migrate-env").anyMatch(name -> name.matches("db-env-.{10}"));
    }

    @Test
    void filesWhoseNamesGitOrFluxReadAreCalledOtherwise() throws IOException {
        Files.createDirectory(folder.resolve("site"));
        for (String name : List.of(".sourceignore", "_.sourceignore", "README", "readme")) {
            Files.writeString(folder.resolve("site").resolve(name), name + "\r\n");
        }
        compose("services: {web: {image: 'nginx:1.28', volumes: ['./site:/usr/share/nginx/html:ro']}}");
        convert();

        assertThat(folder.resolve("k8s/base/configs/web-site")).isDirectoryNotContaining("glob:**/.*");
        assertThat(Tree.strings(named(base(), "ConfigMap", "web-site-"), "data"))
                .containsOnly(
                        Map.entry(".sourceignore", ".sourceignore\r\n"),
                        Map.entry("_.sourceignore", "_.sourceignore\r\n"),
                        Map.entry("README", "README\r\n"),
                        Map.entry("readme", "readme\r\n"));
    }

    @Test
    void filesThatAreNoLongerNeededAreRemoved() throws IOException {
        compose("services: {web: {image: 'nginx:1.28', volumes: ['./web.conf:/etc/nginx/nginx.conf:ro']}}");
        convert();
        compose("services: {web: {image: 'nginx:1.28'}}");
        convert();

        assertThat(folder.resolve("k8s/base/configs")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "prod"})
    void eachSectionOfTheExampleChangesWhatItSays(String namespace) throws IOException {
        compose("""
                services:
                  web:
                    image: 'nginx:1.28'
                    ports: ['8080:80']
                    environment: {TOKEN: geheim}
                    volumes: ['./web.conf:/etc/nginx/nginx.conf:ro', 'data:/data']
                  debug: {image: 'busybox:1.37', command: [sleep, '1000'], profiles: [debug]}
                volumes: {data: }
                """);
        List<String> arguments = namespace.isEmpty() ? List.of() : List.of("-n", namespace);
        new Fixture("shop", folder, Map.of(), arguments).convert("--layout", "kustomize", "-o", "k8s/");
        Path example = folder.resolve("k8s/overlays/example");
        Files.writeString(example.resolve("web.conf"), "worker 8;\n");
        Files.writeString(example.resolve("TOKEN"), "other");
        String text = Files.readString(example.resolve("kustomization.yaml"));
        List<String> sections =
                text.lines().filter(line -> line.matches("#[a-zA-Z]+:.*")).toList();

        assertThat(sections).hasSizeGreaterThanOrEqualTo(6);
        for (String section : sections) {
            Files.writeString(example.resolve("kustomization.yaml"), text);
            uncomment(example, section.substring(1));
            if (section.startsWith("#images:")) {
                Path file = example.resolve("kustomization.yaml");
                Files.writeString(file, Files.readString(file).replace("\"1.28\"", "\"1.29\""));
            }
            assertThat(build("k8s/overlays/example")).as(section).isNotEqualTo(base());
        }
    }

    private void compose(String text) throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), "name: shop\n" + text);
    }

    private void convert() {
        new Fixture("shop", folder, Map.of(), List.of()).convert("--layout", "kustomize", "-o", "k8s/");
    }

    /** Removes the {@code #} of one section. */
    private static void uncomment(Path overlay, String first) throws IOException {
        Path file = overlay.resolve("kustomization.yaml");
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        for (int i = lines.indexOf("#" + first);
                i < lines.size() && lines.get(i).startsWith("#");
                i++) {
            lines.set(i, lines.get(i).substring(1));
        }
        Files.write(file, lines);
    }

    private List<Map<String, Object>> base() {
        return build("k8s/base");
    }

    private List<Map<String, Object>> build(String kustomization) {
        return Tree.documents(
                plane.kubectl("kustomize", folder.resolve(kustomization).toString())
                        .require());
    }

    private static String template(List<Map<String, Object>> objects, String kind, String name) {
        return Tree.map(named(objects, kind, name), "spec", "template").toString();
    }

    private static List<String> names(List<Map<String, Object>> objects, String kind) {
        return objects.stream()
                .filter(each -> Tree.text(each, "kind").equals(kind))
                .map(each -> Tree.text(each, "metadata", "name"))
                .toList();
    }

    private static Map<String, Object> named(List<Map<String, Object>> objects, String kind, String prefix) {
        return objects.stream()
                .filter(each -> Tree.text(each, "kind").equals(kind)
                        && Tree.text(each, "metadata", "name").startsWith(prefix))
                .findFirst()
                .orElseThrow();
    }
}
