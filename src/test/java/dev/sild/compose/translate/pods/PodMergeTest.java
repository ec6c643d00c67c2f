package dev.sild.compose.translate.pods;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.Origin;
import dev.sild.model.Placement;
import dev.sild.model.Pod;
import dev.sild.model.Text;
import dev.sild.model.Workload;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What one pod says of two: the host's word where they differ, and what a container notices of it. */
class PodMergeTest {
    private static final Map<String, List<String>> NO_NAMES = Map.of();

    @Test
    void thePodIsTheHostsAndHasTheAnnotationsOfBoth() {
        Component host = component("host", Pod.PLAIN, Placement.ANYWHERE, Map.of("a", "host", "b", "same"));
        Component guest = component("guest", Pod.PLAIN, Placement.ANYWHERE, Map.of("b", "same", "c", "guest"));
        PodMerge merge = PodMerge.of(host, guest);
        Component one = merge.with(host.containers(), guest.containers());
        assertThat(one.name()).isEqualTo("host");
        assertThat(one.workload()).isEqualTo(host.workload());
        assertThat(one.annotations())
                .containsExactlyInAnyOrderEntriesOf(Map.of("a", "host", "b", "same", "c", "guest"));
        assertThat(merge.differences()).isEmpty();
    }

    @Test
    void theLongerGraceCountsAndIsNoDifference() {
        PodMerge merge = PodMerge.of(
                component("host", pod("", NO_NAMES, Optional.of(10L), Optional.empty())),
                component("guest", pod("", NO_NAMES, Optional.of(60L), Optional.empty())));
        assertThat(merged(merge).pod().graceSeconds()).contains(60L);
        assertThat(merge.differences()).isEmpty();
    }

    @Test
    void whatOnlyTheGuestSaysIsTakenAndNamed() {
        PodMerge merge = PodMerge.of(
                component("host", Pod.PLAIN),
                component("guest", pod("name", NO_NAMES, Optional.empty(), Optional.of(1000L))));
        assertThat(merged(merge).pod().hostname()).isEqualTo("name");
        assertThat(merged(merge).pod().fsGroup()).contains(1000L);
        assertThat(merge.differences()).containsExactly("hostname", "user");
    }

    @Test
    void whatOnlyTheHostSaysIsNoDifferenceToTheGuest() {
        PodMerge merge = PodMerge.of(
                component("host", pod("name", NO_NAMES, Optional.empty(), Optional.of(1000L))),
                component("guest", Pod.PLAIN));
        assertThat(merged(merge).pod().hostname()).isEqualTo("name");
        assertThat(merge.differences()).isEmpty();
    }

    @Test
    void aNameThatBothGiveAnAddressKeepsTheHosts() {
        PodMerge merge = PodMerge.of(
                component("host", pod("", Map.of("10.0.0.1", List.of("db")), Optional.empty(), Optional.empty())),
                component(
                        "guest",
                        pod("", Map.of("10.0.0.2", List.of("db", "cache")), Optional.empty(), Optional.empty())));
        assertThat(merged(merge).pod().hostAliases())
                .containsExactlyInAnyOrderEntriesOf(Map.of("10.0.0.1", List.of("db"), "10.0.0.2", List.of("cache")));
        assertThat(merge.differences()).containsExactly("extra_hosts");
    }

    @Test
    void aNodeMustSuitBoth() {
        Placement.NodeRule disk = new Placement.NodeRule("disk", Placement.Operator.EQUAL, "ssd");
        Placement.NodeRule zone = new Placement.NodeRule("zone", Placement.Operator.EXISTS, "");
        PodMerge merge = PodMerge.of(
                component("host", Pod.PLAIN, placement(1, disk), Map.of()),
                component("guest", Pod.PLAIN, placement(2, disk, zone), Map.of()));
        assertThat(merged(merge).placement()).isEqualTo(placement(1, disk, zone));
        assertThat(merge.differences()).containsExactly("placement");
    }

    @Test
    void ofTwoPlatformsTheHostsCounts() {
        Placement anywhere = Placement.ANYWHERE;
        PodMerge merge = PodMerge.of(
                component(
                        "host", Pod.PLAIN, anywhere.withNodeSelector(Map.of("kubernetes.io/arch", "arm64")), Map.of()),
                component(
                        "guest",
                        Pod.PLAIN,
                        anywhere.withNodeSelector(Map.of("kubernetes.io/os", "linux", "kubernetes.io/arch", "amd64")),
                        Map.of()));
        assertThat(merged(merge).placement())
                .isEqualTo(
                        anywhere.withNodeSelector(Map.of("kubernetes.io/arch", "arm64", "kubernetes.io/os", "linux")));
        assertThat(merge.differences()).containsExactly("platform");
    }

    private static Component merged(PodMerge merge) {
        return merge.with(List.of(container("host"), container("guest")), List.of());
    }

    private static Component component(String name, Pod pod) {
        return component(name, pod, Placement.ANYWHERE, Map.of());
    }

    private static Component component(String name, Pod pod, Placement placement, Map<String, String> annotations) {
        return Component.of(
                        name,
                        new Workload.Replicated(1, Workload.Rollout.DEFAULT),
                        List.of(container(name)),
                        Origin.NONE)
                .with(builder -> builder.pod(pod).placement(placement).annotations(annotations));
    }

    private static Container container(String name) {
        return Container.of(name, Text.of("example/" + name));
    }

    private static Pod pod(
            String hostname, Map<String, List<String>> aliases, Optional<Long> graceSeconds, Optional<Long> fsGroup) {
        return Pod.PLAIN.with(builder ->
                builder.hostname(hostname).hostAliases(aliases).fsGroup(fsGroup).graceSeconds(graceSeconds));
    }

    private static Placement placement(int mostPerNode, Placement.NodeRule... nodes) {
        return Placement.ANYWHERE.withNodes(List.of(nodes)).withMostPerNode(mostPerNode);
    }
}
