package dev.sild.graph;

import dev.sild.graph.Graph.Edge;
import dev.sild.graph.Graph.Kind;
import dev.sild.graph.Graph.Node;
import dev.sild.graph.Graph.Relation;
import dev.sild.model.Application;
import dev.sild.model.Component;
import dev.sild.model.Files;
import dev.sild.model.Mount;
import dev.sild.model.Volume;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Draws what components have: the volumes that outlive pods, and secrets. */
final class Belongings {
    private static final int MOST_KEYS = 3;

    private final Map<String, Volume> volumes = new HashMap<>();
    private final Map<String, Files> secrets = new HashMap<>();
    private final Map<String, Node> nodes;
    private final Map<List<String>, Edge> edges;

    /** Draws into {@code nodes}, by id, and {@code edges}, by their ends. */
    Belongings(Application application, Map<String, Node> nodes, Map<List<String>, Edge> edges) {
        this.nodes = nodes;
        this.edges = edges;
        application.volumes().forEach(volume -> volumes.put(volume.name(), volume));
        application.files().stream().filter(Files::secret).forEach(files -> secrets.put(files.name(), files));
    }

    void volumes(Component component) {
        Set<String> drawn = new HashSet<>();
        component.containers().forEach(container -> volumes(component, container.mounts(), drawn));
        // What prepares a volume has it at another place, which nobody asks for.
        Set<String> prepared = Set.copyOf(drawn);
        component
                .inits()
                .forEach(container -> volumes(
                        component,
                        container.mounts().stream()
                                .filter(mount -> !(mount.source() instanceof Mount.OfVolume source
                                        && prepared.contains(source.name())))
                                .toList(),
                        drawn));
    }

    private void volumes(Component component, List<Mount> mounts, Set<String> drawn) {
        for (Mount mount : mounts) {
            if (mount.source() instanceof Mount.OfVolume source && isKept(volumes.get(source.name()))) {
                drawn.add(source.name());
                String id = "volume " + source.name();
                nodes.putIfAbsent(id, new Node(id, Kind.VOLUME, source.name(), ""));
                Edge before = edges.get(List.of(component.name(), id));
                String folders = before == null ? mount.path() : before.label() + ", " + mount.path();
                edges.put(
                        List.of(component.name(), id),
                        new Edge(component.name(), id, Relation.STORES, folders, List.of("mounted at " + folders)));
            }
        }
    }

    private static boolean isKept(@Nullable Volume volume) {
        return volume instanceof Volume.Claim
                || volume instanceof Volume.External
                || volume instanceof Volume.Nfs
                || volume instanceof Volume.HostPath;
    }

    /** Draws the Secrets of a component by their names; their values are nowhere in a picture. */
    void secrets(Component component) {
        for (String name : component.files()) {
            Files secret = secrets.get(name);
            if (secret != null) {
                String id = "secret " + name;
                List<String> keys =
                        secret.entries().stream().map(Files.Entry::key).toList();
                nodes.putIfAbsent(id, new Node(id, Kind.SECRET, name, few(keys)));
                edges.put(
                        List.of(component.name(), id),
                        new Edge(
                                component.name(),
                                id,
                                Relation.READS,
                                "",
                                keys.isEmpty() ? List.of() : List.of(String.join(", ", keys))));
            }
        }
    }

    private static String few(List<String> keys) {
        return keys.size() > MOST_KEYS
                ? String.join(", ", keys.subList(0, MOST_KEYS)) + ", …"
                : String.join(", ", keys);
    }
}
