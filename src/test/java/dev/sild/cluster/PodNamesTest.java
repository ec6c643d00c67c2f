package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sild.GoldenCases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * A name of two labels is found where the controllers write the first of them beside a pod's address into the slices of
 * the headless Service that the second names: from these a cluster's DNS answers.
 *
 * @see <a href="https://github.com/kubernetes/dns/blob/master/docs/specification.md">Kubernetes DNS-Based Service
 *     Discovery</a>
 */
@OnControlPlane
class PodNamesTest {
    private static final Path GOLDEN = GoldenCases.named("names-of-two-labels").resolve("out.yaml");
    private static final String NAMESPACE = "pod-names";
    private static final Duration CONTROLLERS = Duration.ofSeconds(60);
    private static final int DEPLOYED_PODS = 7;

    private final ControlPlane plane;

    PodNamesTest(ControlPlane plane) {
        this.plane = plane;
    }

    /** With no kubelet there, pods have to be told their addresses; none is ready yet. */
    @BeforeAll
    static void apply(ControlPlane plane) throws IOException {
        plane.makeNamespace(NAMESPACE, "");
        plane.kubectlWithInput(Files.readString(GOLDEN), "apply", "-n", NAMESPACE, "-f", "-")
                .require();
        await().atMost(CONTROLLERS).until(() -> names(plane).size() == DEPLOYED_PODS);
        int number = 1;
        for (String pod : names(plane)) {
            String address = "10.1.1." + number++;
            plane.kubectl(
                            "patch",
                            pod,
                            "-n",
                            NAMESPACE,
                            "--subresource=status",
                            "-p",
                            "{\"status\": {\"phase\": \"Running\"," + "\"podIP\": \"" + address
                                    + "\", \"podIPs\": [{\"ip\": \"" + address + "\"}]}}")
                    .require();
        }
    }

    @Test
    void theSlicesOfTheHeadlessServiceHaveTheFirstLabelBesideEachPodsAddress() {
        assertKnows("manager", "wazuh");
        assertKnows("indexer", "wazuh");
        assertKnows("dashboard", "wazuh", "wazuh");
        assertKnows("local", "broker", "broker", "zoo");
    }

    private void assertKnows(String service, String... hosts) {
        await().atMost(CONTROLLERS)
                .untilAsserted(() -> assertThat(hosts(service)).as(service).containsExactlyInAnyOrder(hosts));
    }

    /** Returns the host name of each address that may be answered with. */
    private List<String> hosts(String service) throws IOException {
        JsonNode slices = new ObjectMapper()
                .readTree(plane.kubectl(
                                "get",
                                "endpointslices",
                                "-n",
                                NAMESPACE,
                                "-l",
                                "kubernetes.io/service-name=" + service,
                                "-o",
                                "json")
                        .require());
        List<String> hosts = new ArrayList<>();
        for (JsonNode slice : slices.path("items")) {
            for (JsonNode endpoint : slice.path("endpoints")) {
                assertThat(endpoint.path("conditions").path("ready").asBoolean())
                        .as("found before it is ready")
                        .isTrue();
                endpoint.path("addresses")
                        .forEach(address -> hosts.add(endpoint.path("hostname").asText()));
            }
        }
        return hosts;
    }

    private static List<String> names(ControlPlane plane) {
        return plane.kubectl("get", "pods", "-n", NAMESPACE, "-o", "name")
                .require()
                .lines()
                .toList();
    }
}
