package dev.sild.convert;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.kubernetes.Rendering;
import dev.sild.kubernetes.objects.RenderOptions;
import dev.sild.kubernetes.objects.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The init containers of pods, run one after the other: at the first start, and again after the program, which may be
 * another user than theirs, has written to its volumes.
 */
class SecondStartTest {
    private static final String PROGRAM = """
        cd "$0" && n=$(id -u) || exit 1
        [ -e "file-$n" ] || { umask 077; echo x > "file-$n" && mkdir "private-$n" && echo x > "private-$n/x"; } || exit 1
        umask 022
        for f in * made/*; do [ ! -f "$f" ] || echo written >> "$f" || :; done
        [ ! -d made ] || mkdir "made/of-$n" && echo x > "made/$n" || :
        """;

    @TempDir
    Path folder;

    private Path project;

    @BeforeEach
    void writeProject() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "only root can be any user");
        for (String program : List.of("/bin/busybox", "/usr/bin/unshare", "/usr/sbin/chroot")) {
            assumeTrue(Files.isExecutable(Path.of(program)), program);
        }
        project = Files.createDirectories(folder.resolve("project"));
        write("site/index.php", "<?php");
        write("site/made/a b.css", "x");
        write("code/package.json", "{\"dependencies\": {\"express\": \"4\"}}");
        write("code/index.js", "x");
        write("code/made/index.js", "x");
        write("conf/written.ini", "a=1");
        write("pages/index.html", "x");
        write("pages/made/x.js", "x");
        write("Dockerfile", "FROM node:22\nRUN adduser app\nCOPY --chown=app index.js /app/\nUSER app\n");
        write("index.js", "x");
    }

    private void write(String file, String text) throws Exception {
        Path path = project.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "fill-web|0|image: 'wordpress:6', volumes: ['./site:/var/www/html/wp-content']",
                "fill-web|33|image: 'wordpress:6', user: '33:33', volumes: ['./site:/var/www/html/wp-content']",
                "fill-web|1001|image: 'wordpress:6', user: app, volumes: ['./site:/var/www/html/wp-content']",
                "copy-code-web install-packages-web|1001|image: 'node:22', user: app, command: node index.js, volumes: ['./code:/app']",
                "copy-code-web install-packages-web|1000|image: 'node:22', user: node, command: node index.js, volumes: ['./code:/app']",
                "copy-code-web install-packages-web|0|image: 'node:22', command: node index.js, volumes: ['./code:/app']",
                "copy-code-web|1001|image: 'example/web:1', command: node index.js, volumes: ['./code:/srv/code']",
                "copy-code-web|1001|image: 'example/web:1', user: '1001', command: node index.js, volumes: ['./code:/srv/code']",
                "seed-data seed-tools|1001|image: 'example/web:1', volumes: ['data:/app/lacked/data']",
                "seed-data seed-tools|1001|image: 'example/web:1', volumes: ['data:/srv/there']",
                "seed-data seed-tools|1001|image: 'example/web:1', user: '1001', volumes: ['data:/srv/there']",
                "seed-data|1001|build: ., volumes: ['data:/app/uploads']",
                "prepare-web|999|image: 'mariadb:11', user: '999:999', volumes: ['data:/var/lib/mysql']",
                "fill-web|1001|build: ., command: webpack --watch, volumes: ['./pages:/out']",
            })
    void startsAgainAfterTheProgramHasWritten(String inits, String user, String service) throws Exception {
        String yaml = "name: shop\nservices:\n  web: {" + service + "}\n"
                + (service.contains("/out")
                        ? "  shown: {image: 'nginx:1', volumes: ['./pages:/usr/share/nginx/html']}\n"
                        : "")
                + "volumes: {data: }\n";
        for (boolean restricted : new boolean[] {false, true}) {
            // Busybox' programs differ from the others' in small ways; each is tried with half of the pods.
            SimulatedPod pod = pod(yaml, restricted, restricted, user);
            if (!restricted) {
                assertThat(pod.inits()).containsExactlyInAnyOrder(inits.split(" "));
            }
            // After the first, the program has written as itself; after the second, as somebody else did.
            for (String writer : List.of("", "7777", "")) {
                for (String init : pod.inits()) {
                    int end = pod.start(init);
                    assertThat(end)
                            .as("%s, restricted %s: %s", init, restricted, pod.output())
                            .isZero();
                }
                for (String path : pod.writable()) {
                    int end = pod.program(PROGRAM.replace("$0", path), writer);
                    assertThat(writer.isEmpty() ? end : 0)
                            .as("%s as %s, restricted %s: %s", path, user, restricted, pod.output())
                            .isZero();
                }
            }
        }
    }

    private SimulatedPod pod(String yaml, boolean restricted, boolean busybox, String user) throws Exception {
        TranslatedProject translated = TranslatedProject.of(
                project, yaml, TranslateOptions.builder().restricted(restricted).build());
        Rendering rendering = Rendering.of(
                translated.translation().application(),
                new RenderOptions(Target.KUBERNETES, Optional.empty(), false, restricted));
        Map<String, Map<String, byte[]>> files = new HashMap<>();
        for (String kind : List.of("ConfigMap", "Secret")) {
            for (String name : rendering.names(kind)) {
                files.put(name, SimulatedPod.content(rendering.tree(kind + "/" + name)));
            }
        }
        List<String> kinds = new ArrayList<>(List.of("Deployment", "StatefulSet"));
        String kind = kinds.stream()
                .filter(one -> rendering.names(one).contains("web"))
                .findFirst()
                .orElseThrow();
        Map<String, Object> template = SimulatedPod.map(
                SimulatedPod.map(rendering.tree(kind + "/web").get("spec")).get("template"));
        Path place = Files.createDirectories(folder.resolve("pod-" + restricted + "-" + busybox));
        Path image = Files.createDirectories(place.resolve("image/srv/there/sub"));
        Files.writeString(image.resolve("x"), "x");
        for (Path path = image; !path.endsWith("srv"); path = path.getParent()) {
            Files.setAttribute(path, "unix:uid", Integer.valueOf(user));
        }
        Files.setAttribute(Files.createDirectories(place.resolve("image/app")), "unix:uid", Integer.valueOf(user));
        return new SimulatedPod(place, SimulatedPod.map(template.get("spec")), files, user, busybox);
    }
}
