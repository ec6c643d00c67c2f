package dev.sild.works;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.works.RunningPod.Port;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The rules by which a cluster leads connections, as Kubernetes documents them. */
class ClusterModelTest {
    private static final Port WEB = new Port(80, "TCP");

    private static String pod(String name, String labels, String more) {
        return "---\nkind: Pod\nmetadata: {name: " + name + ", labels: {" + labels
                + "}}\nspec:\n  containers:\n  - name: " + name
                + "\n    ports: [{containerPort: 8080, name: http}, {containerPort: 80}]\n" + more;
    }

    private static String service(String name, String spec) {
        return "---\nkind: Service\nmetadata: {name: " + name + "}\nspec: {" + spec + "}\n";
    }

    private static String policy(String spec) {
        return "---\nkind: NetworkPolicy\nmetadata: {name: p}\nspec: {" + spec + "}\n";
    }

    private static List<String> reached(String manifests, String from, String name, Port port) {
        ClusterModel cluster = ClusterModel.of(manifests);
        return cluster.connect(cluster.podOf(from).orElseThrow(), name, port).answer().stream()
                .map(RunningPod::name)
                .toList();
    }

    private static final String TWO = pod("a", "app: a", "") + pod("b", "app: b", "");

    @Test
    void aServiceLeadsFromItsPortsToThePodsItSelects() {
        String manifests = TWO + service("web", "selector: {app: b}, ports: [{port: 80, targetPort: http}]");
        assertThat(reached(manifests, "a", "web", WEB)).containsExactly("b");
        assertThat(reached(manifests, "a", "WEB", WEB)).containsExactly("b");
        assertThat(reached(manifests, "a", "web", new Port(8080, "TCP"))).isEmpty();
        assertThat(reached(manifests, "a", "web", new Port(80, "UDP"))).isEmpty();
        assertThat(reached(manifests, "a", "other", WEB)).isEmpty();
    }

    @Test
    void aHeadlessServiceLeadsToEveryPortAndAnUnknownPortNameNowhere() {
        assertThat(reached(TWO + service("b", "clusterIP: None, selector: {app: b}"), "a", "b", new Port(9, "UDP")))
                .containsExactly("b");
        assertThat(reached(
                        TWO + service("b", "selector: {app: b}, ports: [{port: 80, targetPort: grpc}]"), "a", "b", WEB))
                .isEmpty();
        assertThat(reached(TWO + service("b", "ports: [{port: 80}]"), "a", "b", WEB))
                .isEmpty();
    }

    @Test
    void aPodIsFoundByItsHostNameInTheHeadlessServiceOfItsSubdomainThatSelectsIt() {
        String manifests = pod("a", "app: a", "")
                + pod("b", "app: b", "  hostname: h\n  subdomain: s\n")
                + pod("c", "app: b", "  hostname: i\n  subdomain: s\n")
                + pod("d", "app: b", "  hostname: h\n");
        String headless = service("s", "clusterIP: None, selector: {app: b}");
        assertThat(reached(manifests + headless, "a", "h.s", WEB)).containsExactly("b");
        assertThat(reached(manifests + headless, "a", "H.S", WEB)).containsExactly("b");
        assertThat(reached(manifests + headless, "a", "s", WEB)).containsExactly("b", "c", "d");
        assertThat(reached(manifests + headless, "a", "j.s", WEB)).isEmpty();
        assertThat(reached(manifests + headless, "a", "h.other", WEB)).isEmpty();
        assertThat(reached(manifests + service("s", "selector: {app: b}, ports: [{port: 80}]"), "a", "h.s", WEB))
                .isEmpty();
        assertThat(reached(manifests + service("s", "clusterIP: None, selector: {app: a}"), "a", "h.s", WEB))
                .isEmpty();
    }

    @Test
    void aSelectedPodLetsInWhatSomePolicyAllows() {
        String manifests = TWO + pod("c", "app: c", "") + service("b", "clusterIP: None, selector: {app: b}");
        String closed = manifests + policy("podSelector: {matchLabels: {app: b}}, policyTypes: [Ingress]");
        assertThat(reached(closed, "a", "b", WEB)).isEmpty();
        String open = closed
                + policy("podSelector: {}, ingress: [{from: [{podSelector: {matchLabels: {app: a}}}],"
                        + " ports: [{port: http}, {port: 90, endPort: 99}]}]");
        assertThat(reached(open, "a", "b", new Port(8080, "TCP"))).containsExactly("b");
        assertThat(reached(open, "a", "b", new Port(95, "TCP"))).containsExactly("b");
        assertThat(reached(open, "a", "b", WEB)).isEmpty();
        assertThat(reached(open, "c", "b", new Port(8080, "TCP"))).isEmpty();
        assertThat(reached(open, "b", "b", WEB)).as("a pod reaches itself").containsExactly("b");
    }

    @Test
    void aPolicyOnEgressTakesNamesAwayUnlessItAllowsDns() {
        String manifests = TWO + service("b", "clusterIP: None, selector: {app: b}");
        String toB = "podSelector: {matchLabels: {app: a}}, policyTypes: [Egress], egress: [{to: [{podSelector: {}}]}";
        assertThat(reached(manifests + policy(toB + "]"), "a", "b", WEB)).isEmpty();
        assertThat(reached(manifests + policy(toB + ", {ports: [{port: 53, protocol: UDP}]}]"), "a", "b", WEB))
                .containsExactly("b");
        assertThat(reached(
                        manifests
                                + policy(
                                        toB
                                                + ", {to: [{namespaceSelector: {}, podSelector: {matchLabels: {k8s-app: kube-dns}}}]}]"),
                        "a",
                        "b",
                        WEB))
                .containsExactly("b");
        ClusterModel cluster = ClusterModel.of(manifests + policy(toB + "]"));
        assertThat(cluster.reachesTheWorld(cluster.podOf("a").orElseThrow())).isFalse();
        assertThat(cluster.reachesTheWorld(cluster.podOf("b").orElseThrow())).isTrue();
    }

    @Test
    void aBlockOfAddressesHoldsWhatIsInItAndNotExcepted() {
        String world =
                "podSelector: {}, policyTypes: [Egress], egress: [{to: [{ipBlock: {cidr: 0.0.0.0/0, except: [10.0.0.0/8]}}]}]";
        ClusterModel cluster = ClusterModel.of(TWO + policy(world));
        RunningPod a = cluster.podOf("a").orElseThrow();
        assertThat(cluster.reachesTheWorld(a)).isTrue();
        assertThat(cluster.mayConnect(a, cluster.podOf("b").orElseThrow(), WEB)).isFalse();
    }

    @Test
    void theHostsFileGoesBeforeTheResolver() {
        String manifests = pod(
                        "a",
                        "app: a",
                        "  hostname: me\n  hostAliases: [{ip: 10.1.2.3, hostnames: [b]}, {ip: 127.0.0.1, hostnames: [self]}]\n")
                + pod("b", "app: b", "")
                + service("b", "clusterIP: None, selector: {app: b}");
        ClusterModel cluster = ClusterModel.of(manifests);
        assertThat(cluster.connect(cluster.podOf("a").orElseThrow(), "b", WEB).elsewhere())
                .containsExactly("10.1.2.3");
        assertThat(reached(manifests, "a", "self", WEB)).containsExactly("a");
        assertThat(reached(manifests, "a", "me", WEB)).containsExactly("a");
        assertThat(reached(manifests, "a", "localhost", WEB)).containsExactly("a");
    }

    @Test
    void aPodOnItsNodesNetworkIsTheNodeToThePoliciesAndAsksTheClusterOnlyWhereToldTo() {
        String node = pod("n", "app: n", "  hostNetwork: true\n");
        String manifests = TWO + service("b", "clusterIP: None, selector: {app: b}");
        assertThat(reached(manifests + node, "n", "b", WEB)).isEmpty();
        String asking = manifests + pod("n", "app: n", "  hostNetwork: true\n  dnsPolicy: ClusterFirstWithHostNet\n");
        assertThat(reached(asking, "n", "b", WEB)).containsExactly("b");
        String closed = asking + policy("podSelector: {}, ingress: [{from: [{podSelector: {}}]}]");
        assertThat(reached(closed, "n", "b", WEB)).isEmpty();
        assertThat(reached(closed, "a", "b", WEB)).containsExactly("b");
    }

    @Test
    void theWorldComesInByNodePortsLoadBalancersRoutesAndPortsOfTheNode() {
        Port http = new Port(8080, "TCP");
        String closed = policy("podSelector: {}, ingress: [{from: [{podSelector: {}}]}]");
        String loadBalancer =
                service("b", "type: LoadBalancer, selector: {app: b}, ports: [{port: 80, targetPort: http}]");
        String ingress = service("b", "selector: {app: b}, ports: [{port: 80, name: web, targetPort: 8080}]")
                + "---\nkind: Ingress\nspec: {rules: [{http: {paths: [{backend: {service: {name: b, port: {name: web}}}}]}}]}\n";
        assertThat(open(TWO)).isEmpty();
        assertThat(open(TWO + loadBalancer)).containsExactly(http);
        assertThat(open(TWO + loadBalancer + closed)).isEmpty();
        assertThat(open(TWO + loadBalancer + closed + policy("podSelector: {}, ingress: [{ports: [{port: 8080}]}]")))
                .containsExactly(http);
        assertThat(open(TWO + ingress)).containsExactly(http);
        assertThat(open(TWO.replace("{containerPort: 80}", "{containerPort: 80, hostPort: 80}")))
                .containsExactly(WEB);
    }

    private static List<Port> open(String manifests) {
        ClusterModel cluster = ClusterModel.of(manifests);
        return List.copyOf(cluster.openToTheWorld(cluster.podOf("b").orElseThrow()));
    }

    @Test
    void initContainersDoNotServeAndSidecarsDo() {
        ClusterModel cluster = ClusterModel.of("""
        kind: Deployment
        metadata: {name: a}
        spec: {template: {metadata: {labels: {app: a}}, spec: {
          initContainers: [{name: first}, {name: beside, restartPolicy: Always}], containers: [{name: a}]}}}
        """);
        assertThat(cluster.pods().get(0).containers()).containsExactly("beside", "a");
    }
}
