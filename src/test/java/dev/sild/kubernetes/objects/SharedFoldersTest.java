package dev.sild.kubernetes.objects;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.kubernetes.Samples;
import dev.sild.model.Application;
import dev.sild.model.Component;
import dev.sild.model.Mount;
import dev.sild.model.Placement;
import dev.sild.model.Pod;
import dev.sild.model.Volume;
import dev.sild.model.Workload;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Pods that see each other's files in a folder of the node are on one node. */
class SharedFoldersTest {
    private static final Volume DATA = new Volume.HostPath("data", "/srv/data", true);
    private static final Volume INNER = new Volume.HostPath("inner", "/srv/data/in", true);
    private static final Volume BESIDE = new Volume.HostPath("beside", "/srv/data-2", true);
    private static final Volume SYSTEM = new Volume.HostPath("system", "/var/run", false);

    private static Component component(String name, String volume, boolean readOnly, Workload workload) {
        return Samples.component(
                Samples.container(name, List.of(), List.of(Mount.ofVolume(volume, "/x", readOnly)), List.of()),
                workload,
                Pod.PLAIN,
                Placement.ANYWHERE);
    }

    private static List<Optional<String>> together(Component... components) {
        NodeSharing sharing = new NodeSharing(Application.of("shop", List.of(components))
                .with(application -> application.volumes(List.of(DATA, INNER, BESIDE, SYSTEM))));
        return List.of(components).stream().map(sharing::togetherBy).toList();
    }

    @Test
    void whatOneWritesTheOthersSeeOnItsNode() {
        assertThat(together(
                        component("writer", "inner", false, Samples.replicas(1)),
                        component("reader", "data", true, Samples.replicas(1)),
                        component("other", "beside", false, Samples.replicas(1))))
                .containsExactly(
                        Optional.of("volume.sild.dev/data"), Optional.of("volume.sild.dev/data"), Optional.empty());
    }

    @Test
    void whatNobodyWritesMayBeOnAnyNode() {
        assertThat(together(
                        component("one", "data", true, Samples.replicas(2)),
                        component("two", "data", true, Samples.replicas(1))))
                .containsOnly(Optional.empty());
    }

    @Test
    void copiesOfOneWriterStayTogether() {
        assertThat(together(component("writer", "data", false, Samples.replicas(2))))
                .containsExactly(Optional.of("volume.sild.dev/data"));
    }

    @Test
    void whatRunsOnEachNodeAndWhatIsTheNodesOwnIsNotShared() {
        assertThat(together(
                        component("agent", "data", false, new Workload.PerNode(Workload.Rollout.DEFAULT)),
                        component("reader", "data", true, Samples.replicas(1)),
                        component("one", "system", false, Samples.replicas(1)),
                        component("two", "system", false, Samples.replicas(1))))
                .containsOnly(Optional.empty());
    }
}
