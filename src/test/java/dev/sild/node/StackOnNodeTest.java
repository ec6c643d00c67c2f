package dev.sild.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sild.cli.CommandRun;
import dev.sild.cluster.OperatorProcess;
import dev.sild.podman.CommandRunner;
import dev.sild.podman.PodmanMachine;
import dev.sild.podman.Sild;
import dev.sild.podman.StandIns;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A WebStack on a node with the operator beside it: what its user sees from the second day on. */
@OnNode
class StackOnNodeTest {
    private static final Duration LIMIT = Duration.ofSeconds(240);
    private static final Path CRDS = Path.of("crds").toAbsolutePath();

    /**
     * The image of redis has its settings where only its own user can read them: a stand-in's, not the official one's.
     */
    private static final String SHOP = """
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

    @AutoClose
    private static PodmanMachine podman;

    private Node node;
    private OperatorProcess operator;

    @BeforeAll
    static void makeTheImages() throws IOException {
        podman = PodmanMachine.start();
        StandIns.busybox();
        podman.run("tag", PodmanMachine.BUSYBOX, "docker.io/library/busybox:1.37.0");
        StandIns.debian("nginx:1.28-alpine", "redis:7.4-alpine", "postgres:17-alpine");
        Path project = Sild.copy(Path.of("examples/web-stack"), podman.folder("stack-api"));
        podman.build(project.resolve("api"), "--target", "production", "-t", "localhost/web-stack-api:1.0");
    }

    @BeforeEach
    void startTheOperator() {
        Path folder = podman.folder("stack-on-node");
        node = new Node(folder, "sild-stack", "baseline");
        for (String image : List.of(
                "localhost/web-stack-api:1.0",
                "docker.io/library/nginx:1.28-alpine",
                "docker.io/library/redis:7.4-alpine",
                "docker.io/library/postgres:17-alpine")) {
            node.load(podman, image);
        }
        node.run("apply", "--server-side", "--force-conflicts", "-f", CRDS.toString());
        Map<String, String> settings = new HashMap<>();
        settings.put("QUARKUS_OPERATOR_SDK_NAMESPACES", node.namespace());
        settings.put("SILD_LEADER_ELECTION_ENABLED", "false");
        operator = OperatorProcess.start(Path.of(Node.KUBECONFIG), settings);
        node.apply(SHOP);
    }

    @AfterEach
    void stop() {
        if (operator != null) {
            operator.close();
        }
        if (node != null) {
            node.close();
        }
    }

    @Test
    void aStackIsUpdatedUnderLoadRotatedBackedUpPutToSleepAndWokenAndSaysWhyItIsNotReady() throws Exception {
        awaitReady("True Ready");
        assertThat(node.exec("proxy", "curl -sf http://127.0.0.1:8080/static/style.css")
                        .exitCode())
                .as("the static files were copied to the volume that the proxy serves")
                .isZero();

        // While pods of the api are replaced, few requests fail: those that reach a new pod before the node's network
        // policies know of it.
        CompletableFuture<CommandRunner.Result> load = CompletableFuture.supplyAsync(() -> node.exec("proxy", """
                for i in $(seq 600); do
                  curl -s -m 5 -o /dev/null -w '%{http_code}\\n' http://127.0.0.1:8080/health || true
                  sleep 0.04
                done | sort | uniq -c"""));
        node.run("rollout", "restart", "deployment/shop-api");
        node.run("rollout", "status", "deployment/shop-api", "--timeout=120s");
        String answers = load.get().output().strip();
        assertThat(answers.lines()
                        .filter(line -> line.strip().endsWith(" 200"))
                        .mapToInt(line -> Integer.parseInt(line.strip().split(" ")[0]))
                        .sum())
                .as(answers)
                .isGreaterThanOrEqualTo(580);

        // From the request of a new password on, the stack is not ready until all have it.
        awaitReady("True Ready");
        assertThat(sild("rotate", "database", "--no-wait").code()).isZero();
        awaitReady("False Progressing");
        awaitReady("True Ready");

        psql("create table orders as select generate_series(1, 100) as n");
        assertThat(sild("backup").out()).contains("wrote app-");
        psql("delete from orders");
        assertThat(sild("backups").out()).containsPattern("database +app-\\d{8}T\\d{6}Z\\.dump");
        assertThat(sild("restore", "--dry-run").out()).contains("nothing was changed");
        assertThat(psql("select count(*) from orders")).isEqualTo("0");
        CommandRun restored = sild("restore", "--yes");
        assertThat(restored.code()).as(restored.err()).isZero();
        assertThat(psql("select count(*) from orders")).isEqualTo("100");

        assertThat(sild("hibernate").code()).isZero();
        assertThat(condition()).startsWith("True Hibernated");
        assertThat(node.podOf("database") + node.podOf("api")).isEmpty();
        assertThat(sild("wake").code()).isZero();
        assertThat(psql("select count(*) from orders")).as("the volume stayed").isEqualTo("100");

        // An image that cannot be pulled: the words of the kubelet are in the condition and on the screen.
        node.run(
                "patch",
                "webstack/shop",
                "--type=merge",
                "-p",
                "{\"spec\":{\"api\":{\"image\":\"registry.invalid/a:9\"}}}");
        awaitReady("False Progressing");
        await().atMost(LIMIT).until(() -> condition().contains("registry.invalid/a:9"));
        assertThat(condition()).containsPattern("Pod/shop-api-[a-z0-9-]+: (ErrImagePull|ImagePullBackOff): ");
        CommandRun status = sild("status");
        assertThat(status.code()).isEqualTo(1);
        assertThat(status.out().lines().toList().get(1)).contains("registry.invalid/a:9");
    }

    private String psql(String statement) {
        return node.exec("database", "psql -U \"$POSTGRES_USER\" -d \"$POSTGRES_DB\" -Atc '" + statement + "'")
                .output()
                .strip();
    }

    private CommandRun sild(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(1, List.of("-n", node.namespace(), "--kubeconfig", Node.KUBECONFIG));
        return CommandRun.of(podman.folder("here"), "", all.toArray(String[]::new));
    }

    private String condition() {
        return node.run("get", "webstack/shop", "-o", """
                jsonpath={range .status.conditions[?(@.type=="Ready")]}{.status} {.reason} {.message}{end}""");
    }

    private void awaitReady(String beginning) {
        try {
            await().atMost(LIMIT)
                    .pollInterval(Duration.ofMillis(300))
                    .until(() -> condition().startsWith(beginning));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(condition() + "\n" + node.state() + operator.log(), e);
        }
    }
}
