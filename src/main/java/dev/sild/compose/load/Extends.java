package dev.sild.compose.load;

import dev.sild.compose.load.ModelLoader.Context;
import dev.sild.compose.load.checks.PathCheck;
import dev.sild.compose.load.files.ProjectFiles;
import dev.sild.compose.load.passes.HostPaths;
import dev.sild.compose.load.passes.Merger;
import dev.sild.compose.load.spec.ServiceSpec;
import dev.sild.compose.load.spec.Spec;
import dev.sild.compose.load.spec.Suggestions;
import dev.sild.compose.load.tree.Nodes;
import dev.sild.compose.load.tree.Problems;
import dev.sild.compose.load.tree.Source;
import dev.sild.report.Code;
import dev.sild.report.InputException;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.Entry;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.Position;
import dev.sild.yaml.Node.ScalarNode;
import dev.sild.yaml.Place;
import dev.sild.yaml.YamlDocument;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Merges services onto the ones they extend, in the same file or another, to any depth. */
final class Extends {
    private final ModelLoader loader;
    private final Context context;
    /** What was read before: a thousand services may extend one file. */
    private final Map<Path, Scope> scopes = new HashMap<>();

    /**
     * Services of one file; {@code raw} services are checked and converted to their long form when they are requested.
     */
    private record Scope(MapNode services, Source source, Path folder, boolean raw) {}

    Extends(ModelLoader loader, Context context) {
        this.loader = loader;
        this.context = context;
    }

    /** Returns {@code file} with every service whole. What is reset in it is reset in extended services too. */
    MapNode apply(MapNode file, Source source, List<List<String>> resets) throws InputException {
        if (!(file.get("services") instanceof MapNode services)) {
            return file;
        }
        Scope scope = new Scope(services, source, context.folder(), false);
        Map<String, Entry> whole = null;
        for (Map.Entry<String, Entry> entry : services.entries().entrySet()) {
            if (entry.getValue().value() instanceof MapNode service && service.get("extends") != null) {
                whole = whole == null ? new LinkedHashMap<>(services.entries()) : whole;
                Node extended = extended(entry.getKey(), scope, resets, new ArrayList<>());
                whole.put(entry.getKey(), new Entry(entry.getValue().keyPosition(), extended));
            }
        }
        return whole == null ? file : Nodes.with(file, "services", new MapNode(whole, services.position()));
    }

    private MapNode extended(String name, Scope scope, List<List<String>> resets, List<String> chain)
            throws InputException {
        MapNode service = service(name, scope);
        if (!(service.get("extends") instanceof MapNode link)) {
            return service;
        }
        String base = Nodes.text(link.get("service"));
        Node file = link.get("file");
        Place place = Place.ROOT.key("services").key(name).key("extends");
        if (base == null) {
            throw Problems.fatal(
                    Code.INPUT_INVALID,
                    link.position(),
                    place.toString(),
                    "`service` is missing",
                    "add the name of the service to extend");
        }
        String step = scope.source().display() + ": " + name;
        if (chain.contains(step)) {
            chain.add(step);
            throw Problems.fatal(
                    Code.INPUT_INVALID,
                    link.position(),
                    place.toString(),
                    "services extend each other in a circle: "
                            + String.join(" → ", chain.subList(chain.indexOf(step), chain.size())),
                    "remove `extends` from one of them");
        }
        chain.add(step);
        if (chain.size() > loader.limits().chain()) {
            throw Problems.fatal(
                    Code.INPUT_INVALID,
                    link.position(),
                    place.toString(),
                    "a chain of `extends` has more than " + loader.limits().chain() + " services",
                    "extend the last service of the chain directly");
        }
        Scope other = file == null || Nodes.isNull(file) ? scope : scope(file, scope, place);
        if (other.services().get(base) == null) {
            throw Problems.fatal(
                    Code.INPUT_INVALID,
                    link.required("service").position(),
                    place.toString(),
                    "service `" + base + "` does not exist in " + other.source().display(),
                    Suggestions.forService(base, other.services().entries().keySet()));
        }
        MapNode source = extended(base, other, resets, chain);
        for (List<String> reset : resets) {
            if (reset.size() > 2
                    && reset.get(0).equals("services")
                    && reset.get(1).equals(name)) {
                source = Nodes.withoutPath(source, reset.subList(2, reset.size()));
            }
        }
        MapNode whole = Nodes.without(Merger.services(source, Nodes.without(service, "extends")), "extends");
        loader.problems().budget().values(whole, link.position(), place);
        return whole;
    }

    private MapNode service(String name, Scope scope) throws InputException {
        Node node = scope.services().required(name);
        if (scope.raw()) {
            Place place = Place.ROOT.key("services").key(name);
            node = loader.checked(node, ServiceSpec.SERVICE, place);
            if (node instanceof MapNode service) {
                return HostPaths.service(service, scope.folder(), context.environment());
            }
        }
        return node instanceof MapNode service
                ? service
                : Nodes.emptyMap(Nodes.isNull(node) ? Position.NONE : node.position());
    }

    private Scope scope(Node file, Scope from, Place place) throws InputException {
        if (file instanceof ScalarNode scalar
                && !PathCheck.check(scalar, loader.problems(), loader.limits().path(), place.key("file"))) {
            loader.problems().throwIfAny();
        }
        String written = Nodes.requiredText(file);
        Path path = ProjectFiles.resolve(from.folder(), HostPaths.home(written, context.environment()));
        if (scopes.containsKey(path)) {
            return scopes.get(path);
        }
        Source source = new Source(path, loader.files().display(path));
        List<YamlDocument> documents =
                loader.documents(source, file.position(), place.key("file").toString());
        MapNode whole = Nodes.emptyMap(file.position());
        for (YamlDocument document : documents) {
            MapNode root = (MapNode) loader.filled(ModelLoader.mapping(document.root()), Spec.FILE, context);
            for (List<String> reset : document.resets()) {
                whole = reset.isEmpty() ? whole : Nodes.withoutPath(whole, reset);
            }
            whole = Merger.files(whole, root);
        }
        Scope scope = new Scope(Nodes.map(whole, "services"), source, source.folder(), true);
        scopes.put(path, scope);
        return scope;
    }
}
