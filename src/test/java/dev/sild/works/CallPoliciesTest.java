package dev.sild.works;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.Tree;
import dev.sild.kubernetes.Rendering;
import dev.sild.kubernetes.RichSample;
import dev.sild.kubernetes.Samples;
import dev.sild.kubernetes.objects.RenderOptions;
import dev.sild.kubernetes.objects.RenderOptions.Monitoring;
import dev.sild.model.Mesh;
import dev.sild.works.Policies.End;
import dev.sild.works.RunningPod.Port;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may talk to whom where an application says each call, by the rules of NetworkPolicies. */
class CallPoliciesTest {
    private static final Port HTTP = new Port(8080, "TCP");
    private static final Port REDIS = new Port(6379, "TCP");
    private static final Port POSTGRES = new Port(5432, "TCP");
    private static final Port METRICS = new Port(9113, "TCP");
    private static final List<Port> PORTS =
            List.of(HTTP, REDIS, POSTGRES, METRICS, new Port(22, "TCP"), new Port(8080, "UDP"));

    private static final End INGRESS = End.foreign("ingress-nginx", Map.of("app", "controller"));
    private static final End PROMETHEUS = End.foreign("monitoring", Map.of("app", "prometheus"));
    private static final End NEIGHBOUR = End.foreign("application", Map.of("app.kubernetes.io/name", "webstack"));

    static Stream<Mesh> meshes() {
        return Samples.meshes("application").stream();
    }

    @ParameterizedTest
    @MethodSource("meshes")
    void everyDeclaredCallIsOpenAndEveryOtherClosed(Mesh mesh) {
        ClusterModel cluster = cluster(mesh, "shop");
        Map<String, Set<Port>> open = new TreeMap<>();
        for (RunningPod from : cluster.pods()) {
            for (RunningPod to : cluster.pods()) {
                for (Port port : PORTS) {
                    if (!from.equals(to) && cluster.mayConnect(from, to, port)) {
                        open.computeIfAbsent(from.name() + " > " + to.name(), edge -> new HashSet<>())
                                .add(port);
                    }
                }
            }
        }

        assertThat(open)
                .isEqualTo(Map.of(
                        "shop-proxy > shop-api", Set.of(HTTP),
                        "shop-api > shop-cache", Set.of(REDIS),
                        "shop-api > shop-database", Set.of(POSTGRES),
                        "shop-backup > shop-database", Set.of(POSTGRES)));
    }

    @Test
    void onePolicyClosesEveryPodInBothDirectionsByItself() {
        Rendering rendering =
                Rendering.of(RichSample.of("shop", Mesh.NONE), RenderOptions.ofStack(Monitoring.ANNOTATIONS));
        Map<String, Object> deny = Tree.documents(rendering.yaml()).stream()
                .filter(object -> Tree.text(object, "metadata", "name").equals("shop-default-deny"))
                .findFirst()
                .orElseThrow();

        assertThat(Tree.map(deny, "spec"))
                .isEqualTo(Map.of(
                        "podSelector",
                                Map.of(
                                        "matchLabels",
                                        Map.of(
                                                "app.kubernetes.io/name",
                                                "webstack",
                                                "app.kubernetes.io/instance",
                                                "shop")),
                        "policyTypes", List.of("Ingress", "Egress")));
    }

    @Test
    void othersComeInWhereTheyAreNamedOnly() {
        ClusterModel cluster = cluster(Mesh.NONE, "shop");

        assertThat(entered(cluster, INGRESS)).containsExactly("shop-proxy 8080/TCP");
        assertThat(entered(cluster, PROMETHEUS)).containsExactly("shop-proxy 9113/TCP");
        assertThat(entered(cluster, NEIGHBOUR)).isEmpty();
        assertThat(entered(cluster, End.outside())).isEmpty();
    }

    @Test
    void onlyWhoMayReachesTheInternet() {
        ClusterModel cluster = cluster(Mesh.NONE, "shop");

        assertThat(cluster.pods().stream().filter(cluster::reachesTheWorld).map(RunningPod::name))
                .containsExactly("shop-api");
    }

    @Test
    void theInternetIsNoWayIntoTheClusterNorToACloudsCredentials() {
        ClusterModel cluster = cluster(Mesh.NONE, "shop");
        RunningPod api = pod(cluster, "shop-api");

        assertThat(cluster.leaves(api, NEIGHBOUR, HTTP)).isFalse();
        assertThat(cluster.leaves(api, at("169.254.169.254"), new Port(80, "TCP")))
                .isFalse();
        assertThat(cluster.leaves(api, at("192.168.1.1"), HTTP)).isFalse();
        assertThat(cluster.leaves(api, at("198.51.100.7"), HTTP)).isTrue();
    }

    @Test
    void theApiServerIsReachedWhereverItIsByWhoMay() {
        ClusterModel cluster = cluster(Mesh.NONE, "shop");
        End server = at("10.0.0.1");

        for (int port : List.of(443, 6443)) {
            assertThat(cluster.pods().stream()
                            .filter(pod -> cluster.leaves(pod, server, new Port(port, "TCP")))
                            .map(RunningPod::name))
                    .containsExactly("shop-api");
        }
        assertThat(cluster.leaves(pod(cluster, "shop-api"), server, HTTP)).isFalse();
    }

    @Test
    void everybodyResolvesNamesWhoeverDoesIt() {
        ClusterModel cluster = cluster(Mesh.NONE, "shop");

        for (RunningPod pod : cluster.pods()) {
            for (String protocol : List.of("UDP", "TCP")) {
                assertThat(cluster.leaves(
                                pod, End.foreign("kube-system", Map.of("k8s-app", "kube-dns")), new Port(53, protocol)))
                        .isTrue();
                assertThat(cluster.leaves(pod, End.foreign("openshift-dns", Map.of()), new Port(5353, protocol)))
                        .isTrue();
                assertThat(cluster.leaves(pod, at("169.254.20.10"), new Port(53, protocol)))
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("meshes")
    void twoApplicationsOfOneNamespaceAreClosedToEachOther(Mesh mesh) {
        ClusterModel cluster = cluster(mesh, "shop", "shop-b");
        List<String> across = new ArrayList<>();
        for (RunningPod from : cluster.pods()) {
            for (RunningPod to : cluster.pods()) {
                if (!instance(from).equals(instance(to))
                        && PORTS.stream().anyMatch(port -> cluster.mayConnect(from, to, port))) {
                    across.add(from.name() + " > " + to.name());
                }
            }
        }

        assertThat(cluster.pods()).hasSize(10);
        assertThat(across).isEmpty();
        assertThat(cluster.mayConnect(pod(cluster, "shop-b-api"), pod(cluster, "shop-b-cache"), REDIS))
                .isTrue();
    }

    @Test
    void aMeshsProxiesReachTheirControlPlaneAndEachOther() {
        End istiod = End.foreign("istio-system", Map.of("app", "istiod"));
        ClusterModel istio = cluster(Samples.meshes("application").get(1), "shop");
        assertThat(istio.pods())
                .allMatch(pod -> istio.leaves(pod, istiod, new Port(15012, "TCP")))
                .noneMatch(pod -> istio.leaves(pod, NEIGHBOUR, new Port(15012, "TCP")));

        End identity = End.foreign("linkerd", Map.of("linkerd.io/control-plane-component", "identity"));
        ClusterModel linkerd = cluster(Samples.meshes("application").get(2), "shop");
        assertThat(linkerd.pods())
                .allMatch(pod -> linkerd.leaves(pod, identity, HTTP))
                .noneMatch(pod -> linkerd.leaves(pod, NEIGHBOUR, HTTP));
        Port proxy = new Port(4143, "TCP");
        assertThat(linkerd.mayConnect(pod(linkerd, "shop-api"), pod(linkerd, "shop-database"), proxy))
                .isTrue();
        assertThat(linkerd.mayConnect(pod(linkerd, "shop-proxy"), pod(linkerd, "shop-database"), proxy))
                .isFalse();
    }

    private static Set<String> entered(ClusterModel cluster, End from) {
        Set<String> entered = new TreeSet<>();
        for (RunningPod to : cluster.pods()) {
            PORTS.stream()
                    .filter(port -> cluster.enters(from, to, port))
                    .forEach(port -> entered.add(to.name() + " " + port));
        }
        return entered;
    }

    private static End at(String address) {
        return new End(Optional.empty(), Optional.empty(), Map.of(), address);
    }

    private static RunningPod pod(ClusterModel cluster, String name) {
        return cluster.pods().stream()
                .filter(pod -> pod.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static String instance(RunningPod pod) {
        return pod.labels().get("app.kubernetes.io/instance");
    }

    private static ClusterModel cluster(Mesh mesh, String... stacks) {
        StringBuilder manifests = new StringBuilder();
        for (String stack : stacks) {
            manifests
                    .append("---\n")
                    .append(Rendering.of(RichSample.of(stack, mesh), RenderOptions.ofStack(Monitoring.ANNOTATIONS))
                            .yaml());
        }
        return ClusterModel.of(manifests.toString());
    }
}
