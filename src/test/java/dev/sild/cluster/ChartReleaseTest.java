package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.Release;
import dev.sild.chart.Chart;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/** A release from the first install to the last uninstall, by Helm itself, on a control plane that has nothing else. */
@OnControlPlane
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChartReleaseTest {
    private static final String NAMESPACE = "sild-system";
    private static final String DEFINITION = "crd/webstacks.sild.dev";
    private static final String COLUMNS = "jsonpath={.spec.versions[0].additionalPrinterColumns[*].name}";

    private ControlPlane plane;

    @BeforeAll
    void startOne() {
        plane = ControlPlane.start(ControlPlane.binaries().orElseThrow());
        plane.kubectlWithInput("""
        {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "%s",
          "labels": {"pod-security.kubernetes.io/enforce": "restricted", "pod-security.kubernetes.io/warn": "restricted"}}}
        """.formatted(NAMESPACE), "apply", "-f", "-").require();
    }

    @AfterAll
    void stopIt() {
        plane.close();
    }

    @Test
    void definitionsAreUpgradedAndStayWithTheStacksWhenTheReleaseGoes(@TempDir Path folder) throws IOException {
        Release first = install(older(folder));

        assertThat(first.getStatus()).isEqualTo("deployed");
        assertThat(first.getOutput()).contains("looks after the stacks of all namespaces");
        await().atMost(Duration.ofSeconds(60))
                .untilAsserted(() -> assertThat(
                                get("deployment/sild", "jsonpath={.status.replicas} {.status.conditions[*].type}"))
                        .as("pods past the admission of a restricted namespace")
                        .startsWith("2 ")
                        .doesNotContain("ReplicaFailure"));
        assertThat(get(DEFINITION, COLUMNS)).doesNotContain("Host");

        Chart.withFile(
                "{replicas: 3, watch: {allNamespaces: true}}",
                values -> new Helm(Chart.FOLDER)
                        .upgrade()
                        .withName(Chart.RELEASE)
                        .withNamespace(NAMESPACE)
                        .withValuesFile(values)
                        .withKubeConfig(plane.kubeconfig())
                        .call());

        assertThat(get(DEFINITION, COLUMNS)).contains("Host");
        assertThat(get("deployment/sild", "jsonpath={.spec.replicas}")).isEqualTo("3");

        plane.kubectl("wait", "--for=condition=Established", DEFINITION, "--timeout=30s")
                .require();
        plane.kubectlWithInput("""
        {"apiVersion": "sild.dev/v1alpha1", "kind": "WebStack", "metadata": {"name": "shop", "namespace": "default"},
          "spec": {"api": {"image": "registry.example.com/shop:1"}}}
        """, "create", "-f", "-").require();
        Helm.uninstall(Chart.RELEASE)
                .withNamespace(NAMESPACE)
                .withKubeConfig(plane.kubeconfig())
                .call();

        assertThat(plane.kubectl("get", "webstack/shop", "-n", "default").succeeded())
                .isTrue();
        assertThat(plane.kubectl(
                                "get",
                                "deployments,services,configmaps,serviceaccounts,roles,rolebindings,pdb,networkpolicies"
                                        + ",clusterroles,clusterrolebindings",
                                "-A",
                                "-l",
                                "app.kubernetes.io/instance=" + Chart.RELEASE,
                                "-o",
                                "name")
                        .require())
                .isEmpty();

        assertThat(install(Chart.FOLDER).getStatus())
                .as("the same release again takes them over")
                .isEqualTo("deployed");
    }

    private Release install(Path chart) {
        return new Helm(chart)
                .install()
                .withName(Chart.RELEASE)
                .withNamespace(NAMESPACE)
                .set("watch.allNamespaces", true)
                .withKubeConfig(plane.kubeconfig())
                .call();
    }

    private String get(String object, String output) {
        return plane.kubectl("get", object, "-n", NAMESPACE, "-o", output).require();
    }

    /** The chart as it was before stacks had a column for their host. */
    private static Path older(Path folder) throws IOException {
        Path chart = Chart.copy(folder.resolve("older"));
        Path definition = chart.resolve("definitions/webstacks.sild.dev.yaml");
        String now = Files.readString(definition);
        String before = now.replaceFirst("    - name: Host\n(      .*\n)+", "");
        assertThat(before).isNotEqualTo(now);
        Files.writeString(definition, before);
        return chart;
    }
}
