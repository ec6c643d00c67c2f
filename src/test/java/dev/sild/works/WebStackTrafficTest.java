package dev.sild.works;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.stacks.shared.Inputs;
import dev.sild.stacks.web.TranslatedStack;
import dev.sild.works.Policies.End;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may connect to whom in a WebStack, from the policies alone: what is declared, and nothing else. */
class WebStackTrafficTest {
    private static final String SMALLEST = """
      api: {image: "api:1"}
      """;

    private static final String WHOLE = """
      api: {image: "api:1", metrics: {port: 9464}}
      exposure: {type: LoadBalancer, tls: {secretName: shop-tls}}
      monitoring:
        type: Annotations
        allowFrom: [{namespaceLabels: {kubernetes.io/metadata.name: monitoring}}]
      database: {backup: {enabled: true}, passwordRotation: now}
      """;

    private static final List<String> INNER = List.of("proxy → api: 3000", "api → cache: 6379", "api → database: 5432");

    private static StackTraffic traffic(String spec, String... stacks) {
        Set<String> rotating = spec.contains("passwordRotation") ? Set.of("shop-database") : Set.of();
        StringBuilder manifests = new StringBuilder();
        for (String stack : stacks) {
            manifests
                    .append("---\n")
                    .append(TranslatedStack.yaml(
                            TranslatedStack.read("apiVersion: sild.dev/v1alpha1\nkind: WebStack\nmetadata: {name: "
                                    + stack + "}\nspec:\n" + spec.indent(2)),
                            new Inputs(Set.of(), rotating)));
        }
        return new StackTraffic(manifests.toString());
    }

    static Stream<Arguments> shapes() {
        return Stream.of(
                Arguments.of("smallest", SMALLEST, List.of("another pod of the namespace → proxy: 8080")),
                Arguments.of(
                        "whole",
                        WHOLE,
                        List.of(
                                "the internet → proxy: 8080, 8443",
                                "the ingress controller → proxy: 8080, 8443",
                                "another pod of the namespace → proxy: 8080, 8443",
                                "another namespace → proxy: 8080, 8443",
                                "Prometheus → proxy: 8080, 8443, 9113",
                                "Prometheus → api: 9464",
                                "Prometheus → cache: 9121",
                                "Prometheus → database: 9187",
                                "backup → database: 5432",
                                "database-rotation → database: 5432")),
                Arguments.of(
                        "from the ingress controller only",
                        SMALLEST + """
            exposure: {type: Ingress, host: shop.example.com}
            networkPolicy: {allowFrom: [{namespaceLabels: {kubernetes.io/metadata.name: ingress-nginx}}]}
            """,
                        List.of("the ingress controller → proxy: 8080")),
                Arguments.of("from a range of addresses only", SMALLEST + """
            exposure: {type: NodePort}
            networkPolicy: {allowFrom: [{cidr: 203.0.113.0/24}]}
            """, List.of("the internet → proxy: 8080")),
                Arguments.of(
                        "figures for everybody in the cluster",
                        SMALLEST + """
            exposure: {type: Ingress}
            networkPolicy: {allowFrom: [{cidr: 192.0.2.0/24}]}
            monitoring: {type: Annotations}
            """,
                        Stream.of(
                                        "the ingress controller",
                                        "Prometheus",
                                        "another pod of the namespace",
                                        "another namespace")
                                .flatMap(from -> Stream.of(
                                        from + " → proxy: 9113", from + " → cache: 9121", from + " → database: 9187"))
                                .toList()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void everyDeclaredConnectionIsOpenAndEveryOtherClosed(String name, String spec, List<String> entering) {
        assertThat(traffic(spec, "shop").edges("shop"))
                .containsExactlyInAnyOrderElementsOf(
                        Stream.concat(INNER.stream(), entering.stream()).toList());
    }

    @Test
    void withoutAProxyTheApiIsTheEntrance() {
        assertThat(traffic(
                                SMALLEST
                                        + "proxy: {enabled: false}\nexposure: {type: NodePort}\ncache: {enabled: false}\n",
                                "shop")
                        .edges("shop"))
                .contains("the internet → api: 3000", "api → database: 5432")
                .doesNotContain("proxy → api: 3000");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void namesAreResolvedByAllAndTheInternetIsForTheApiAlone(String name, String spec, List<String> entering) {
        StackTraffic traffic = traffic(spec, "shop");
        assertThat(traffic.components("shop"))
                .hasSizeGreaterThanOrEqualTo(4)
                .allMatch(component -> traffic.resolvesNames("shop", component));
        assertThat(traffic.components("shop").stream()
                        .filter(component -> traffic.reaches("shop", component, End.outside())))
                .containsExactly("api");
        StackTraffic.strangers().values().stream()
                .filter(end -> end.labels().isPresent())
                .forEach(end -> assertThat(traffic.components("shop"))
                        .noneMatch(component -> traffic.reaches("shop", component, end)));
    }

    @Test
    void anApiWithoutTheInternetReachesItNot() {
        StackTraffic traffic = traffic("api: {image: \"api:1\", internetAccess: false}\n", "shop");
        assertThat(traffic.components("shop"))
                .noneMatch(component -> traffic.reaches("shop", component, End.outside()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("shapes")
    void twoStacksInOneNamespaceAreClosedToEachOther(String name, String spec, List<String> entering) {
        StackTraffic traffic = traffic(spec, "shop", "other");
        for (String from : traffic.components("other")) {
            for (String to : traffic.components("shop")) {
                assertThat(traffic.open(traffic.end("other", from), "shop", to))
                        .as(from + " → " + to)
                        .isEmpty();
            }
        }
    }

    @Test
    void withoutPoliciesEverythingIsOpen() {
        StackTraffic traffic = traffic(SMALLEST + "networkPolicy: {enabled: false}\n", "shop");
        assertThat(traffic.open(End.outside(), "shop", "database")).contains(5432, 64_999);
    }
}
