package dev.sild.stacks.monitoring;

import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.ContainerBuilder;
import dev.sild.model.Health;
import dev.sild.model.Mount;
import dev.sild.model.PodSecurity;
import dev.sild.model.Port;
import dev.sild.model.Probe;
import dev.sild.model.Security;
import dev.sild.model.Text;
import dev.sild.model.Volume;
import dev.sild.model.Workload;
import dev.sild.model.Workload.Rollout;
import dev.sild.stacks.shared.ModelValues;
import dev.sild.stacks.shared.StackPods;
import dev.sild.stacks.spec.Places;
import dev.sild.stacks.spec.Shapes;
import dev.sild.v1alpha1.monitoringstackspec.Cadvisor;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * cAdvisor, on every node. Its host mounts are the only exception to the restricted Pod Security Standard in all of
 * Sild's stacks: the metrics of other containers are in folders of the node. It only reads them, as root without root's
 * powers but that of reading what is others', and without a token. Its author could read every node with it, so that
 * its image and arguments are not the author's choice.
 *
 * @see <a href="https://github.com/google/cadvisor/blob/master/docs/running.md">Running cAdvisor</a>
 */
final class CadvisorComponent {
    static final Port PORT = ModelValues.port(8080, "http", "http");

    /** The folders of the node by the names of their volumes. */
    private static final List<Volume.HostPath> FOLDERS = List.of(
            new Volume.HostPath("rootfs", "/", false),
            new Volume.HostPath("var-run", "/var/run", false),
            new Volume.HostPath("sys", "/sys", false));

    /** What a kubelet calls a container, which is all that tells one from another; the labels of images are many. */
    private static final List<String> ARGS = List.of(
            "--housekeeping_interval=15s",
            "--store_container_labels=false",
            "--whitelisted_container_labels=io.kubernetes.container.name,io.kubernetes.pod.name,io.kubernetes.pod.namespace");

    private final MonitoringFrame frame;
    private final Cadvisor cadvisor;

    CadvisorComponent(MonitoringFrame frame) {
        this.frame = frame;
        cadvisor = frame.spec().getCadvisor();
    }

    Component component() {
        return new StackPods(
                        PodSecurity.PRIVILEGED,
                        Map.of(),
                        Map.of(),
                        frame.pullSecrets(),
                        Places.onEveryNode(cadvisor.getPlacement()))
                .component(
                        MonitoringFrame.CADVISOR,
                        new Workload.PerNode(Rollout.DEFAULT),
                        Optional.empty(),
                        Optional.empty(),
                        List.of(container()));
    }

    private Container container() {
        List<String> args = new ArrayList<>(ARGS);
        args.addAll(frame.cadvisor().args());
        List<Mount> mounts = new ArrayList<>();
        FOLDERS.forEach(folder -> mounts.add(
                Mount.ofVolume(folder.name(), folder.name().equals("rootfs") ? "/rootfs" : folder.path(), true)));
        return ContainerBuilder.builder(Container.of(
                        MonitoringFrame.CADVISOR, Text.of(frame.cadvisor().image())))
                .args(Text.listOf(args))
                .ports(List.of(PORT))
                .mounts(mounts)
                .probes(List.of(ModelValues.probe(
                        Probe.Use.READINESS,
                        new Health.Http(PORT.number(), "/healthz", false, "", List.of()),
                        10,
                        5,
                        3)))
                .resources(Shapes.resources(cadvisor.getResources()))
                .security(Security.DEFAULT.with(builder -> builder.user(Optional.of(0L))
                        .readOnlyRoot(true)
                        .addCapabilities(List.of("DAC_READ_SEARCH"))
                        .dropCapabilities(List.of("ALL"))
                        .noNewPrivileges(true)
                        .seccomp("RuntimeDefault")))
                .build();
    }

    List<Volume> volumes() {
        return List.copyOf(FOLDERS);
    }
}
