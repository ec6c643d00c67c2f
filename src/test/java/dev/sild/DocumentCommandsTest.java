package dev.sild;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.adopt.AdoptCase;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the pages about converting and podman show has the effect that they describe. */
class DocumentCommandsTest extends DocumentText {
    private static final Path CONVERT = Path.of("docs", "convert.md");
    private static final Pattern DELETE = Pattern.compile("kubectl delete (\\S+)\\s+-l (\\S+)");

    @TempDir
    Path folder;

    @Test
    void thePatchesOfThePageApplyToTheOutputOfItsCommand() throws IOException {
        write(
                "compose.yaml",
                "services: {web: {image: 'example/web:1', ports: ['8080:80'], environment: {DEBUG: '1'}}}\n");
        write("patches.yaml", yaml(CONVERT, "# patches.yaml\n").get(0));

        run(command("convert", "--patch"));

        assertThat(Files.readString(folder.resolve("k8s/web.yaml")))
                .contains("priorityClassName: high", "cert-manager.io/cluster-issuer: letsencrypt")
                .doesNotContain("DEBUG");
    }

    @Test
    void theHintsOfThePageAreKnown() throws IOException {
        write("compose.yaml", yaml(CONVERT, "x-sild:\n").get(0));

        run(List.of("convert", "--strict", "-o", "k8s/"));

        assertThat(Files.readString(folder.resolve("k8s/db.yaml"))).contains("kind: StatefulSet");
    }

    @Test
    void theCommandsThatDeleteSelectTheObjectsOfAServiceAndTheWorkloadsOfAProject() throws IOException {
        write("compose.yaml", """
                name: shop
                services:
                  web: {image: example/web:1, ports: ["80"], environment: {TOKEN: s3cret-0f-web}}
                  worker: {image: example/worker:1, expose: ["81"], environment: {TOKEN: s3cret-0f-worker}, volumes: ["./worker.conf:/etc/worker.conf"]}
                """);
        write("worker.conf", "a = 1\n");
        run(List.of("convert", "-o", "k8s/"));
        List<List<String>> deletions = DELETE.matcher(read(CONVERT).replace("\\\n", " "))
                .results()
                .map(command -> List.of(command.group(1), command.group(2)))
                .toList();

        assertThat(deletions).hasSize(2);
        assertThat(selected(deletions.get(0)))
                .containsExactlyInAnyOrder(
                        "ConfigMap worker-conf", "Secret worker-env", "Service worker", "Deployment worker");
        assertThat(selected(deletions.get(1))).containsExactlyInAnyOrder("Deployment web", "Deployment worker");
    }

    @Test
    void unitsThatAreInstalledAgainReplaceThoseOfBefore() throws IOException, InterruptedException {
        write(
                "compose.yaml",
                "name: web-stack\nservices: {nginx: {image: 'nginx:1.28', environment: {PASSWORD: s3cret-0f-n}}}\n");
        run(command("convert", "--layout quadlet "));
        String install = read(Path.of("docs", "podman.md"))
                .lines()
                .filter(line -> line.startsWith("mkdir -p ~") || line.startsWith("cp -r units"))
                .reduce("", (one, other) -> one + other + "\n");

        assertThat(install.lines()).hasSize(2);
        for (int times = 0; times < 2; times++) {
            ProcessBuilder shell = new ProcessBuilder("sh", "-ec", install)
                    .directory(folder.toFile())
                    .redirectErrorStream(true);
            shell.environment().put("HOME", folder.toString());
            Process process = shell.start();
            assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .isEmpty();
            assertThat(process.waitFor()).isZero();
        }

        Path installed = folder.resolve(".config/containers/systemd/web-stack");
        assertThat(installed.resolve("web-stack-nginx.container")).exists();
        assertThat(installed.resolve("units")).doesNotExist();
    }

    /** Returns the first command of the page that begins with {@code name} and contains {@code part}. */
    private static List<String> command(String name, String part) {
        return Stream.of(CONVERT, Path.of("docs", "podman.md"))
                .flatMap(page -> commands(read(page)).stream())
                .filter(command -> command.get(0).equals(name) && (String.join(" ", command) + " ").contains(part))
                .filter(command -> command.contains("-o"))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the objects in {@code k8s/} of the kinds and with the labels of a command. */
    private List<String> selected(List<String> command) throws IOException {
        List<String> selected = new ArrayList<>();
        List<String> kinds = List.of(command.get(0).split(","));
        try (Stream<Path> files = Files.list(folder.resolve("k8s"))) {
            for (Path file :
                    files.filter(each -> each.toString().endsWith(".yaml")).toList()) {
                for (Map<String, Object> object : Tree.documents(Files.readString(file))) {
                    Map<String, String> labels = Tree.strings(object, "metadata", "labels");
                    String kind = Tree.text(object, "kind");
                    if (kinds.contains(kind.toLowerCase(Locale.ROOT) + "s")
                            && Arrays.stream(command.get(1).split(","))
                                    .map(label -> label.split("="))
                                    .allMatch(label -> label[1].equals(labels.get(label[0])))) {
                        selected.add(kind + " " + Tree.text(object, "metadata", "name"));
                    }
                }
            }
        }
        return selected;
    }

    private void run(List<String> arguments) {
        AdoptCase.Run run = AdoptCase.run(
                folder, Map.of("GIT_CEILING_DIRECTORIES", folder.getParent().toString()), arguments);
        assertThat(run.code()).as(run.err()).isZero();
    }

    private void write(String name, String text) throws IOException {
        Files.writeString(folder.resolve(name), text);
    }
}
