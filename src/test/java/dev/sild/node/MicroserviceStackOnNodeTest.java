package dev.sild.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sild.cluster.OperatorProcess;
import dev.sild.podman.MicroservicesExample;
import dev.sild.podman.PodmanMachine;
import dev.sild.podman.Sild;
import dev.sild.podman.StandIns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The microservices of the course as a custom resource do what they do as a compose project. */
@OnNode
class MicroserviceStackOnNodeTest {
    private static final Path STACK = Path.of("examples/microservices/kubernetes/course.yaml");
    private static final Duration LIMIT = Duration.ofSeconds(240);
    private static final String WEB = "localhost/microservices-web:1.0";

    /** The image of a gateway that names none. */
    private static final String NGINX = "docker.io/nginxinc/nginx-unprivileged:1.28-alpine";

    @AutoClose
    private static PodmanMachine podman;

    @BeforeAll
    static void makeTheImages() throws IOException {
        podman = PodmanMachine.start();
        StandIns.debian("nginx:1.28-alpine", "postgres:17-alpine");
        podman.run("tag", "docker.io/library/nginx:1.28-alpine", NGINX);
        Path project = MicroservicesExample.built(podman, "microservice-stack");
        Path web = project.resolve("web");
        Sild.file(web, "Containerfile", """
            FROM docker.io/library/nginx:1.28-alpine
            COPY nginx.conf /etc/nginx/nginx.conf
            COPY page /usr/share/nginx/html
            USER 101
            """);
        podman.build(web, "-t", WEB);
    }

    @Test
    void theGatewayChecksTokensAndEachServiceKeepsItsRows() throws IOException {
        Path folder = podman.folder("course");
        try (Node node = new Node(folder, "sild-course", "restricted")) {
            for (String image : List.of(
                    WEB,
                    "localhost/microservices-auth:1.0",
                    "localhost/microservices-user:1.0",
                    "localhost/microservices-order:1.0",
                    "localhost/microservices-payment:1.0",
                    NGINX,
                    "docker.io/library/postgres:17-alpine")) {
                node.load(podman, image);
            }
            node.run(
                    "apply",
                    "--server-side",
                    "--force-conflicts",
                    "-f",
                    Path.of("crds").toAbsolutePath().toString());
            Map<String, String> settings = Map.of(
                    "QUARKUS_OPERATOR_SDK_NAMESPACES", node.namespace(), "SILD_LEADER_ELECTION_ENABLED", "false");
            try (OperatorProcess operator = OperatorProcess.start(Path.of(Node.KUBECONFIG), settings)) {
                String stack = Files.readString(STACK).replace("registry.example.com/", "localhost/");
                node.run(
                        "apply",
                        "-f",
                        Files.writeString(folder.resolve("course.yaml"), stack).toString());
                awaitReady(node, operator);
                assertThat(node.exec("gateway", "curl -s -o /dev/null -w '%{http_code}' http://127.0.0.1:8080/orders")
                                .output())
                        .as("without a token")
                        .isEqualTo("401");
                GatewayUser mari = GatewayUser.register(node, "gateway");
                mari.store();
                node.run(
                        "delete",
                        "pod",
                        "-l",
                        "app.kubernetes.io/component in (auth-database, user-database, order-database, payment-database)");
                mari.find();
                node.awaitAnswer("web", "curl -sf http://127.0.0.1:8080/", "<html");
            }
        }
    }

    private static void awaitReady(Node node, OperatorProcess operator) {
        try {
            await().atMost(LIMIT)
                    .until(() -> node.run("get", "microservicestack/microservices", "-o", """
                    jsonpath={.status.conditions[?(@.type=="Ready")].status}""")
                            .equals("True"));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(node.state() + operator.log(), e);
        }
    }
}
