package dev.sild.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sild.cli.CommandRun;
import dev.sild.cluster.OperatorProcess;
import dev.sild.podman.CommandRunner;
import dev.sild.podman.PodmanMachine;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A WebStack on a node with the operator beside it: what its user sees from the second day on. */
@OnNode
class StackOnNodeTest {
    private static final Duration LIMIT = Duration.ofSeconds(240);

    @AutoClose
    private static PodmanMachine podman;

    private Shop shop;
    private OperatorProcess operator;

    @BeforeAll
    static void makeTheImages() throws IOException {
        podman = PodmanMachine.start();
        Shop.makeTheImages(podman);
    }

    @BeforeEach
    void startTheOperator() {
        shop = new Shop(podman, "sild-stack");
        Map<String, String> settings = Map.of(
                "QUARKUS_OPERATOR_SDK_NAMESPACES", shop.node.namespace(), "SILD_LEADER_ELECTION_ENABLED", "false");
        operator = OperatorProcess.start(Path.of(Node.KUBECONFIG), settings);
        shop.create();
    }

    @AfterEach
    void stop() {
        if (operator != null) {
            operator.close();
        }
        if (shop != null) {
            shop.close();
        }
    }

    @Test
    void aStackIsUpdatedUnderLoadRotatedBackedUpPutToSleepAndWokenAndSaysWhyItIsNotReady() throws Exception {
        awaitReady("True Ready");
        assertThat(shop.node
                        .exec("proxy", "curl -sf http://127.0.0.1:8080/static/style.css")
                        .exitCode())
                .as("the static files were copied to the volume that the proxy serves")
                .isZero();

        // While pods of the api are replaced, few requests fail: those that reach a new pod before the node's network
        // policies know of it.
        CompletableFuture<CommandRunner.Result> load =
                CompletableFuture.supplyAsync(() -> shop.node.exec("proxy", """
                for i in $(seq 600); do
                  curl -s -m 5 -o /dev/null -w '%{http_code}\\n' http://127.0.0.1:8080/health || true
                  sleep 0.04
                done | sort | uniq -c"""));
        shop.node.run("rollout", "restart", "deployment/shop-api");
        shop.node.run("rollout", "status", "deployment/shop-api", "--timeout=120s");
        String answers = load.get().output().strip();
        assertThat(answers.lines()
                        .filter(line -> line.strip().endsWith(" 200"))
                        .mapToInt(line -> Integer.parseInt(line.strip().split(" ")[0]))
                        .sum())
                .as(answers)
                .isGreaterThanOrEqualTo(580);

        // From the request of a new password on, the stack is not ready until all have it.
        awaitReady("True Ready");
        assertThat(shop.node.sild("rotate", "database", "--no-wait").code()).isZero();
        awaitReady("False Progressing");
        awaitReady("True Ready");

        shop.psql("create table orders as select generate_series(1, 100) as n");
        assertThat(shop.node.sild("backup").out()).contains("wrote app-");
        shop.psql("delete from orders");
        assertThat(shop.node.sild("backups").out()).containsPattern("database +app-\\d{8}T\\d{6}Z\\.dump");
        assertThat(shop.node.sild("restore", "--dry-run").out()).contains("nothing was changed");
        assertThat(shop.psql("select count(*) from orders")).isEqualTo("0");
        CommandRun restored = shop.node.sild("restore", "--yes");
        assertThat(restored.code()).as(restored.out() + restored.err()).isZero();
        assertThat(shop.psql("select count(*) from orders")).isEqualTo("100");

        assertThat(shop.node.sild("hibernate").code()).isZero();
        assertThat(shop.condition()).startsWith("True Hibernated");
        assertThat(shop.node.podOf("database") + shop.node.podOf("api")).isEmpty();
        assertThat(shop.node.sild("wake").code()).isZero();
        assertThat(shop.psql("select count(*) from orders"))
                .as("the volume stayed")
                .isEqualTo("100");

        // An image that cannot be pulled: the words of the kubelet are in the condition and on the screen.
        shop.patch("{\"api\":{\"image\":\"registry.invalid/a:9\"}}");
        awaitReady("False Progressing");
        await().atMost(LIMIT).until(() -> shop.condition().contains("registry.invalid/a:9"));
        assertThat(shop.condition()).containsPattern("Pod/shop-api-[a-z0-9-]+: (ErrImagePull|ImagePullBackOff): ");
        CommandRun status = shop.node.sild("status");
        assertThat(status.code()).isEqualTo(1);
        assertThat(status.out().lines().toList().get(1)).contains("registry.invalid/a:9");
    }

    private void awaitReady(String beginning) {
        shop.awaitCondition(beginning, operator::log);
    }
}
