package dev.sild.podman;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What runs in podman converts to the manifests of the project that it came from. */
@OnPodman
class InspectedPodsTest {
    private static final String SHOP = """
        name: shop
        services:
          db:
            image: IMAGE
            init: true
            command: ["sh", "-c", "mkdir -p /www; echo $$HOME > /www/index.html; exec httpd -f -p 8080 -h /www"]
            environment: {GREETING: "it's a $$1", API_PASSWORD: "p@ss"}
            networks: {back: {aliases: [main-db]}}
            healthcheck: {test: "wget -q -O /dev/null http://127.0.0.1:8080/index.html", interval: 1s}
            mem_limit: 64m
            stop_grace_period: 3s
            user: "0:0"
            working_dir: /tmp
          migrate:
            image: IMAGE
            command: ["wget", "-q", "-O", "/data/migrated", "http://main-db:8080/index.html"]
            volumes: ["data:/data"]
            networks: [back]
            depends_on: {db: {condition: service_healthy}}
          web:
            image: IMAGE
            init: true
            command: ["httpd", "-f", "-p", "8080", "-h", "/www"]
            ports: ["PORT:8080"]
            volumes: ["data:/data", "./www:/www:ro"]
            tmpfs: [/scratch]
            cap_drop: [ALL]
            read_only: true
            networks: [back, front]
            depends_on: {migrate: {condition: service_completed_successfully}}
            healthcheck:
              test: ["CMD", "wget", "-q", "-O", "/dev/null", "http://localhost:8080/index.html"]
              interval: 2s
        networks:
          back: {internal: true}
          front:
        volumes:
          data:
        """;

    @AutoClose
    private static PodmanMachine podman;

    @BeforeAll
    static void start() {
        podman = PodmanMachine.start();
        StandIns.busybox();
    }

    @Test
    void whatSildUpStartedIsTheProjectAgain() throws IOException {
        Path project = podman.folder("inspected");
        Sild.file(
                project,
                "compose.yaml",
                SHOP.replace("IMAGE", PodmanMachine.BUSYBOX).replace("PORT", String.valueOf(PodmanMachine.freePort())));
        Sild.file(project, "www/index.html", "a page\n");
        Up up = new Up(podman, project, Map.of());
        up.run("up", "-d").orFail();
        try {
            Map<String, JsonNode> expected = manifests(up.run("convert").orFail());
            CommandRunner.Result inspected = up.run("convert", "--from", "podman");
            Map<String, JsonNode> found = manifests(inspected.orFail());
            assertThat(found.keySet()).isEqualTo(expected.keySet());
            expected.forEach((name, manifest) ->
                    assertThat(known(found.get(name))).as(name).isEqualTo(known(manifest)));
            assertThat(inspected.errors()).contains("sild up does not keep the interval");
        } finally {
            up.run("down", "--volumes").orFail();
        }
    }

    /** Takes out what inspection cannot see. */
    private static JsonNode known(JsonNode manifest) {
        for (JsonNode container : manifest.findValues("containers").stream()
                .flatMap(list -> {
                    List<JsonNode> items = new ArrayList<>();
                    list.forEach(items::add);
                    return items.stream();
                })
                .toList()) {
            if (container.path("env") instanceof ArrayNode variables) {
                // podman prints variables in any order.
                List<JsonNode> sorted = new ArrayList<>();
                variables.forEach(sorted::add);
                sorted.sort(
                        Comparator.comparing(variable -> variable.path("name").asText()));
                variables.removeAll().addAll(sorted);
            }
            for (String probe : List.of("readinessProbe", "livenessProbe", "startupProbe")) {
                // sild up keeps how long a check may take, and not how often it runs.
                if (container.path(probe) instanceof ObjectNode settings) {
                    settings.remove("periodSeconds");
                }
            }
        }
        return manifest;
    }

    @Test
    void whatPodmanGeneratesOfAPodConverts() throws IOException {
        Path project = podman.folder("generated");
        String image = PodmanMachine.BUSYBOX;
        int port = PodmanMachine.freePort();
        podman.run("pod", "create", "--name", "pair", "-p", port + ":8080");
        podman.run(
                "run",
                "-d",
                "--pod",
                "pair",
                "--name",
                "server",
                "-v",
                "pages:/www",
                "-e",
                "MODE=a $b",
                "--memory",
                "64m",
                image,
                "sh",
                "-c",
                "echo page > /www/index.html; exec httpd -f -p 8080 -h /www");
        podman.run(
                "run",
                "-d",
                "--pod",
                "pair",
                "--name",
                "client",
                "--read-only",
                image,
                "sh",
                "-c",
                "while :; do wget -q -O - http://localhost:8080/index.html; sleep 1; done");
        Sild.file(project, "pair.yaml", podman.run("kube", "generate", "pair"));
        Up up = new Up(podman, project, Map.of());
        Map<String, JsonNode> kube = manifests(up.run("convert", "pair.yaml").orFail());
        JsonNode pod = kube.get("Deployment server").at("/spec/template/spec");
        assertThat(pod.at("/containers")).hasSize(2);
        assertThat(pod.findValuesAsText("name")).contains("server", "client", "MODE", "pages");
        assertThat(pod.at("/containers/0/env/0/value").asText()).isEqualTo("a $b");
        assertThat(pod.at("/containers/0/resources/limits/memory").asText()).isEqualTo("64Mi");
        assertThat(kube).containsKeys("Service server", "PersistentVolumeClaim generated-pages");

        Map<String, JsonNode> inspected =
                manifests(up.run("convert", "--from", "podman", "--pod", "pair").orFail());
        assertThat(inspected.keySet()).isEqualTo(kube.keySet());
        JsonNode same = inspected.get("Deployment server").at("/spec/template/spec");
        assertThat(same.at("/containers/0/args/2").asText()).startsWith("echo page");
        assertThat(same.at("/containers/1/securityContext/readOnlyRootFilesystem")
                        .asBoolean())
                .isTrue();
        podman.run("pod", "rm", "--force", "--time", "0", "pair");
    }

    private static Map<String, JsonNode> manifests(String yaml) throws IOException {
        Map<String, JsonNode> manifests = new TreeMap<>();
        YAMLFactory factory = new YAMLFactory();
        try (var values = new ObjectMapper(factory).readerFor(JsonNode.class).<JsonNode>readValues(yaml)) {
            while (values.hasNext()) {
                JsonNode manifest = values.next();
                manifests.put(
                        manifest.path("kind").asText() + " "
                                + manifest.at("/metadata/name").asText(),
                        manifest);
            }
        }
        return manifests;
    }
}
