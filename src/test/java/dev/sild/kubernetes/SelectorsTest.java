package dev.sild.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import dev.sild.Tree;
import dev.sild.model.Application;
import dev.sild.model.Component;
import dev.sild.model.Mesh;
import dev.sild.model.Pod;
import dev.sild.model.PodSecurity;
import dev.sild.model.Workload;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Selectors cannot be changed in a cluster: what they are here is what they are forever. */
class SelectorsTest {

    @ParameterizedTest
    @ValueSource(strings = {"Deployment/shop-api", "StatefulSet/shop-database"})
    void aStacksPodsAreSelectedByItsKindItsNameAndTheirComponent(String workload) {
        Rendering rendering = Rendering.of(RichSample.of("shop", Mesh.NONE));

        assertThat(Tree.strings(rendering.tree(workload), "spec", "selector", "matchLabels"))
                .containsOnly(
                        entry("app.kubernetes.io/name", "webstack"),
                        entry("app.kubernetes.io/instance", "shop"),
                        entry("app.kubernetes.io/component", workload.substring(workload.indexOf('-') + 1)));
    }

    @Test
    void convertedPodsAreSelectedByTheirOwnNameAndTheProjects() {
        Component api = Samples.component("api", Samples.replicas(1), Samples.HTTP);
        Rendering rendering = Rendering.of(Application.of("shop", List.of(api)));

        assertThat(Tree.strings(rendering.tree("Deployment/api"), "spec", "selector", "matchLabels"))
                .containsOnly(entry("app.kubernetes.io/name", "api"), entry("app.kubernetes.io/instance", "shop"));
    }

    @Test
    void labelsOfTheUserNeverTakeThePlaceOfOnesThatSelect() {
        Map<String, String> hostile = Map.of("app.kubernetes.io/instance", "other", "app.kubernetes.io/component", "x");
        Component plain = Samples.component("api", new Workload.PerNode(Workload.Rollout.DEFAULT), Samples.HTTP);
        Component api = Component.of("api", plain.workload(), plain.containers(), plain.origin())
                .with(component -> component
                        .pod(Pod.secured(
                                PodSecurity.RESTRICTED,
                                Optional.empty(),
                                Optional.empty(),
                                List.of(),
                                hostile,
                                Map.of()))
                        .placement(plain.placement())
                        .labels(hostile));

        Map<String, Object> daemonSet = Rendering.of(Samples.stack("shop", api)).tree("DaemonSet/shop-api");

        Map<String, String> selector = Tree.strings(daemonSet, "spec", "selector", "matchLabels");
        assertThat(selector)
                .containsEntry("app.kubernetes.io/instance", "shop")
                .containsEntry("app.kubernetes.io/component", "api");
        assertThat(Tree.strings(daemonSet, "spec", "template", "metadata", "labels"))
                .containsAllEntriesOf(selector);
        assertThat(Tree.strings(daemonSet, "metadata", "labels")).containsAllEntriesOf(selector);
    }
}
