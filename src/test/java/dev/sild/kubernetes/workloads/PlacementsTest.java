package dev.sild.kubernetes.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.Tree;
import dev.sild.kubernetes.Rendering;
import dev.sild.kubernetes.Samples;
import dev.sild.model.Application;
import dev.sild.model.Component;
import dev.sild.model.Mesh;
import dev.sild.model.Mount;
import dev.sild.model.Naming;
import dev.sild.model.Placement;
import dev.sild.model.Placement.NodeRule;
import dev.sild.model.Placement.Operator;
import dev.sild.model.Placement.Toleration;
import dev.sild.model.Pod;
import dev.sild.model.Volume;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlacementsTest {
    private static final String HOST = "kubernetes.io/hostname";
    private static final Map<String, Object> ON_SSD = Map.of(
            "nodeAffinity",
            Map.of(
                    "requiredDuringSchedulingIgnoredDuringExecution",
                    Map.of("nodeSelectorTerms", List.of(term("disk", "ssd"), term("disk", "nvme")))));

    @Test
    void whatTheUserAsksForStandsAsItIs() {
        Placement placement = new Placement(
                List.of(),
                List.of(),
                List.of(),
                0,
                false,
                Map.of("pool", "web"),
                List.of(
                        new Toleration("dedicated", Optional.of("web"), "NoSchedule", Optional.empty()),
                        new Toleration("flaky", Optional.of(""), "NoExecute", Optional.of(60L)),
                        new Toleration("", Optional.empty(), "", Optional.empty())),
                ON_SSD,
                "high");

        Map<String, Object> pod = pod(placement);

        assertThat(Tree.strings(pod, "nodeSelector")).isEqualTo(Map.of("pool", "web"));
        assertThat(Tree.text(pod, "priorityClassName")).isEqualTo("high");
        assertThat(Tree.list(pod, "tolerations"))
                .containsExactly(
                        Map.of("key", "dedicated", "operator", "Equal", "value", "web", "effect", "NoSchedule"),
                        Map.of("key", "flaky", "operator", "Equal", "effect", "NoExecute", "tolerationSeconds", 60L),
                        Map.of("operator", "Exists"));
        assertThat(Tree.map(pod, "affinity")).isEqualTo(ON_SSD);
    }

    @Test
    void preferencesOfNodesAreBesidesWhatIsRequired() {
        Placement placement = new Placement(
                List.of(new NodeRule("disk", Operator.EQUAL, "ssd")),
                List.of(new NodeRule("role", Operator.MISSING, "")),
                List.of(),
                0,
                false,
                Map.of(),
                List.of(),
                Map.of(),
                "");

        assertThat(Tree.map(pod(placement), "affinity", "nodeAffinity"))
                .isEqualTo(Map.of(
                        "requiredDuringSchedulingIgnoredDuringExecution",
                        Map.of("nodeSelectorTerms", List.of(term("disk", "ssd"))),
                        "preferredDuringSchedulingIgnoredDuringExecution",
                        List.of(Map.of(
                                "weight",
                                100,
                                "preference",
                                Map.of(
                                        "matchExpressions",
                                        List.of(Map.of("key", "role", "operator", "DoesNotExist")))))));
    }

    @Test
    void eachTermOfTheUsersAffinityAsksForOursBesides() {
        Placement placement = new Placement(
                List.of(new NodeRule("arch", Operator.EQUAL, "arm64")),
                List.of(),
                List.of(),
                1,
                false,
                Map.of(),
                List.of(),
                ON_SSD,
                "");

        Map<String, Object> pod = pod(placement);

        assertThat(Tree.list(
                        pod,
                        "affinity",
                        "nodeAffinity",
                        "requiredDuringSchedulingIgnoredDuringExecution",
                        "nodeSelectorTerms"))
                .hasSize(2)
                .allSatisfy(term -> assertThat(Tree.list(term, "matchExpressions"))
                        .hasSize(2)
                        .contains(Map.of("key", "arch", "operator", "In", "values", List.of("arm64"))));
        assertThat(Tree.list(pod, "affinity", "podAntiAffinity", "requiredDuringSchedulingIgnoredDuringExecution"))
                .hasSize(1);
    }

    @Test
    void podsAreSpreadAsFarAsItGoesOrWait() {
        assertThat(spread(placement(false))).containsExactly(HOST + " ScheduleAnyway");
        assertThat(spread(placement(true))).containsExactly(HOST + " DoNotSchedule");
    }

    @Test
    void podsThatShareAClaimOfOneNodeStayTogetherWhateverElseIsAsked() {
        Component api = mounting(
                "api",
                Map.of(
                        "podAffinity",
                        Map.of(
                                "requiredDuringSchedulingIgnoredDuringExecution",
                                List.of(Map.of(
                                        "topologyKey",
                                        "zone",
                                        "labelSelector",
                                        Map.of("matchLabels", Map.of("a", "b")))))));
        Component proxy = mounting("proxy", Map.of());
        Application application = new Application(
                "shop",
                List.of(api, proxy),
                List.of(),
                List.of(new Volume.Claim(
                        "static", "1Gi", "", Volume.Access.READ_WRITE_ONCE, Map.of(), Optional.empty())),
                List.of(),
                List.of(),
                List.of(),
                Naming.of("webstack", "shop"),
                Optional.empty(),
                List.of(),
                Mesh.NONE);

        Map<String, Object> pod =
                Tree.map(Rendering.of(application).tree("Deployment/shop-api"), "spec", "template", "spec");

        assertThat(Tree.list(pod, "affinity", "podAffinity", "requiredDuringSchedulingIgnoredDuringExecution"))
                .extracting(term -> term.get("topologyKey"))
                .containsExactly("zone", HOST);
        assertThat(spread(pod)).containsExactly(HOST + " ScheduleAnyway");
    }

    private static Component mounting(String name, Map<String, Object> affinity) {
        return Samples.component(
                Samples.container(name, List.of(), List.of(Mount.ofVolume("static", "/static", false)), List.of()),
                Samples.replicas(2),
                Pod.PLAIN,
                new Placement(List.of(), List.of(), List.of(HOST), 0, true, Map.of(), List.of(), affinity, ""));
    }

    private static Placement placement(boolean strict) {
        return new Placement(List.of(), List.of(), List.of(HOST), 0, strict, Map.of(), List.of(), Map.of(), "");
    }

    private static List<String> spread(Placement placement) {
        return spread(pod(placement));
    }

    private static List<String> spread(Map<String, Object> pod) {
        return Tree.list(pod, "topologySpreadConstraints").stream()
                .map(each -> each.get("topologyKey") + " " + each.get("whenUnsatisfiable"))
                .toList();
    }

    private static Map<String, Object> pod(Placement placement) {
        Component api = Samples.component(
                Samples.container("api", List.of(), List.of(), List.of()), Samples.replicas(2), Pod.PLAIN, placement);
        return Tree.map(
                Rendering.of(Samples.stack("shop", api)).tree("Deployment/shop-api"), "spec", "template", "spec");
    }

    private static Map<String, Object> term(String key, String value) {
        return Map.of("matchExpressions", List.of(Map.of("key", key, "operator", "In", "values", List.of(value))));
    }
}
