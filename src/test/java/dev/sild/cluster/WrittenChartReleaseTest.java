package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.marcnuri.helm.Helm;
import com.marcnuri.helm.Release;
import dev.sild.Tree;
import dev.sild.chart.Chart;
import dev.sild.layout.Fixture;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.yaml.snakeyaml.Yaml;

/** The chart of a project, installed and upgraded: only what has changed is changed. */
@OnControlPlane
class WrittenChartReleaseTest {
    private static final String KINDS =
            "deployments,statefulsets,jobs,secrets,configmaps,services,persistentvolumeclaims,networkpolicies";

    private final ControlPlane plane;

    @TempDir
    private Path folder;

    private Path chart;

    WrittenChartReleaseTest(ControlPlane plane) {
        this.plane = plane;
    }

    @BeforeEach
    void writeTheChart() throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), """
        name: shop
        services:
          web:
            image: example/web:1
            ports: ["8080:80"]
            environment: {DB_PASSWORD: "${DB_PASSWORD}", LEVEL: info}
            depends_on: {migrate: {condition: service_completed_successfully}}
          worker:
            image: example/worker:1
            depends_on: {migrate: {condition: service_completed_successfully}}
          cache: {image: "redis:8"}
          migrate:
            image: example/migrate:1
            restart: "no"
            environment: {DB_PASSWORD: "${DB_PASSWORD}"}
          db:
            image: postgres:17
            environment: {POSTGRES_PASSWORD: "${DB_PASSWORD}"}
            volumes: ["data:/var/lib/postgresql/data"]
        volumes: {data: }
        """);
        chart = folder.resolve("chart");
        new Fixture("shop", folder, Map.of("DB_PASSWORD", "geheim"), List.of())
                .convert("--layout", "chart", "-o", chart.toString());
    }

    @Test
    void helmChangesOnlyWhatHasChanged() {
        namespace("chart-by-helm");
        Path secrets = chart.resolve("secrets.values.yaml");
        Release first = new Helm(chart)
                .install()
                .withName("shop")
                .withNamespace("chart-by-helm")
                .withValuesFile(secrets)
                .withKubeConfig(plane.kubeconfig())
                .call();
        assertThat(first.getStatus()).isEqualTo("deployed");
        assertThat(first.getOutput()).contains("port-forward service/web 8080:80");
        Map<String, String> installed = versions("chart-by-helm");
        assertThat(installed.keySet())
                .contains("Deployment/web", "Deployment/cache", "Secret/db-env", "PersistentVolumeClaim/shop-data");
        String job = job(installed);

        upgrade("chart-by-helm", secrets, "web: {image: {tag: '2'}}");
        Map<String, String> upgraded = versions("chart-by-helm");
        assertThat(changed(installed, upgraded)).containsExactly("Deployment/web");

        // A Job cannot change: the one that is there keeps what it has, and does not run again.
        upgrade("chart-by-helm", secrets, "{web: {image: {tag: '2'}}, migrate: {resources: {limits: {memory: 1Gi}}}}");
        assertThat(changed(upgraded, versions("chart-by-helm"))).isEmpty();

        upgrade("chart-by-helm", secrets, "{web: {image: {tag: '2'}}, global: {DB_PASSWORD: anders}}");
        Map<String, String> last = versions("chart-by-helm");
        // Secrets with the password, the pods that use them, another migration, and what waits for it.
        assertThat(changed(upgraded, last))
                .containsExactlyInAnyOrder(
                        "Deployment/web",
                        "Deployment/worker",
                        "Deployment/db",
                        "Secret/db-env",
                        "Secret/migrate-env",
                        job,
                        job(last));
        assertThat(last).doesNotContainKey(job);

        Helm.uninstall("shop")
                .withNamespace("chart-by-helm")
                .withKubeConfig(plane.kubeconfig())
                .call();
        assertThat(versions("chart-by-helm").keySet()).containsExactly("PersistentVolumeClaim/shop-data");
    }

    @Test
    void serverSideApplyChangesOnlyWhatHasChanged() {
        namespace("chart-by-apply");
        apply("");
        Map<String, String> installed = versions("chart-by-apply");

        apply("");
        assertThat(changed(installed, versions("chart-by-apply"))).isEmpty();

        apply("{web: {replicas: 3}, cache: {nodeSelector: {disk: ssd}}}");
        Map<String, String> upgraded = versions("chart-by-apply");
        assertThat(changed(installed, upgraded)).containsExactlyInAnyOrder("Deployment/web", "Deployment/cache");

        apply("");
        assertThat(changed(upgraded, versions("chart-by-apply")))
                .containsExactlyInAnyOrder("Deployment/web", "Deployment/cache");
    }

    private void apply(String values) {
        String yaml = Chart.withFile(
                values,
                file -> Chart.templateOfAnyCluster(chart, "shop", List.of(chart.resolve("secrets.values.yaml"), file)));
        plane.kubectlWithInput(yaml, "apply", "--server-side", "-n", "chart-by-apply", "-f", "-")
                .require();
    }

    private void upgrade(String namespace, Path secrets, String values) {
        Chart.withFile(
                values,
                file -> new Helm(chart)
                        .upgrade()
                        .withName("shop")
                        .withNamespace(namespace)
                        .withValuesFile(secrets)
                        .withValuesFile(file)
                        .withKubeConfig(plane.kubeconfig())
                        .call());
    }

    private void namespace(String name) {
        plane.kubectl("create", "namespace", name).require();
    }

    private static String job(Map<String, String> versions) {
        return versions.keySet().stream()
                .filter(name -> name.startsWith("Job/migrate-"))
                .findFirst()
                .orElseThrow();
    }

    /** Returns the spec and data of each object of the project, by kind and name. */
    private Map<String, String> versions(String namespace) {
        String yaml = plane.kubectl(
                        "get", KINDS, "-n", namespace, "-l", "app.kubernetes.io/instance=shop", "-o", "json")
                .require();
        Map<String, String> versions = new TreeMap<>();
        Map<String, Object> all = new Yaml().load(yaml);
        for (Map<String, Object> object : Tree.list(all, "items")) {
            Object generation = Tree.at(object, "metadata", "generation");
            boolean isClaim = Tree.text(object, "kind").equals("PersistentVolumeClaim");
            versions.put(
                    Tree.text(object, "kind") + "/" + Tree.text(object, "metadata", "name"),
                    generation != null
                            ? "generation " + generation
                            : isClaim ? "" : Tree.text(object, "metadata", "resourceVersion"));
        }
        return versions;
    }

    private static TreeSet<String> changed(Map<String, String> before, Map<String, String> after) {
        TreeSet<String> changed = new TreeSet<>(before.keySet());
        changed.addAll(after.keySet());
        changed.removeIf(name -> before.getOrDefault(name, "-").equals(after.getOrDefault(name, "-")));
        return changed;
    }
}
