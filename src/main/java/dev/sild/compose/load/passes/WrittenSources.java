package dev.sild.compose.load.passes;

import dev.sild.compose.load.files.ProjectFiles.Written;
import dev.sild.compose.load.tree.Nodes;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.Entry;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.Position;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Files that a script of the project writes are not there, so that the model has their texts instead: a mounted one
 * becomes a config, and so does the Dockerfile of a build part of it.
 */
public final class WrittenSources {
    private final Function<Path, Optional<Written>> written;
    private final UnaryOperator<Node> fill;
    private final Map<String, Entry> configs;
    private final Map<String, String> names = new HashMap<>();

    private WrittenSources(
            Function<Path, Optional<Written>> written, UnaryOperator<Node> fill, Map<String, Entry> configs) {
        this.written = written;
        this.fill = fill;
        this.configs = new LinkedHashMap<>(configs);
    }

    /**
     * Returns a model with absolute paths in which no such file is named.
     *
     * @param written a file that a script writes; empty for any other
     * @param fill fills the variables of such a text in
     */
    public static MapNode inline(MapNode model, Function<Path, Optional<Written>> written, UnaryOperator<Node> fill) {
        MapNode given = Nodes.map(model, "configs");
        WrittenSources sources = new WrittenSources(written, fill, given.entries());
        sources.configs.putAll(Nodes.changed(
                        given, (name, config) -> config instanceof MapNode map ? sources.content(map) : config)
                .entries());
        MapNode services = Nodes.changed(
                Nodes.map(model, "services"),
                (name, service) -> service instanceof MapNode map ? sources.service(map) : service);
        MapNode result = services.entries().isEmpty() ? model : Nodes.with(model, "services", services);
        return sources.configs.equals(given.entries())
                ? result
                : Nodes.with(result, "configs", new MapNode(sources.configs, given.position()));
    }

    private MapNode content(MapNode config) {
        Node file = config.get("file");
        return file == null
                ? config
                : text(Nodes.text(file))
                        .map(text ->
                                Nodes.with(Nodes.without(config, "file"), "content", filled(text, file.position())))
                        .orElse(config);
    }

    private MapNode service(MapNode service) {
        MapNode result =
                service.get("build") instanceof MapNode build ? Nodes.with(service, "build", build(build)) : service;
        List<Node> mounts = new ArrayList<>();
        List<Node> references = new ArrayList<>(Nodes.items(service, "configs"));
        for (Node volume : Nodes.items(service, "volumes")) {
            if (!(volume instanceof MapNode mount) || !isWritten(mount)) {
                mounts.add(volume);
                continue;
            }
            MapNode reference = Nodes.emptyMap(mount.position());
            references.add(Nodes.with(
                    Nodes.with(reference, "source", Nodes.string(config(mount), mount.position())),
                    "target",
                    mount.required("target")));
        }
        if (mounts.size() == Nodes.items(service, "volumes").size()) {
            return result;
        }
        result = Nodes.with(
                result, "configs", new ListNode(references, references.get(0).position()));
        return mounts.isEmpty()
                ? Nodes.without(result, "volumes")
                : Nodes.with(
                        result,
                        "volumes",
                        new ListNode(mounts, service.required("volumes").position()));
    }

    private boolean isWritten(MapNode mount) {
        return "bind".equals(Nodes.text(mount.get("type")))
                && mount.get("target") != null
                && text(Nodes.text(mount.get("source"))).isPresent();
    }

    /** Returns the name of the config that holds the source of a mount. */
    private String config(MapNode mount) {
        return names.computeIfAbsent(Nodes.requiredText(mount.required("source")), source -> {
            Written file = text(source).orElseThrow();
            String base = file.config();
            String name = base;
            for (int number = 2; configs.containsKey(name); number++) {
                name = base + "-" + number;
            }
            MapNode empty = Nodes.emptyMap(mount.position());
            Node content = filled(file, mount.position());
            configs.put(name, new Entry(mount.position(), Nodes.with(empty, "content", content)));
            return name;
        });
    }

    private MapNode build(MapNode build) {
        String context = Nodes.text(build.get("context"));
        String named = Nodes.text(build.get("dockerfile"));
        if (context == null || !context.startsWith("/") || build.get("dockerfile_inline") != null) {
            return build;
        }
        return text(context + "/" + (named == null ? "Dockerfile" : named))
                .map(text -> Nodes.with(
                        Nodes.without(build, "dockerfile"), "dockerfile_inline", filled(text, build.position())))
                .orElse(build);
    }

    private Node filled(Written file, Position where) {
        return fill.apply(Nodes.string(file.value(), where));
    }

    private Optional<Written> text(@Nullable String path) {
        try {
            return path == null ? Optional.empty() : written.apply(Path.of(path).normalize());
        } catch (InvalidPathException noPath) {
            return Optional.empty();
        }
    }
}
