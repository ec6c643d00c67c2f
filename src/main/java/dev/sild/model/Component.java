package dev.sild.model;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One thing that runs: a pod's worth of containers, and how many of it.
 *
 * @param name the component's identity within its application, a DNS label; not by itself a name that resolves (see
 *     {@link Endpoint})
 * @param workload how many run and for how long
 * @param containers what runs, the main one first
 * @param inits what runs to its end before the containers start, in order
 * @param pod what the containers share
 * @param placement where it may run
 * @param waits what its pods wait for before anything else in them
 * @param labels further labels of the workload, which its pods have not
 * @param annotations annotations of the workload and its pods
 * @param identity who its pods are; empty for nobody in particular
 * @param disruption how many of its pods may be taken away at a time; empty for any number
 * @param origin where it was described
 */
public record Component(
        String name,
        Workload workload,
        List<Container> containers,
        List<Container> inits,
        Pod pod,
        Placement placement,
        List<Wait> waits,
        Map<String, String> labels,
        Map<String, String> annotations,
        Optional<Identity> identity,
        Optional<Disruption> disruption,
        Origin origin) {

    public Component {
        containers = List.copyOf(containers);
        inits = List.copyOf(inits);
        waits = List.copyOf(waits);
        labels = Ordered.copyOf(labels);
        annotations = Ordered.copyOf(annotations);
    }

    /** Makes one whose pods are nobody in particular and may be taken away. */
    public Component(
            String name,
            Workload workload,
            List<Container> containers,
            List<Container> inits,
            Pod pod,
            Placement placement,
            List<Wait> waits,
            Map<String, String> labels,
            Map<String, String> annotations,
            Origin origin) {
        this(
                name,
                workload,
                containers,
                inits,
                pod,
                placement,
                waits,
                labels,
                annotations,
                Optional.empty(),
                Optional.empty(),
                origin);
    }

    /** Returns the main container. */
    public Container main() {
        return containers.get(0);
    }

    /** Returns the mounts of all its containers, those of the containers that run first behind the others'. */
    public List<Mount> mounts() {
        return Stream.concat(containers.stream(), inits.stream())
                .flatMap(container -> container.mounts().stream())
                .toList();
    }

    /** Returns the names of the {@link Files} bundles that its containers read, in alphabetical order. */
    public SortedSet<String> files() {
        SortedSet<String> names = new TreeSet<>();
        Stream.concat(containers.stream(), inits.stream()).forEach(container -> {
            for (Mount mount : container.mounts()) {
                if (mount.source() instanceof Mount.OfFiles bundle) {
                    names.add(bundle.name());
                }
            }
            for (Container.Env variable : container.env()) {
                if (variable.value() instanceof Text.SecretRef secret) {
                    names.add(secret.files());
                }
            }
            container.envFrom().forEach(from -> names.add(from.files()));
        });
        return names;
    }

    /** Returns this component with other containers. */
    public Component withContainers(List<Container> newContainers) {
        return new Component(
                name,
                workload,
                newContainers,
                inits,
                pod,
                placement,
                waits,
                labels,
                annotations,
                identity,
                disruption,
                origin);
    }

    /** Returns this component with other waits. */
    public Component withWaits(List<Wait> newWaits) {
        return new Component(
                name,
                workload,
                containers,
                inits,
                pod,
                placement,
                newWaits,
                labels,
                annotations,
                identity,
                disruption,
                origin);
    }

    /** Returns this component with other containers that run first. */
    public Component withInits(List<Container> newInits) {
        return new Component(
                name,
                workload,
                containers,
                newInits,
                pod,
                placement,
                waits,
                labels,
                annotations,
                identity,
                disruption,
                origin);
    }

    /** Returns this component with other settings of its pods. */
    public Component withPod(Pod newPod) {
        return new Component(
                name,
                workload,
                containers,
                inits,
                newPod,
                placement,
                waits,
                labels,
                annotations,
                identity,
                disruption,
                origin);
    }

    /** Returns this component with another workload. */
    public Component withWorkload(Workload newWorkload) {
        return new Component(
                name,
                newWorkload,
                containers,
                inits,
                pod,
                placement,
                waits,
                labels,
                annotations,
                identity,
                disruption,
                origin);
    }

    /** Returns where one of its containers was described. */
    public Origin origin(Container container) {
        return container.origin().equals(Origin.NONE) ? origin : container.origin();
    }
}
