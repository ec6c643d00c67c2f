package dev.sild.kubernetes.workloads;

import dev.sild.kubernetes.network.Waits;
import dev.sild.kubernetes.objects.Index;
import dev.sild.kubernetes.objects.Labels;
import dev.sild.kubernetes.objects.ObjectMetadata;
import dev.sild.kubernetes.objects.ObjectTree;
import dev.sild.model.Component;
import dev.sild.model.Exposure;
import dev.sild.model.Mount;
import dev.sild.model.Names;
import dev.sild.model.Volume;
import dev.sild.model.Workload;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSet;
import io.fabric8.kubernetes.api.model.apps.DaemonSetSpec;
import io.fabric8.kubernetes.api.model.apps.DaemonSetUpdateStrategy;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.api.model.apps.DeploymentSpec;
import io.fabric8.kubernetes.api.model.apps.DeploymentStrategy;
import io.fabric8.kubernetes.api.model.apps.RollingUpdateDaemonSet;
import io.fabric8.kubernetes.api.model.apps.RollingUpdateDeployment;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobSpec;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What keeps a component's pods running.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/workloads/controllers/">Workload management</a>
 */
public final class Workloads {
    private Workloads() {}

    public static HasMetadata of(Index index, Component component, Waits waits) {
        PodTemplateSpec template = Pods.template(index, component, waits);
        Workload workload = component.workload();
        if (workload instanceof Workload.Once once) {
            return job(index, component, template, once);
        }
        if (workload instanceof Workload.PerNode perNode) {
            return daemonSet(index, component, template, perNode.rollout());
        }
        if (workload instanceof Workload.Stateful stateful) {
            return StatefulSets.of(index, component, template, stateful);
        }
        if (workload instanceof Workload.Scheduled scheduled) {
            return CronJobs.of(index, component, template, scheduled);
        }
        // The autoscaler sets the number of what it scales.
        if (workload instanceof Workload.Autoscaled autoscaled) {
            return deployment(index, component, template, null, autoscaled.rollout());
        }
        Workload.Replicated replicated = (Workload.Replicated) workload;
        Integer replicas = replicated.specified() ? replicated.replicas() : null;
        return deployment(index, component, template, replicas, replicated.rollout());
    }

    private static HasMetadata deployment(
            Index index,
            Component component,
            PodTemplateSpec template,
            @Nullable Integer replicas,
            Workload.Rollout wanted) {
        Workload.Rollout rollout = inPlace(index, component, wanted);
        DeploymentSpec spec = new DeploymentSpec();
        spec.setReplicas(replicas);
        spec.setSelector(selector(index, component));
        spec.setStrategy(strategy(index, component, rollout));
        spec.setMinReadySeconds(positiveOrNull(rollout.minReadySeconds()));
        spec.setProgressDeadlineSeconds(positiveOrNull(rollout.progressDeadlineSeconds()));
        spec.setTemplate(template);
        Deployment deployment = new Deployment();
        deployment.setMetadata(metadata(index, component, index.object(component)));
        deployment.setSpec(spec);
        return deployment;
    }

    /** A second pod beside the first would wait forever for a claim of one node, or write to the same data. */
    private static @Nullable DeploymentStrategy strategy(Index index, Component component, Workload.Rollout rollout) {
        boolean says = rollout.maxSurge() >= 0 || rollout.maxUnavailable() >= 0;
        if (needsOldPodGone(index, component)
                || writesToNode(index, component)
                || !says && isAloneOnItsNetwork(component)) {
            return new DeploymentStrategy(null, "Recreate");
        }
        if (!says && !takesFromNode(index, component)) {
            return null;
        }
        RollingUpdateDeployment rolling = new RollingUpdateDeployment();
        rolling.setMaxSurge(number(says ? rollout.maxSurge() : 0));
        rolling.setMaxUnavailable(number(says ? rollout.maxUnavailable() : 1));
        return new DeploymentStrategy(rolling, "RollingUpdate");
    }

    /** A rolling update starts the new pod while the old one ends, which still has its ports of the node. */
    private static boolean isAloneOnItsNetwork(Component component) {
        return component.pod().hostNetwork()
                && component.workload() instanceof Workload.Replicated replicated
                && replicated.mostPods() == 1;
    }

    private static boolean needsOldPodGone(Index index, Component component) {
        return index.claimsOfOneNode(component).stream()
                .anyMatch(claim -> !component.overlapping()
                        || claim.claimAccess().equals(Optional.of(Volume.Access.READ_WRITE_ONCE_POD)));
    }

    /**
     * Whether a pod takes from its node what another cannot have at the same time, its ports or its devices: a new pod
     * would wait forever for the place of an old one.
     */
    private static boolean takesFromNode(Index index, Component component) {
        return index.exposures(component).stream().anyMatch(exposure -> exposure.kind() instanceof Exposure.OnHost)
                // A server whose port is not known listens on the node, too.
                || component.pod().hostNetwork()
                || component.containers().stream()
                        .anyMatch(container -> container.resources().limits().keySet().stream()
                                .anyMatch(name -> name.indexOf('/') > 0));
    }

    private static @Nullable IntOrString number(int pods) {
        return pods < 0 ? null : pods == Workload.Rollout.ALL ? new IntOrString("100%") : new IntOrString(pods);
    }

    /** Whether a component may write to a folder of its node that is not the system's own. */
    private static boolean writesToNode(Index index, Component component) {
        return component.mounts().stream()
                .anyMatch(mount -> !mount.readOnly()
                        && mount.source() instanceof Mount.OfVolume of
                        && index.volume(of.name()) instanceof Volume.HostPath host
                        && !host.isOfSystem());
    }

    /** Where a port of the node is taken, a new pod would wait forever beside the old one, which goes first instead. */
    private static Workload.Rollout inPlace(Index index, Component component, Workload.Rollout wanted) {
        boolean takesPorts =
                index.exposures(component).stream().anyMatch(exposure -> exposure.kind() instanceof Exposure.OnHost);
        return takesPorts && wanted.maxSurge() > 0
                ? new Workload.Rollout(
                        0,
                        Math.max(wanted.maxSurge(), wanted.maxUnavailable()),
                        wanted.minReadySeconds(),
                        wanted.progressDeadlineSeconds())
                : wanted;
    }

    private static HasMetadata daemonSet(
            Index index, Component component, PodTemplateSpec template, Workload.Rollout wanted) {
        Workload.Rollout rollout = inPlace(index, component, wanted);
        DaemonSetSpec spec = new DaemonSetSpec();
        spec.setSelector(selector(index, component));
        if (rollout.maxSurge() >= 0 || rollout.maxUnavailable() >= 0) {
            spec.setUpdateStrategy(new DaemonSetUpdateStrategy(
                    new RollingUpdateDaemonSet(number(rollout.maxSurge()), number(rollout.maxUnavailable())),
                    "RollingUpdate"));
        }
        spec.setMinReadySeconds(positiveOrNull(rollout.minReadySeconds()));
        spec.setTemplate(template);
        DaemonSet daemonSet = new DaemonSet();
        daemonSet.setMetadata(metadata(index, component, index.object(component)));
        daemonSet.setSpec(spec);
        return daemonSet;
    }

    /** A Job's template is immutable, so its name carries the template's hash: another template is another Job. */
    private static HasMetadata job(Index index, Component component, PodTemplateSpec template, Workload.Once once) {
        JobSpec spec = new JobSpec();
        spec.setBackoffLimit(once.retries());
        if (once.completions() != 1) {
            spec.setCompletions(once.completions());
            spec.setParallelism(once.completions());
        }
        spec.setTemplate(template);
        Job job = new Job();
        job.setMetadata(metadata(
                index,
                component,
                index.application().naming().object(component.name(), Names.hash(ObjectTree.hashed(spec)))));
        job.setSpec(spec);
        return job;
    }

    static ObjectMeta metadata(Index index, Component component, String name) {
        return ObjectMetadata.of(name, Labels.ofWorkload(index.application(), component), component.annotations());
    }

    static LabelSelector selector(Index index, Component component) {
        return Labels.matching(Labels.selector(index.application(), component.name()));
    }

    static @Nullable Integer positiveOrNull(int value) {
        return value > 0 ? value : null;
    }
}
