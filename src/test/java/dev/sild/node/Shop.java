package dev.sild.node;

import static org.awaitility.Awaitility.await;

import dev.sild.cli.CommandRun;
import dev.sild.podman.PodmanMachine;
import dev.sild.podman.Sild;
import dev.sild.podman.StandIns;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;
import org.awaitility.core.ConditionTimeoutException;

/** The WebStack {@code shop} in a namespace of its own: the example's api between nginx, redis and postgres. */
final class Shop implements AutoCloseable {
    static final String API = "localhost/web-stack-api:1.0";

    private static final Duration LIMIT = Duration.ofSeconds(240);
    private static final String NGINX = "docker.io/library/nginx:1.28-alpine";
    private static final String REDIS = "docker.io/library/redis:7.4-alpine";
    private static final String POSTGRES = "docker.io/library/postgres:17-alpine";

    /**
     * The image of redis has its settings where only its own user can read them: a stand-in's, not the official one's.
     */
    private static final String STACK = """
            {"apiVersion": "sild.dev/v1alpha1", "kind": "WebStack", "metadata": {"name": "shop"}, "spec": {
              "api": {"image": "localhost/web-stack-api:1.0", "imagePullPolicy": "IfNotPresent", "port": 3000,
                "resources": {"requests": {"cpu": "10m"}}, "probes": {"readiness": {"httpGet": {"path": "/health"}}}},
              "staticFiles": {"enabled": true, "apiPath": "/app/public"},
              "proxy": {"image": "docker.io/library/nginx:1.28-alpine", "resources": {"requests": {"cpu": "10m"}}},
              "cache": {"image": "docker.io/library/redis:7.4-alpine", "podSecurity": "Baseline",
                "resources": {"requests": {"cpu": "10m"}}},
              "database": {"image": "docker.io/library/postgres:17-alpine", "version": 17,
                "resources": {"requests": {"cpu": "10m"}},
                "backup": {"enabled": true, "resources": {"requests": {"cpu": "10m"}}}}}}
            """;

    final Node node;

    private final Path folder;

    /** Makes the namespace, loads the images and installs the custom resources; {@link #create} makes the stack. */
    Shop(PodmanMachine podman, String prefix) {
        folder = podman.folder(prefix);
        node = new Node(folder, prefix, "baseline");
        for (String image : List.of(API, NGINX, REDIS, POSTGRES)) {
            node.load(podman, image);
        }
        Path crds = Path.of("crds").toAbsolutePath();
        node.run("apply", "--server-side", "--force-conflicts", "-f", crds.toString());
    }

    static void makeTheImages(PodmanMachine podman) throws IOException {
        StandIns.busybox();
        podman.run("tag", PodmanMachine.BUSYBOX, "docker.io/library/busybox:1.37.0");
        StandIns.debian("nginx:1.28-alpine", "redis:7.4-alpine", "postgres:17-alpine");
        Path project = Sild.copy(Path.of("examples/web-stack"), podman.folder("stack-api"));
        podman.build(project.resolve("api"), "--target", "production", "-t", API);
    }

    void create() {
        node.apply(STACK);
    }

    /** Changes the spec by a merge patch. */
    void patch(String spec) {
        node.run("patch", "webstack/shop", "--type=merge", "-p", "{\"spec\":" + spec + "}");
    }

    String psql(String statement) {
        return node.exec("database", "psql -U \"$POSTGRES_USER\" -d \"$POSTGRES_DB\" -Atc '" + statement + "'")
                .output()
                .strip();
    }

    /** Runs a verb of {@code sild} in the namespace. */
    CommandRun sild(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(1, List.of("-n", node.namespace(), "--kubeconfig", Node.KUBECONFIG));
        return CommandRun.of(folder, "", all.toArray(String[]::new));
    }

    /** Returns status, reason and message of the condition Ready. */
    String condition() {
        return node.run("get", "webstack/shop", "-o", """
                jsonpath={range .status.conditions[?(@.type=="Ready")]}{.status} {.reason} {.message}{end}""");
    }

    /** Waits for a condition with this beginning; the error has the state of the pods and {@code log}. */
    void awaitCondition(String beginning, Supplier<String> log) {
        try {
            await().atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(300))
                    .until(() -> condition().startsWith(beginning));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(condition() + "\n" + node.state() + log.get(), e);
        }
    }

    @Override
    public void close() {
        node.close();
    }
}
