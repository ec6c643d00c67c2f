package dev.sild.kubernetes.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.Tree;
import dev.sild.kubernetes.Rendering;
import dev.sild.kubernetes.Samples;
import dev.sild.model.Application;
import dev.sild.model.Endpoint;
import dev.sild.model.Exposure;
import dev.sild.model.Exposure.Path;
import dev.sild.model.Exposure.PathType;
import dev.sild.model.Naming;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExposuresTest {
    private static final List<Exposure.Published> HTTP = List.of(new Exposure.Published(80, Samples.HTTP));

    @Test
    void anIngressHasEachPathAtEachHost() {
        Rendering rendering = rendering(
                new Exposure.Ingress(
                        List.of("a.example", "b.example"),
                        List.of(
                                Path.ALL,
                                new Path("/exact", PathType.EXACT),
                                new Path("/any", PathType.IMPLEMENTATION_SPECIFIC)),
                        List.of(
                                new Exposure.Tls(List.of("a.example"), "a-tls"),
                                new Exposure.Tls(List.of("b.example"), "")),
                        "nginx",
                        Map.of("cert-manager.io/issuer", "ca")),
                HTTP);

        Map<String, Object> ingress = rendering.tree("Ingress/shop-web");
        assertThat(Tree.strings(ingress, "metadata", "annotations")).isEqualTo(Map.of("cert-manager.io/issuer", "ca"));
        assertThat(Tree.list(ingress, "spec", "rules"))
                .extracting(rule -> rule.get("host"))
                .containsExactly("a.example", "b.example");
        assertThat(Tree.list(ingress, "spec", "rules"))
                .allSatisfy(rule -> assertThat(Tree.list(rule, "http", "paths"))
                        .extracting(path -> path.get("path") + " " + path.get("pathType"))
                        .containsExactly("/ Prefix", "/exact Exact", "/any ImplementationSpecific"));
        assertThat(Tree.list(ingress, "spec", "tls"))
                .containsExactly(
                        Map.of("hosts", List.of("a.example"), "secretName", "a-tls"),
                        Map.of("hosts", List.of("b.example")));
    }

    @Test
    void withoutAHostAnIngressIsForEveryOne() {
        Rendering rendering = rendering(new Exposure.Ingress("", "", ""), HTTP);

        assertThat(rendering.spec("Ingress/shop-web")).doesNotContain("host:", "tls:", "ingressClassName");
    }

    @Test
    void aRouteNamesItsListenerAndPaths() {
        Map<String, Object> route = rendering(
                        new Exposure.Gateway(
                                List.of("a.example"),
                                List.of(new Path("/shop", PathType.PREFIX), new Path("/exact", PathType.EXACT)),
                                "infra/public",
                                "https",
                                Map.of("a", "b")),
                        HTTP)
                .tree("HTTPRoute/shop-web");

        assertThat(Tree.list(route, "spec", "parentRefs"))
                .containsExactly(Map.of("name", "public", "namespace", "infra", "sectionName", "https"));
        assertThat(Tree.list(Tree.list(route, "spec", "rules").get(0), "matches"))
                .containsExactly(
                        Map.of("path", Map.of("type", "PathPrefix", "value", "/shop")),
                        Map.of("path", Map.of("type", "Exact", "value", "/exact")));
    }

    @Test
    void aLoadBalancerIsToldWhatTheUserSays() {
        Map<String, Object> spec = service(
                new Exposure.LoadBalancer(
                        "example.org/fast", List.of("192.0.2.0/24"), new Exposure.Terms(Map.of("a", "b"), "Local")),
                HTTP);

        assertThat(spec)
                .containsEntry("type", "LoadBalancer")
                .containsEntry("loadBalancerClass", "example.org/fast")
                .containsEntry("loadBalancerSourceRanges", List.of("192.0.2.0/24"))
                .containsEntry("externalTrafficPolicy", "Local");
        assertThat(service(new Exposure.LoadBalancer(), HTTP))
                .doesNotContainKeys("loadBalancerClass", "loadBalancerSourceRanges", "externalTrafficPolicy");
    }

    @Test
    void aPortOfTheNodesIsSaidOnlyWhereTheUserSaysOne() {
        assertThat(Tree.list(service(new Exposure.NodePort(), HTTP), "ports"))
                .allSatisfy(port -> assertThat(port).doesNotContainKey("nodePort"));
        assertThat(Tree.list(
                        service(
                                new Exposure.NodePort(),
                                List.of(new Exposure.Published(80, Samples.HTTP, Optional.of(30080)))),
                        "ports"))
                .singleElement()
                .satisfies(port -> assertThat(port).containsEntry("nodePort", 30080));
    }

    @Test
    void nothingIsMadeForWhatIsForwardedOnly() {
        Rendering rendering = rendering(new Exposure.PortForward(), HTTP);

        assertThat(rendering.names("Service")).containsExactly("shop-frontend");
        assertThat(rendering.names("Ingress")).isEmpty();
    }

    @Test
    void leadsToTheServiceThatThePodsAreFoundBy() {
        Rendering rendering = rendering(new Exposure.Ingress("a.example", "", ""), HTTP);

        String name = Tree.text(
                Tree.list(
                                Tree.list(rendering.tree("Ingress/shop-web"), "spec", "rules")
                                        .get(0),
                                "http",
                                "paths")
                        .get(0),
                "backend",
                "service",
                "name");
        assertThat(rendering.names("Service")).contains(name).containsExactly("shop-frontend");
    }

    private static Map<String, Object> service(Exposure.Kind kind, List<Exposure.Published> ports) {
        return Tree.map(rendering(kind, ports).tree("Service/shop-web-public"), "spec");
    }

    /** A component that is found by another name than its own. */
    private static Rendering rendering(Exposure.Kind kind, List<Exposure.Published> ports) {
        return Rendering.of(Application.of("shop", List.of(Samples.component("web", Samples.replicas(1), Samples.HTTP)))
                .with(application -> application
                        .endpoints(
                                List.of(new Endpoint("frontend", List.of("web"), List.of(Samples.HTTP), false, false)))
                        .exposures(List.of(new Exposure("web", kind, ports)))
                        .naming(Naming.of("webstack", "shop"))));
    }
}
