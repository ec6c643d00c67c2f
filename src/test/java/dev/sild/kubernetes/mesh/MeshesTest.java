package dev.sild.kubernetes.mesh;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.Tree;
import dev.sild.kubernetes.Rendering;
import dev.sild.kubernetes.Samples;
import dev.sild.model.Application;
import dev.sild.model.Call;
import dev.sild.model.Calls;
import dev.sild.model.Component;
import dev.sild.model.Mesh;
import dev.sild.model.Port;
import dev.sild.model.Scrape;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class MeshesTest {
    private static final Mesh.Istio ISTIO = new Mesh.Istio("prod", Set.of("proxy"));
    private static final Mesh.Linkerd LINKERD = new Mesh.Linkerd(Set.of("proxy"));
    private static final List<Call> CALLS = List.of(
            new Call(Samples.INGRESS, new Call.OfComponent("proxy"), List.of(Samples.HTTP)),
            new Call(Samples.PROMETHEUS, new Call.OfComponent("api"), List.of(Samples.METRICS)),
            new Call(Samples.INGRESS, new Call.OfComponent("api"), List.of(Samples.HTTP)),
            Call.between("proxy", "api", Samples.HTTP));

    @Test
    void withoutAMeshNothingSpeaksOfOne() {
        Rendering rendering = rendering(Mesh.NONE, CALLS);

        assertThat(rendering.yaml()).doesNotContain("istio", "linkerd", "AuthorizationPolicy", "ServiceAccount\n");
    }

    @Test
    void everyPodHasASidecarAndAnAccountOfItsOwn() {
        for (String component : List.of("proxy", "api")) {
            Map<String, Object> istio = template(rendering(ISTIO, CALLS), component);
            assertThat(Tree.strings(istio, "metadata", "labels")).containsEntry("sidecar.istio.io/inject", "true");
            assertThat(Tree.strings(istio, "metadata", "annotations"))
                    .containsEntry("sidecar.istio.io/nativeSidecar", "true");
            assertThat(Tree.text(istio, "spec", "serviceAccountName")).isEqualTo("shop-" + component);
            Map<String, Object> linkerd = template(rendering(LINKERD, CALLS), component);
            assertThat(Tree.strings(linkerd, "metadata", "annotations"))
                    .containsEntry("linkerd.io/inject", "enabled")
                    .containsEntry("config.linkerd.io/default-inbound-policy", "deny");
            assertThat(Tree.text(linkerd, "spec", "serviceAccountName")).isEqualTo("shop-" + component);
        }
    }

    @Test
    void istioRefusesWhatIsNotEncryptedButFiguresAndWhatIsOpen() {
        Rendering rendering = rendering(ISTIO, CALLS);

        assertThat(Tree.map(rendering.tree("PeerAuthentication/shop-api"), "spec"))
                .containsEntry("mtls", Map.of("mode", "STRICT"))
                .containsEntry("portLevelMtls", Map.of("9113", Map.of("mode", "PERMISSIVE")));
        assertThat(Tree.map(rendering.tree("PeerAuthentication/shop-proxy"), "spec"))
                .containsEntry("mtls", Map.of("mode", "PERMISSIVE"))
                .doesNotContainKey("portLevelMtls");
    }

    @Test
    void istioAllowsEachCallByWhoCalls() {
        Rendering rendering = rendering(ISTIO, CALLS);

        assertThat(Tree.map(rendering.tree("AuthorizationPolicy/shop-default-deny"), "spec"))
                .containsEntry("action", "ALLOW")
                .doesNotContainKey("rules");
        assertThat(rules(rendering, "shop-api-from-proxy"))
                .containsExactly(rule(Map.of("principals", List.of("cluster.local/ns/prod/sa/shop-proxy")), "8080"));
        assertThat(rules(rendering, "shop-api-from-ingress"))
                .containsExactly(rule(Map.of("namespaces", List.of("ingress-nginx")), "8080"));
        // Nobody outside of the mesh has a name there.
        assertThat(rules(rendering, "shop-proxy-from-ingress")).containsExactly(rule(Map.of(), "8080"));
        assertThat(rules(rendering, "shop-api-from-prometheus")).containsExactly(rule(Map.of(), "9113"));
    }

    @Test
    void istioKnowsOthersByNamespaceAndAddressAndElseAsMembers() {
        Call.Others others = new Call.Others(
                "others",
                List.of(
                        new Call.Pods(Optional.empty(), Map.of("a", "b")),
                        new Call.Pods(Optional.of(Map.of()), Map.of("a", "b")),
                        new Call.Addresses("192.0.2.0/24")));
        Rendering rendering =
                rendering(ISTIO, List.of(new Call(others, new Call.OfComponent("api"), List.of(Samples.HTTP))));

        assertThat(Tree.list(rules(rendering, "shop-api-from-others").get(0), "from"))
                .containsExactly(
                        Map.of("source", Map.of("namespaces", List.of("prod"))),
                        Map.of("source", Map.of("principals", List.of("*"))),
                        Map.of("source", Map.of("ipBlocks", List.of("192.0.2.0/24"))));
    }

    @Test
    void istioLeavesPortsAloneThatItDoesNotCarry() {
        Port udp = new Port(5000, Port.Protocol.UDP, "", "", Port.Source.DECLARED);

        assertThat(rendering(ISTIO, List.of(Call.between("proxy", "api", udp))).names("AuthorizationPolicy"))
                .containsExactly("shop-default-deny");
        assertThat(rules(rendering(ISTIO, List.of(Call.between("proxy", "api"))), "shop-api-from-proxy")
                        .get(0))
                .doesNotContainKey("to");
    }

    @Test
    void linkerdAllowsEachCallByWhoCalls() {
        Rendering rendering = rendering(LINKERD, CALLS);

        assertThat(rendering.names("Server"))
                .containsExactlyInAnyOrder("shop-proxy-8080", "shop-api-9113", "shop-api-8080");
        assertThat(Tree.map(rendering.tree("Server/shop-api-8080"), "spec"))
                .containsEntry("port", 8080)
                .containsEntry("proxyProtocol", "HTTP/1");
        assertThat(Tree.map(rendering.tree("Server/shop-api-9113"), "spec")).doesNotContainKey("proxyProtocol");
        assertThat(authentication(rendering, "shop-api-8080", "proxy"))
                .isEqualTo(Map.of("kind", "ServiceAccount", "name", "shop-proxy"));
        assertThat(authentication(rendering, "shop-api-8080", "ingress"))
                .isEqualTo(Map.of(
                        "group", "policy.linkerd.io", "kind", "MeshTLSAuthentication", "name", "shop-mesh-members"));
        for (String port : List.of("shop-api-9113 prometheus", "shop-proxy-8080 ingress")) {
            assertThat(authentication(rendering, port.split(" ")[0], port.split(" ")[1]))
                    .isEqualTo(Map.of(
                            "group", "policy.linkerd.io", "kind", "NetworkAuthentication", "name", "shop-anybody"));
        }
        assertThat(rendering.tree("MeshTLSAuthentication/shop-mesh-members"))
                .extractingByKey("spec")
                .isEqualTo(Map.of("identities", List.of("*")));
    }

    @Test
    void aMeshRefusesOtherCallsEvenWhereTheNetworkDoesNot() {
        Calls calls = new Calls(CALLS, List.of(), false);
        Rendering rendering = Rendering.of(application(ISTIO, Optional.of(calls)));

        assertThat(rendering.names("NetworkPolicy")).isEmpty();
        assertThat(rendering.names("AuthorizationPolicy")).contains("shop-default-deny");
    }

    @Test
    void withoutCallsAMeshOnlyEncrypts() {
        assertThat(Rendering.of(application(ISTIO, Optional.empty())).names("AuthorizationPolicy"))
                .isEmpty();
        Rendering linkerd = Rendering.of(application(LINKERD, Optional.empty()));
        assertThat(linkerd.names("Server")).isEmpty();
        assertThat(Tree.strings(template(linkerd, "api"), "metadata", "annotations"))
                .containsEntry("config.linkerd.io/default-inbound-policy", "all-authenticated");
        assertThat(Tree.strings(template(linkerd, "proxy"), "metadata", "annotations"))
                .containsEntry("config.linkerd.io/default-inbound-policy", "all-unauthenticated");
    }

    private static Map<String, Object> rule(Map<String, Object> source, String port) {
        Map<String, Object> to = Map.of("to", List.of(Map.of("operation", Map.of("ports", List.of(port)))));
        return source.isEmpty() ? to : Map.of("from", List.of(Map.of("source", source)), "to", to.get("to"));
    }

    private static List<Map<String, Object>> rules(Rendering rendering, String policy) {
        return Tree.list(rendering.tree("AuthorizationPolicy/" + policy), "spec", "rules");
    }

    private static Map<String, Object> authentication(Rendering rendering, String server, String from) {
        Map<String, Object> policy = rendering.tree("AuthorizationPolicy/" + server + "-from-" + from);
        assertThat(Tree.text(policy, "spec", "targetRef", "name")).isEqualTo(server);
        return Tree.list(policy, "spec", "requiredAuthenticationRefs").get(0);
    }

    private static Map<String, Object> template(Rendering rendering, String component) {
        return Tree.map(rendering.tree("Deployment/shop-" + component), "spec", "template");
    }

    private static Rendering rendering(Mesh mesh, List<Call> calls) {
        return Rendering.of(application(mesh, Optional.of(new Calls(calls))));
    }

    private static Application application(Mesh mesh, Optional<Calls> calls) {
        Component proxy = Samples.component("proxy", Samples.replicas(1), Samples.HTTP);
        Component api = Samples.component("api", Samples.replicas(1), Samples.HTTP, Samples.METRICS);
        return Samples.stack(
                "shop",
                List.of(proxy, api),
                calls,
                List.of(new Scrape("api", Samples.METRICS, "/metrics", "", Map.of())),
                mesh);
    }
}
