package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sild.cli.CommandRun;
import dev.sild.layout.Fixture;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;
import org.junit.jupiter.api.io.TempDir;

/** The commands about converted projects, against a real API server with real controllers. */
@OnControlPlane
class ProjectsInClusterTest {
    private static final Fixture EXAMPLE = new Fixture(
            "web-stack", Path.of("examples/web-stack"), Map.of(), List.of("--env-file", ".env.example", "-p", "shop"));
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final ControlPlane plane;
    private String namespace;
    private KubernetesClient client;
    private Kubelet kubelet;

    @TempDir
    Path folder;

    ProjectsInClusterTest(ControlPlane plane) {
        this.plane = plane;
    }

    @BeforeEach
    void makeRoom(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
        namespace = "p-" + name.substring(0, Math.min(name.length(), 55));
        plane.makeNamespace(namespace, "");
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(plane.kubeconfig().toFile()))
                .build();
        kubelet = new Kubelet(client, namespace);
    }

    @AfterEach
    void leaveNothing() {
        kubelet.close();
        client.close();
        plane.client().removeNamespace(namespace);
    }

    private void apply(String text) {
        plane.kubectlWithInput(text, "apply", "-n", namespace, "-f", "-").require();
    }

    private CommandRun sild(String... arguments) {
        return sild(plane.kubeconfig(), arguments);
    }

    private CommandRun sild(Path kubeconfig, String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(1, List.of("-n", namespace, "--kubeconfig", kubeconfig.toString()));
        return CommandRun.of(folder, "", all.toArray(String[]::new));
    }

    private CommandRun statusOnce(Predicate<CommandRun> there) {
        AtomicReference<CommandRun> last = new AtomicReference<>();
        await().atMost(LIMIT).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            last.set(sild("status"));
            assertThat(last.get()).matches(there);
        });
        return last.get();
    }

    private String generation(String deployment) {
        return plane.kubectl("get", "deployment", deployment, "-n", namespace, "-o", "jsonpath={.metadata.generation}")
                .require();
    }

    @Test
    void aProjectIsReadyAndABrokenImageIsNamedFirst() {
        apply(EXAMPLE.convert().out());

        CommandRun ready = statusOnce(run -> run.code() == 0);
        plane.kubectl("set", "image", "deployment/api", "api=registry.invalid/api:9", "-n", namespace)
                .require();
        CommandRun broken = statusOnce(run -> run.out().contains("ImagePullBackOff"));

        assertThat(ready.out())
                .startsWith("project/shop in " + namespace + ": ready, 4/4 components\n")
                .containsPattern("postgres +1/1 +docker.io/library/postgres:17-alpine +ready")
                .contains("volume: shop-postgres-data, 1Gi, Pending", "changed: Deployment/")
                .contains(" by kubectl-client-side-apply: ");
        assertThat(broken.code()).isEqualTo(1);
        List<String> lines = broken.out().lines().limit(3).toList();
        assertThat(lines.get(0)).isEqualTo("project/shop in " + namespace + ": not ready, 3/4 components");
        assertThat(lines.get(1))
                .matches("  Pod/api-[-a-z0-9]+: ImagePullBackOff: Back-off pulling image "
                        + "\"registry.invalid/api:9\": no such host");
        assertThat(lines.get(2)).startsWith("    -> correct the registry's name in the image");
    }

    @Test
    void aRestartReplacesPodsButThoseOfDatabases() {
        apply(EXAMPLE.convert().out());
        statusOnce(run -> run.code() == 0);

        CommandRun run = sild("restart");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err())
                .startsWith("sild: project/shop: restarting api, nginx\n")
                .endsWith("project/shop: restarted\n");
        assertThat(List.of(generation("api"), generation("nginx"))).containsOnly("2");
        assertThat(List.of(generation("postgres"), generation("redis"))).containsOnly("1");
    }

    @Test
    void whoMayReadDeploymentsAndPodsSeesThemAndWhatIsMissing() {
        apply(EXAMPLE.convert().out());
        statusOnce(run -> run.code() == 0);
        plane.makeAccount("reader", namespace);
        apply("""
                apiVersion: rbac.authorization.k8s.io/v1
                kind: Role
                metadata: {name: reader}
                rules:
                - {apiGroups: [apps], resources: [deployments], verbs: [list]}
                - {apiGroups: [""], resources: [pods], verbs: [list]}
                ---
                apiVersion: rbac.authorization.k8s.io/v1
                kind: RoleBinding
                metadata: {name: reader}
                roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: reader}
                subjects: [{kind: ServiceAccount, name: reader}]
                """);
        String token = plane.kubectl("create", "token", "reader", "-n", namespace)
                .require()
                .strip();

        CommandRun run = sild(ChartAccount.kubeconfig(plane, namespace, token), "status");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .startsWith("project/shop in " + namespace + ": unknown, since not all workloads can be read, 4/4")
                .contains("cannot read jobs: jobs.batch is forbidden");
        assertThat(run.err()).contains("cannot read statefulsets: statefulsets.apps is forbidden");
    }

    @Test
    void aKustomizationIsAProject() {
        Path written = folder.resolve("k8s");
        EXAMPLE.convert("--layout", "kustomize", "-o", written.toString());
        plane.kubectl("apply", "-n", namespace, "-k", written.resolve("base").toString())
                .require();

        assertThat(statusOnce(run -> run.code() == 0).out())
                .startsWith("project/shop in " + namespace + ": ready, 4/4 components\n");
        assertThat(sild("status", "shop", "api").err()).contains("unexpected argument 'api'");
    }
}
