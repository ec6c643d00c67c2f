package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sild.GoldenCases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What DNS makes its answers of: a name that others wait for leads to a pod when it is ready, though it has no port.
 */
@OnControlPlane
class ReadyNameTest {
    private static final Path GOLDEN =
            GoldenCases.named("waits-until-others-run").resolve("out.yaml");
    private static final String NAMESPACE = "ready-name";
    private static final String ADDRESS = "10.1.2.3";
    private static final Duration CONTROLLERS = Duration.ofSeconds(60);

    private final ControlPlane plane;

    ReadyNameTest(ControlPlane plane) {
        this.plane = plane;
    }

    @BeforeAll
    static void apply(ControlPlane plane) throws IOException {
        plane.makeNamespace(NAMESPACE, "");
        plane.kubectlWithInput(Files.readString(GOLDEN), "apply", "-n", NAMESPACE, "-f", "-")
                .require();
    }

    @AfterAll
    static void removeTheNode(ControlPlane plane) {
        plane.kubectl("delete", "node", NAMESPACE).require();
    }

    @Test
    void aPodIsBehindItsOwnNameFromTheStartAndBehindTheOtherWhenItIsReady() {
        await().atMost(CONTROLLERS).until(() -> !pods().isBlank());
        bind();
        status("{\"phase\": \"Running\", \"podIP\": \"" + ADDRESS + "\", \"podIPs\": [{\"ip\": \"" + ADDRESS + "\"}],"
                + " \"conditions\": [{\"type\": \"Ready\", \"status\": \"False\"}]}");
        await().atMost(CONTROLLERS).untilAsserted(() -> {
            assertThat(ready("checked")).isEqualTo(ADDRESS + "=true");
            assertThat(ready("checked-ready")).isEqualTo(ADDRESS + "=false");
        });
        status("{\"conditions\": [{\"type\": \"Ready\", \"status\": \"True\"}]}");
        await().atMost(CONTROLLERS)
                .untilAsserted(() -> assertThat(ready("checked-ready")).isEqualTo(ADDRESS + "=true"));
    }

    /**
     * There is no scheduler, and pods of nodes that are not there are behind no name that leaves out those not ready.
     */
    private void bind() {
        plane.kubectlWithInput(
                        "{\"apiVersion\": \"v1\", \"kind\": \"Node\", \"metadata\": {\"name\": \"" + NAMESPACE + "\"}}",
                        "apply",
                        "-f",
                        "-")
                .require();
        String name = pods().strip().substring("pod/".length());
        plane.kubectlWithInput(
                        "{\"apiVersion\": \"v1\", \"kind\": \"Binding\", \"metadata\": {\"name\": \"" + name
                                + "\"}, \"target\": {\"kind\": \"Node\", \"name\": \"" + NAMESPACE + "\"}}",
                        "create",
                        "--raw",
                        "/api/v1/namespaces/" + NAMESPACE + "/pods/" + name + "/binding",
                        "-f",
                        "-")
                .require();
    }

    private void status(String status) {
        plane.kubectl(
                        "patch",
                        pods().strip(),
                        "-n",
                        NAMESPACE,
                        "--subresource=status",
                        "-p",
                        "{\"status\": " + status + "}")
                .require();
    }

    private String pods() {
        return plane.kubectl("get", "pods", "-n", NAMESPACE, "-l", "app.kubernetes.io/name=checked", "-o", "name")
                .require();
    }

    /** Returns the addresses behind a Service, each with whether it is given to those who ask for the name. */
    private String ready(String service) {
        return plane.kubectl(
                        "get",
                        "endpointslices",
                        "-n",
                        NAMESPACE,
                        "-l",
                        "kubernetes.io/service-name=" + service,
                        "-o",
                        "jsonpath={range .items[*].endpoints[*]}{.addresses[0]}={.conditions.ready}{end}")
                .require();
    }
}
