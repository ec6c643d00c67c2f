package dev.sild.model;

import io.soabase.recordbuilder.core.RecordBuilder;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * One thing that runs: a pod's worth of containers, and how many of it.
 *
 * @param name the component's identity within its application, a DNS label; it need not resolve (see {@link Endpoint})
 * @param workload how many run and for how long
 * @param containers what runs, the main one first
 * @param inits what runs to its end before the containers start, in order
 * @param pod what the containers share
 * @param placement where it may run
 * @param waits what its pods wait for before anything else in them
 * @param labels further labels of the workload, which its pods have not
 * @param annotations annotations of the workload and its pods
 * @param identity the identity of its pods; empty if they do not need their own
 * @param disruption how many of its pods may be taken away at a time; empty for any number
 * @param overlapping whether a new pod may mount the claims of an old one beside it
 * @param origin where it was described
 */
@RecordBuilder
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
        boolean overlapping,
        Origin origin)
        implements ComponentBuilder.With {

    public Component {
        containers = List.copyOf(containers);
        inits = List.copyOf(inits);
        waits = List.copyOf(waits);
        labels = Ordered.copyOf(labels);
        annotations = Ordered.copyOf(annotations);
    }

    /**
     * Whether its pods are on the network of the node that they run on, which is any one: others on such a network are
     * found at localhost only on the same node.
     */
    public boolean sharesNetworkOfANode() {
        return pod.hostNetwork()
                && !(workload instanceof Workload.PerNode)
                && workload.mostPods() > 0
                && !placement.restrictsNodes();
    }

    /** Returns a component of these containers with nothing else set. */
    public static Component of(String name, Workload workload, List<Container> containers, Origin origin) {
        return new Component(
                name,
                workload,
                containers,
                List.of(),
                Pod.PLAIN,
                Placement.ANYWHERE,
                List.of(),
                Map.of(),
                Map.of(),
                Optional.empty(),
                Optional.empty(),
                false,
                origin);
    }

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

    /** Returns where one of its containers was described. */
    public Origin origin(Container container) {
        return container.origin().equals(Origin.NONE) ? origin : container.origin();
    }
}
