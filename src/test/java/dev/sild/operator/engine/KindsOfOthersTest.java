package dev.sild.operator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.cluster.ControlPlane;
import dev.sild.cluster.OnControlPlane;
import dev.sild.cluster.ServiceMonitors;
import dev.sild.operator.engine.observe.Capabilities;
import dev.sild.operator.engine.plan.Plan;
import dev.sild.operator.engine.state.Desired;
import dev.sild.operator.engine.state.Reason;
import dev.sild.operator.engine.state.Step;
import dev.sild.operator.engine.status.ObjectEvent;
import dev.sild.stacks.shared.Capability;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What is known of a kind that not every cluster has when it comes, goes, or may not be watched. */
@OnControlPlane
class KindsOfOthersTest {
    private final ControlPlane plane;
    private Bench bench;

    KindsOfOthersTest(ControlPlane plane) {
        this.plane = plane;
    }

    @BeforeEach
    void open(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
        bench = new Bench(plane, "k-" + name.substring(0, Math.min(name.length(), 55)));
    }

    @AfterEach
    void close() {
        gone();
        bench.close();
    }

    private void present() {
        bench.client.resource(ServiceMonitors.DEFINITION).forceConflicts().serverSideApply();
        Bench.await("the kind is served", () -> bench.client.getApiResources("monitoring.coreos.com/v1") != null);
    }

    private void gone() {
        bench.client.resource(ServiceMonitors.DEFINITION).delete();
        Bench.await(
                "the kind is gone",
                () -> bench.client.getApiGroups().getGroups().stream()
                        .noneMatch(group -> group.getName().equals("monitoring.coreos.com")));
    }

    @Test
    void whatMayNotBeListedAndWatchedIsAsGoodAsAbsent() {
        present();
        Config config = Config.fromKubeconfig(plane.kubeconfig().toFile());
        config.setImpersonateUsername("somebody");
        config.setImpersonateGroups("system:authenticated");
        try (KubernetesClient somebody = new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build()) {
            Capabilities capabilities = new Capabilities(somebody, Set.of(bench.owner.namespace()), bench.clock);
            assertThat(capabilities.refresh()).doesNotContain(Capability.SERVICE_MONITOR);
            allow("watch");
            bench.clock.pass(Capabilities.PATIENCE);
            assertThat(capabilities.refresh()).doesNotContain(Capability.SERVICE_MONITOR);
            allow("list, watch");

            Bench.await("it may be used", () -> {
                bench.clock.pass(Capabilities.PATIENCE);
                return capabilities.refresh().contains(Capability.SERVICE_MONITOR);
            });
            Capabilities everywhere = new Capabilities(somebody, Set.of(), bench.clock);
            assertThat(everywhere.refresh())
                    .as("in one namespace is not in all")
                    .doesNotContain(Capability.SERVICE_MONITOR);
        }
    }

    private void allow(String verbs) {
        bench.client.resource("""
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: watcher, namespace: %s}
        rules: [{apiGroups: [monitoring.coreos.com], resources: [servicemonitors], verbs: [%s]}]
        """.formatted(bench.owner.namespace(), verbs)).serverSideApply();
        bench.client.resource("""
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: watcher, namespace: %s}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: watcher}
        subjects: [{apiGroup: rbac.authorization.k8s.io, kind: User, name: somebody}]
        """.formatted(bench.owner.namespace())).serverSideApply();
    }

    @Test
    void aKindIsGoneWhenItIsMissedTwiceAndAnObjectOfItIsRefusedAtOnce() {
        TestClock clock = bench.clock;
        Capabilities capabilities = new Capabilities(bench.client, Set.of(bench.owner.namespace()), clock);
        present();
        assertThat(capabilities.refresh()).contains(Capability.SERVICE_MONITOR);
        gone();
        Desired monitor = bench.desired(
                "{apiVersion: monitoring.coreos.com/v1, kind: ServiceMonitor, metadata: {name: shop}, spec: {}}");
        assertThat(bench.execute(new Plan(List.of(new Step.Create(monitor)))))
                .singleElement()
                .isInstanceOfSatisfying(
                        ObjectEvent.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.CAPABILITY_MISSING));
        clock.pass(Capabilities.PATIENCE);
        assertThat(capabilities.refresh()).as("missed once").contains(Capability.SERVICE_MONITOR);
        clock.pass(Capabilities.PATIENCE);
        assertThat(capabilities.refresh()).as("missed twice").doesNotContain(Capability.SERVICE_MONITOR);
    }
}
