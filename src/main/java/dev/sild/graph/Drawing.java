package dev.sild.graph;

import dev.sild.graph.Graph.Edge;
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
import dev.sild.model.Mention;
import dev.sild.model.Origin;
import dev.sild.model.Port;
import dev.sild.model.Text;
import dev.sild.model.Workload;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Draws applications: what is known about one becomes nodes, edges and groups. */
public final class Drawing {
    private static final String OUTSIDE_LABEL = "outside";
    /** Ids with a space: a component can be named "outside", too. */
    private static final String OUTSIDE = "the outside";

    private static final String INTERNET = "the internet";
    private static final int MOST_PORTS = 3;
    private static final Set<Mention> ALLOWED = Set.of(new Mention("a NetworkPolicy allows it", Origin.NONE));

    private final Application application;
    private final Map<String, Component> components = new LinkedHashMap<>();
    private final NetworkFrames frames;
    /** The component that each container is part of, by name: services can share a pod. */
    private final Map<String, String> pods = new HashMap<>();

    private final Map<String, Node> nodes = new LinkedHashMap<>();
    private final Map<List<String>, Edge> edges = new LinkedHashMap<>();

    private Drawing(Application application) {
        this.application = application;
        this.frames = new NetworkFrames(application.networks());
        for (Component component : application.components()) {
            components.put(component.name(), component);
            component.containers().forEach(container -> pods.put(container.name(), component.name()));
        }
    }

    /**
     * Returns the picture of an application.
     *
     * @param evidence what is known where the application does not list all connections itself
     * @param volumes whether the picture has the volumes that outlive pods
     * @param secrets whether the picture has the secrets that containers are given, by name
     */
    public static Graph of(Application application, Evidence evidence, boolean volumes, boolean secrets) {
        Drawing drawing = new Drawing(application);
        drawing.components();
        application.calls().ifPresentOrElse(calls -> calls.merged().forEach(drawing::call), () -> {
            evidence.called()
                    .forEach((from, targets) -> targets.forEach((to, places) -> drawing.call(from, to, places)));
            application.exposures().forEach(exposure -> drawing.exposed(exposure, evidence.published()));
        });
        evidence.awaited().forEach((from, targets) -> targets.forEach((to, places) -> drawing.waits(from, to, places)));
        Belongings belongings = new Belongings(application, drawing.nodes, drawing.edges);
        if (volumes) {
            application.components().forEach(belongings::volumes);
        }
        if (secrets) {
            application.components().forEach(belongings::secrets);
        }
        return new Graph(
                List.copyOf(drawing.nodes.values()),
                List.copyOf(drawing.edges.values()),
                drawing.frames.groups(drawing.nodes.keySet()));
    }

    private void components() {
        if (application.calls().isEmpty() && application.exposures().stream().anyMatch(Drawing::isOpen)) {
            nodes.put(OUTSIDE, new Node(OUTSIDE, Kind.OUTSIDE, OUTSIDE_LABEL, ""));
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

    private void call(String caller, String called, Set<Mention> places) {
        String from = pods.getOrDefault(caller, caller);
        String to = pods.getOrDefault(called, called);
        if (nodes.containsKey(from) && nodes.containsKey(to) && !from.equals(to)) {
            add(from, to, frames.mayCall(from, to) ? Relation.CALLS : Relation.REFUSED, ports(to), places);
        }
    }

    private void call(Call call) {
        String from = end(call.from());
        String to = end(call.to());
        add(from, to, Relation.CALLS, ports(call.ports()), ALLOWED);
    }

    private String end(Call.End end) {
        if (end instanceof Call.OfComponent component) {
            return component.name();
        }
        String id =
                end instanceof Call.Internet ? INTERNET : end instanceof Call.World ? OUTSIDE : "other " + end.name();
        nodes.putIfAbsent(id, new Node(id, Kind.OUTSIDE, end instanceof Call.World ? OUTSIDE_LABEL : end.name(), ""));
        return id;
    }

    private void exposed(Exposure exposure, Map<String, Set<Mention>> published) {
        if (isOpen(exposure) && nodes.containsKey(exposure.component())) {
            add(
                    OUTSIDE,
                    exposure.component(),
                    Relation.CALLS,
                    numbers(exposure.ports().stream()
                            .map(Exposure.Published::number)
                            .toList()),
                    published.getOrDefault(exposure.component(), Set.of()));
        }
    }

    private static boolean isOpen(Exposure exposure) {
        return !exposure.ports().isEmpty();
    }

    private void waits(String waiting, String awaited, Set<Mention> places) {
        String from = pods.getOrDefault(waiting, waiting);
        String to = pods.getOrDefault(awaited, awaited);
        boolean known = edges.containsKey(List.of(from, to));
        if (nodes.containsKey(from) && nodes.containsKey(to) && !from.equals(to) && !known) {
            add(from, to, Relation.WAITS_FOR, "", places);
        }
    }

    /** Adds an edge, or what else says so to the one that is there. */
    private void add(String from, String to, Relation relation, String label, Set<Mention> places) {
        List<String> reasons = places.stream().map(Mention::text).toList();
        edges.merge(
                List.of(from, to),
                new Edge(from, to, relation, label, reasons),
                (known, more) -> new Edge(
                        from,
                        to,
                        known.relation(),
                        known.label(),
                        Stream.concat(known.reasons().stream(), reasons.stream())
                                .distinct()
                                .toList()));
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
}
