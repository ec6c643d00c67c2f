package dev.sild.compose.load;

import dev.sild.compose.load.ModelLoader.Context;
import dev.sild.compose.load.checks.PathCheck;
import dev.sild.compose.load.files.ProjectFiles;
import dev.sild.compose.load.passes.HostPaths;
import dev.sild.compose.load.tree.Nodes;
import dev.sild.compose.load.tree.Problems;
import dev.sild.compose.load.tree.Source;
import dev.sild.compose.load.tree.TreeComparison;
import dev.sild.compose.load.variables.DotEnv;
import dev.sild.report.Code;
import dev.sild.report.InputException;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.Entry;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.ScalarNode;
import dev.sild.yaml.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Brings in what a file includes: projects of their own, with their own folders and variables. */
final class Includes {
    private static final String[] KINDS = {"services", "volumes", "networks", "secrets", "configs", "models"};

    private final ModelLoader loader;

    Includes(ModelLoader loader) {
        this.loader = loader;
    }

    /** Returns {@code file} with what it includes, and without {@code include}. */
    MapNode apply(MapNode file, Source source, Context context) throws InputException {
        if (file.get("include") == null) {
            return file;
        }
        MapNode result = Nodes.without(file, "include");
        List<Path> including = ModelLoader.plus(context.including(), source.path());
        List<Node> entries = Nodes.items(file, "include");
        if (including.size() > loader.limits().chain()) {
            throw Problems.fatal(
                    Code.INPUT_INVALID,
                    file.get("include").position(),
                    "include",
                    "a chain of `include` has more than " + loader.limits().chain() + " files",
                    "include the last file of the chain directly");
        }
        for (int i = 0; i < entries.size(); i++) {
            if (entries.get(i) instanceof MapNode entry) {
                Place place = Place.ROOT.key("include").index(i);
                result = add(result, included(entry, context, including, place), place);
            }
        }
        loader.problems().throwIfAny();
        return result;
    }

    private MapNode included(MapNode entry, Context context, List<Path> including, Place place) throws InputException {
        List<Source> sources = new ArrayList<>();
        for (Node node : Nodes.items(entry, "path")) {
            String written = required(node, place);
            Path path = ProjectFiles.resolve(context.folder(), HostPaths.home(written, context.environment()));
            path = Files.isDirectory(path) ? ProjectLocation.composeFileIn(path).orElse(path) : path;
            if (Files.isDirectory(path)) {
                throw Problems.fatal(
                        Code.INPUT_UNREADABLE,
                        node.position(),
                        place.toString(),
                        loader.files().display(path) + " is a folder without a compose file",
                        "use the path of a compose file");
            }
            if (sources.isEmpty() && including.contains(path)) {
                throw circle(including, path, node, place);
            }
            sources.add(new Source(path, loader.files().display(path)));
        }
        if (sources.isEmpty()) {
            throw Problems.fatal(
                    Code.INPUT_INVALID,
                    entry.position(),
                    place.toString(),
                    "`path` is missing",
                    "use the path of a compose file");
        }
        Path main = sources.get(0).path();
        String directory = pathOf(entry.get("project_directory"), place);
        Path folder = directory == null || directory.isEmpty()
                ? Objects.requireNonNull(main.getParent(), "a file without a folder")
                : ProjectFiles.resolve(context.folder(), HostPaths.home(directory, context.environment()));
        Map<String, String> environment = environment(entry, context, folder, place);
        return loader.load(sources, new Context(folder, environment, including), entry.position(), place.toString());
    }

    private String required(Node node, Place place) throws InputException {
        return Objects.requireNonNull(pathOf(node, place), "a path that is not a text");
    }

    private @Nullable String pathOf(@Nullable Node node, Place place) throws InputException {
        if (node instanceof ScalarNode scalar
                && !PathCheck.check(scalar, loader.problems(), loader.limits().path(), place)) {
            loader.problems().throwIfAny();
        }
        return Nodes.text(node);
    }

    private InputException circle(List<Path> including, Path path, Node node, Place place) {
        StringBuilder names = new StringBuilder();
        for (Path step : including.subList(including.indexOf(path), including.size())) {
            names.append(loader.files().display(step)).append(" → ");
        }
        return Problems.fatal(
                Code.INPUT_INVALID,
                node.position(),
                place.toString(),
                "files include each other in a circle: " + names
                        + loader.files().display(path),
                "remove one of the includes");
    }

    private Map<String, String> environment(MapNode entry, Context context, Path folder, Place place)
            throws InputException {
        Map<String, String> own = new HashMap<>();
        List<Node> files = Nodes.items(entry, "env_file");
        Path implicit = folder.resolve(".env");
        if (files.isEmpty()
                && (Files.isRegularFile(implicit)
                        || loader.files().written(implicit).isPresent())) {
            read(implicit, entry, place, context.environment(), own);
        }
        for (Node file : files) {
            Path path = ProjectFiles.resolve(
                    context.folder(), HostPaths.home(required(file, place), context.environment()));
            read(path, file, place.key("env_file"), context.environment(), own);
        }
        if (own.isEmpty()) {
            return context.environment();
        }
        loader.problems().budget().values(context.environment().size(), entry.position(), place);
        own.putAll(context.environment());
        return own;
    }

    private void read(Path path, Node from, Place place, Map<String, String> environment, Map<String, String> own)
            throws InputException {
        if (loader.problems().isIncomplete() && !Files.exists(path)) {
            return;
        }
        String display = loader.files().display(path);
        String text = loader.files().envText(path, display, from.position(), place.toString());
        DotEnv.readOfProject(text, display, name -> environment.getOrDefault(name, own.get(name)), loader.problems())
                .forEach((name, value) -> own.put(name, value.value()));
    }

    private MapNode add(MapNode file, MapNode included, Place place) {
        MapNode result = file;
        for (String kind : KINDS) {
            if (included.get(kind) instanceof MapNode more && !more.entries().isEmpty()) {
                if (result.get(kind) == null) {
                    // The key keeps its place in the included file: it is written there, as is everything below it.
                    Map<String, Entry> kinds = new LinkedHashMap<>(result.entries());
                    kinds.put(kind, included.entries().get(kind));
                    result = new MapNode(kinds, result.position());
                    continue;
                }
                MapNode own = Nodes.map(result, kind);
                Map<String, Entry> all = new LinkedHashMap<>(own.entries());
                for (Map.Entry<String, Entry> entry : more.entries().entrySet()) {
                    Entry old = all.putIfAbsent(entry.getKey(), entry.getValue());
                    if (old != null
                            && !TreeComparison.value(
                                    old.value(), entry.getValue().value())) {
                        conflict(kind, entry, old, place);
                    }
                }
                result = Nodes.with(result, kind, new MapNode(all, own.position()));
            }
        }
        return result;
    }

    private void conflict(String kind, Map.Entry<String, Entry> entry, Entry old, Place place) {
        Node.Position there = entry.getValue().keyPosition();
        loader.problems()
                .error(
                        old.keyPosition(),
                        Place.ROOT.key(kind).key(entry.getKey()),
                        "`" + entry.getKey() + "` is also defined by " + place + " at " + there.file() + ":"
                                + there.line(),
                        "rename one of them, or override the included one in a file listed in the include's `path`");
    }
}
