package dev.sild.graph;

import dev.sild.graph.Graph.Edge;
import dev.sild.graph.Graph.Group;
import dev.sild.graph.Graph.Kind;
import dev.sild.graph.Graph.Node;
import dev.sild.graph.Graph.Relation;
import dev.sild.images.ImageReference;
import dev.sild.images.KnownImages;
import dev.sild.model.Application;
import dev.sild.model.Call;
import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.Exposure;
import dev.sild.model.Mount;
import dev.sild.model.Network;
import dev.sild.model.Port;
import dev.sild.model.Text;
import dev.sild.model.Volume;
import dev.sild.model.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** Draws applications: what is known about one becomes nodes, edges and groups. */
public final class Drawing {
    private static final String OUTSIDE = "outside";
    private static final String INTERNET = "internet";
    private static final int MOST_PORTS = 3;
    /** With more groups than these, a frame around a single component says less than it takes room. */
    private static final int MOST_GROUPS = 5;

    private final Application application;
    private final Map<String, Component> components = new LinkedHashMap<>();
    private final Map<String, Volume> volumes = new HashMap<>();
    /** The component that each container is part of, by name: services can share a pod. */
    private final Map<String, String> pods = new HashMap<>();

    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<List<String>, Edge> edges = new LinkedHashMap<>();

    /** Who may open connections on a network to whom. */
    private record Open(Set<String> callers, Set<String> members) {}

    private final List<Open> open = new ArrayList<>();

    private Drawing(Application application) {
        this.application = application;
        application.volumes().forEach(volume -> volumes.put(volume.name(), volume));
        for (Component component : application.components()) {
            components.put(component.name(), component);
            component.containers().forEach(container -> pods.put(container.name(), component.name()));
        }
    }

    /**
     * Returns the picture of an application.
     *
     * @param called the components that each component is known to connect to, where the application does not list all
     *     connections itself
     * @param awaited the components that each component starts after
     * @param volumes whether the picture has the volumes that outlive pods
     */
    public static Graph of(
            Application application,
            Map<String, Set<String>> called,
            Map<String, Set<String>> awaited,
            boolean volumes) {
        Drawing drawing = new Drawing(application);
        drawing.components();
        application.calls().ifPresentOrElse(calls -> calls.merged().forEach(drawing::call), () -> {
            called.forEach((from, targets) -> targets.forEach(to -> drawing.call(from, to)));
            application.exposures().forEach(drawing::exposed);
        });
        awaited.forEach((from, targets) -> targets.forEach(to -> drawing.waits(from, to)));
        if (volumes) {
            application.components().forEach(drawing::volumes);
        }
        return new Graph(List.copyOf(drawing.nodes.values()), List.copyOf(drawing.edges.values()), drawing.groups());
    }

    private void components() {
        if (application.calls().isEmpty() && application.exposures().stream().anyMatch(Drawing::isOpen)) {
            nodes.put(OUTSIDE, new Node(OUTSIDE, Kind.OUTSIDE, OUTSIDE, ""));
        }
        for (Component component : application.components()) {
            String image = text(component.main().image());
            nodes.put(
                    component.name(),
                    new Node(component.name(), kind(component, image), label(component), detail(component, image)));
        }
    }

    private static String text(Text image) {
        return image instanceof Text.Literal || image instanceof Text.Variable || image instanceof Text.Concat
                ? image.value()
                : "";
    }

    private static Kind kind(Component component, String image) {
        Workload workload = component.workload();
        if (workload instanceof Workload.Once || workload instanceof Workload.Scheduled) {
            return Kind.JOB;
        }
        return KnownImages.isDatabase(image) ? Kind.DATABASE : Kind.SERVICE;
    }

    private static String label(Component component) {
        return component.containers().size() == 1
                ? component.name()
                : component.containers().stream().map(Container::name).collect(Collectors.joining(" + "));
    }

    private static String detail(Component component, String image) {
        if (component.containers().size() > 1) {
            return "one pod";
        }
        ImageReference reference = ImageReference.parse(image);
        return reference.lastSegment()
                + reference.tag().filter(tag -> !tag.isEmpty()).map(":"::concat).orElse("");
    }

    private void call(String caller, String called) {
        String from = pods.getOrDefault(caller, caller);
        String to = pods.getOrDefault(called, called);
        if (nodes.containsKey(from) && nodes.containsKey(to) && !from.equals(to)) {
            add(from, to, mayCall(from, to) ? Relation.CALLS : Relation.REFUSED, ports(to));
        }
    }

    private void call(Call call) {
        String from = end(call.from());
        String to = end(call.to());
        add(from, to, Relation.CALLS, ports(call.ports()));
    }

    private String end(Call.End end) {
        if (end instanceof Call.OfComponent component) {
            return component.name();
        }
        String id =
                end instanceof Call.Internet ? INTERNET : end instanceof Call.World ? OUTSIDE : "other " + end.name();
        nodes.putIfAbsent(id, new Node(id, Kind.OUTSIDE, end instanceof Call.World ? OUTSIDE : end.name(), ""));
        return id;
    }

    private void exposed(Exposure exposure) {
        if (isOpen(exposure) && nodes.containsKey(exposure.component())) {
            add(
                    OUTSIDE,
                    exposure.component(),
                    Relation.CALLS,
                    numbers(exposure.ports().stream()
                            .map(Exposure.Published::number)
                            .toList()));
        }
    }

    private static boolean isOpen(Exposure exposure) {
        return !exposure.ports().isEmpty();
    }

    private void waits(String waiting, String awaited) {
        String from = pods.getOrDefault(waiting, waiting);
        String to = pods.getOrDefault(awaited, awaited);
        boolean known = edges.containsKey(List.of(from, to));
        if (nodes.containsKey(from) && nodes.containsKey(to) && !from.equals(to) && !known) {
            add(from, to, Relation.WAITS_FOR, "");
        }
    }

    private void volumes(Component component) {
        for (Mount mount : component.mounts()) {
            if (mount.source() instanceof Mount.OfVolume source) {
                Optional.ofNullable(volumes.get(source.name()))
                        .filter(volume -> volume instanceof Volume.Claim
                                || volume instanceof Volume.External
                                || volume instanceof Volume.Nfs
                                || volume instanceof Volume.HostPath)
                        .ifPresent(volume -> {
                            String id = "volume " + source.name();
                            nodes.putIfAbsent(id, new Node(id, Kind.VOLUME, source.name(), ""));
                            Edge before = edges.get(List.of(component.name(), id));
                            String folders = before == null ? mount.path() : before.label() + ", " + mount.path();
                            edges.put(
                                    List.of(component.name(), id),
                                    new Edge(component.name(), id, Relation.STORES, folders));
                        });
            }
        }
    }

    private void add(String from, String to, Relation relation, String label) {
        edges.putIfAbsent(List.of(from, to), new Edge(from, to, relation, label));
    }

    private boolean mayCall(String from, String to) {
        if (application.networks().isEmpty()) {
            return true;
        }
        if (open.isEmpty()) {
            for (Network network : application.networks()) {
                open.add(new Open(Set.copyOf(network.callers()), Set.copyOf(network.members())));
            }
        }
        return open.stream()
                .anyMatch(one -> one.callers().contains(from) && one.members().contains(to));
    }

    private String ports(String component) {
        return Optional.ofNullable(components.get(component))
                .map(found -> ports(found.containers().stream()
                        .map(Container::ports)
                        .flatMap(List::stream)
                        .toList()))
                .orElse("");
    }

    private static String ports(List<Port> ports) {
        return numbers(ports.stream().map(Port::number).toList());
    }

    private static String numbers(List<Integer> numbers) {
        List<String> distinct = numbers.stream().distinct().map(String::valueOf).toList();
        return distinct.size() > MOST_PORTS
                ? String.join(", ", distinct.subList(0, MOST_PORTS)) + ", …"
                : String.join(", ", distinct);
    }

    /** Components on the same networks are one group; where there is only one such group, it says nothing. */
    private List<Group> groups() {
        Map<String, Set<String>> byComponent = new LinkedHashMap<>();
        for (Network network : application.networks()) {
            String name = network.known().map(Network.Known::name).orElse(network.name());
            network.members()
                    .forEach(member -> byComponent
                            .computeIfAbsent(member, any -> new LinkedHashSet<>())
                            .add(name + (network.internal() ? " (internal)" : "")));
        }
        Map<Set<String>, List<String>> members = new LinkedHashMap<>();
        byComponent.forEach((component, networks) -> {
            if (nodes.containsKey(component)) {
                members.computeIfAbsent(networks, any -> new ArrayList<>()).add(component);
            }
        });
        boolean few = members.size() <= MOST_GROUPS;
        return members.size() < 2
                ? List.of()
                : members.entrySet().stream()
                        .filter(group -> few || group.getValue().size() > 1)
                        .map(group ->
                                new Group(group.getKey().stream().collect(Collectors.joining(" + ")), group.getValue()))
                        .toList();
    }
}
