package dev.sild.graph;

import dev.sild.GoldenCases;
import dev.sild.compose.load.LoadRequest;
import dev.sild.compose.load.ProjectLoader;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.conversion.Conversion;
import dev.sild.conversion.ConversionOptions;
import dev.sild.conversion.KnownCalls;
import dev.sild.graph.Graph.Edge;
import dev.sild.graph.Graph.Group;
import dev.sild.graph.Graph.Kind;
import dev.sild.graph.Graph.Node;
import dev.sild.graph.Graph.Relation;
import dev.sild.kubernetes.objects.RenderOptions;
import dev.sild.kubernetes.objects.Target;
import dev.sild.report.InputException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** Graphs to draw: those of real projects, and random ones. */
public final class Graphs {
    private static final Path EXAMPLES = Path.of("examples");
    /** Several tests draw them. */
    private static Map<String, Graph> ofProjects = Map.of();

    private Graphs() {}

    /** Returns the graphs of the examples and of all projects that have golden files, with volumes and secrets. */
    public static synchronized Map<String, Graph> ofProjects() {
        if (!ofProjects.isEmpty()) {
            return ofProjects;
        }
        Map<String, Graph> drawn = new LinkedHashMap<>();
        List<Path> folders = new ArrayList<>(GoldenCases.children(EXAMPLES));
        GoldenCases.all().stream().map(folder -> folder.resolve("in")).forEach(folders::add);
        for (Path folder : folders) {
            try {
                drawn.put(folder.toString(), ofProject(folder));
            } catch (InputException refused) {
                // Some goldens are of projects that cannot be used, or of other inputs.
                continue;
            }
        }
        ofProjects = Collections.unmodifiableMap(drawn);
        return ofProjects;
    }

    private static Graph ofProject(Path folder) throws InputException {
        Path absolute = folder.toAbsolutePath();
        Conversion conversion = Conversion.of(
                ProjectLoader.load(LoadRequest.of(absolute).with(request -> request.incomplete(true))),
                new ConversionOptions(
                        absolute,
                        List.of(),
                        TranslateOptions.builder().build(),
                        new RenderOptions(Target.KUBERNETES, Optional.empty(), false, false),
                        Optional.empty()));
        return Drawing.of(
                conversion.application(),
                new Evidence(
                        KnownCalls.of(conversion.translation()),
                        KnownCalls.awaited(conversion.translation()),
                        KnownCalls.published(conversion.translation())),
                true,
                true);
    }

    /** Returns a graph of so many services, their edges and groups, and an outside. */
    public static Graph random(int services, long seed) {
        Random random = new Random(seed);
        Kind[] kinds = {Kind.SERVICE, Kind.SERVICE, Kind.SERVICE, Kind.DATABASE, Kind.JOB, Kind.VOLUME, Kind.SECRET};
        List<Node> nodes = new ArrayList<>(List.of(new Node("the outside", Kind.OUTSIDE, "outside", "")));
        Map<List<String>, Edge> edges = new LinkedHashMap<>();
        List<List<String>> groups = new ArrayList<>();
        int frames = random.nextInt(5);
        for (int i = 0; i < frames; i++) {
            groups.add(new ArrayList<>());
        }
        for (int i = 0; i < services; i++) {
            String id = "s" + i;
            String name = "service-".repeat(1 + random.nextInt(4)) + i;
            nodes.add(new Node(id, kinds[random.nextInt(kinds.length)], name, "image-" + random.nextInt(9) + ":1.0"));
            if (frames > 0 && random.nextInt(4) > 0) {
                groups.get(random.nextInt(frames)).add(id);
            }
            if (random.nextInt(5) == 0) {
                edge(edges, "the outside", id, Relation.CALLS, "" + (8000 + i));
            }
        }
        Relation[] relations = Relation.values();
        for (int i = 0; i < services * 2; i++) {
            // Some are used by many, as a broker is.
            int from = random.nextInt(services);
            int to = random.nextInt(random.nextBoolean() ? services : 1 + services / 8);
            if (from != to) {
                edge(
                        edges,
                        "s" + from,
                        "s" + to,
                        relations[random.nextInt(relations.length)],
                        random.nextInt(3) == 0 ? "/var/lib/data-" + i : "80");
            }
        }
        List<Group> named = new ArrayList<>();
        for (List<String> group : groups) {
            if (!group.isEmpty()) {
                named.add(new Group("network-" + named.size() + " (internal)", group));
            }
        }
        return new Graph(nodes, List.copyOf(edges.values()), named);
    }

    private static void edge(Map<List<String>, Edge> edges, String from, String to, Relation relation, String label) {
        edges.putIfAbsent(List.of(from, to), new Edge(from, to, relation, label, List.of("a reason")));
    }
}
