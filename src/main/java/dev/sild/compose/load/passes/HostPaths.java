package dev.sild.compose.load.passes;

import dev.sild.compose.ComposeProject;
import dev.sild.compose.load.forms.VolumeForms;
import dev.sild.compose.load.tree.Nodes;
import dev.sild.model.Text;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.ScalarNode;
import java.nio.file.Path;
import java.util.Map;

/** Makes the paths of a project absolute, resolved against the folder of the file that contains them. */
public final class HostPaths {
    private static final String[] REMOTE = {"https://", "http://", "git://", "ssh://", "github.com/", "git@"};

    private final Path folder;
    private final Map<String, String> environment;

    private HostPaths(Path folder, Map<String, String> environment) {
        this.folder = folder;
        this.environment = environment;
    }

    public static MapNode absolute(MapNode model, Path folder, Map<String, String> environment) {
        HostPaths paths = new HostPaths(folder, environment);
        MapNode result = paths.each(model, "services");
        result = paths.each(result, "configs");
        result = paths.each(result, "secrets");
        return paths.each(result, "volumes");
    }

    /** Returns a service with absolute paths. */
    public static MapNode service(MapNode service, Path folder, Map<String, String> environment) {
        return new HostPaths(folder, environment).service(service);
    }

    /** Returns a path with a leading {@code ~} replaced by the user's home folder. */
    public static String home(String path, Map<String, String> environment) {
        String home = environment.get("HOME");
        return path.startsWith("~") && home != null ? VolumeForms.cleanPath(home + "/" + path.substring(1)) : path;
    }

    private MapNode each(MapNode model, String kind) {
        if (!(model.get(kind) instanceof MapNode all) || all.entries().isEmpty()) {
            return model;
        }
        return Nodes.with(
                model, kind, Nodes.changed(all, (key, value) -> value instanceof MapNode map ? one(map, kind) : value));
    }

    private MapNode one(MapNode map, String kind) {
        switch (kind) {
            case "services":
                return service(map);
            case "volumes":
                return volume(map);
            default:
                return onHost(map, "file");
        }
    }

    private MapNode service(MapNode service) {
        MapNode result = service;
        if (result.get("build") instanceof MapNode build) {
            result = Nodes.with(result, "build", build(build));
        }
        if (result.get("env_file") instanceof ListNode list) {
            result = Nodes.with(result, "env_file", items(list, "path"));
        }
        if (result.get("label_file") instanceof ListNode list) {
            result = Nodes.with(result, "label_file", strings(list));
        }
        if (result.get("volumes") instanceof ListNode list) {
            result = Nodes.with(result, "volumes", binds(list));
        }
        if (result.get("develop") instanceof MapNode develop && develop.get("watch") instanceof ListNode watch) {
            result = Nodes.with(result, "develop", Nodes.with(develop, "watch", items(watch, "path")));
        }
        if (result.get("extends") instanceof MapNode link) {
            result = Nodes.with(result, "extends", changed(link, "file"));
        }
        return result;
    }

    private MapNode build(MapNode build) {
        MapNode result = build;
        if (result.get("context") instanceof ScalarNode scalar) {
            result = Nodes.with(result, "context", context(scalar));
        }
        if (result.get("additional_contexts") instanceof MapNode contexts) {
            result = Nodes.with(
                    result,
                    "additional_contexts",
                    Nodes.changed(
                            contexts, (name, value) -> value instanceof ScalarNode scalar ? context(scalar) : value));
        }
        if (result.get("ssh") instanceof MapNode ssh) {
            MapNode keys = ssh;
            for (String id : ssh.entries().keySet()) {
                keys = changed(keys, id);
            }
            result = Nodes.with(result, "ssh", keys);
        }
        return result;
    }

    private ScalarNode context(ScalarNode context) {
        String value = context.value();
        if (value.contains("://") || value.startsWith("service:")) {
            return context;
        }
        for (String prefix : REMOTE) {
            if (value.startsWith(prefix)) {
                return context;
            }
        }
        return absolute(context);
    }

    private MapNode volume(MapNode volume) {
        if (!"local".equals(Nodes.text(volume.get("driver")))
                || !(volume.get("driver_opts") instanceof MapNode options)
                || !"bind".equals(Nodes.text(options.get("o")))) {
            return volume;
        }
        return Nodes.with(volume, "driver_opts", onHost(options, "device"));
    }

    private ListNode binds(ListNode volumes) {
        return Nodes.each(
                volumes,
                item -> item instanceof MapNode map && "bind".equals(Nodes.text(map.get("type")))
                        ? onHost(map, "source")
                        : item);
    }

    private ListNode items(ListNode list, String key) {
        return Nodes.each(list, item -> item instanceof MapNode map ? changed(map, key) : item);
    }

    private ListNode strings(ListNode list) {
        return Nodes.each(list, item -> item instanceof ScalarNode scalar ? absolute(scalar) : item);
    }

    /** A path of the host; an empty one is the project's folder. */
    private MapNode onHost(MapNode map, String key) {
        return "".equals(Nodes.text(map.get(key)))
                ? Nodes.with(
                        map,
                        key,
                        Nodes.string(folder.toString(), map.required(key).position()))
                : changed(map, key);
    }

    private MapNode changed(MapNode map, String key) {
        return map.get(key) instanceof ScalarNode scalar && !scalar.isNull()
                ? Nodes.with(map, key, absolute(scalar))
                : map;
    }

    /**
     * Returns an absolute path that remembers, as a variable, whether it starts at the project's folder or at the home.
     */
    private ScalarNode absolute(ScalarNode path) {
        String value = home(path.value(), environment);
        if (!value.equals(path.value())) {
            return new ScalarNode(
                    new Text.Variable(ComposeProject.HOME, value), ScalarNode.Kind.STRING, path.position());
        }
        if (value.isEmpty() || value.startsWith("/") || isWindows(value) || value.startsWith("${")) {
            return path;
        }
        return new ScalarNode(
                new Text.Variable(ComposeProject.FOLDER, VolumeForms.cleanPath(folder + "/" + value)),
                ScalarNode.Kind.STRING,
                path.position());
    }

    private static boolean isWindows(String path) {
        return path.startsWith("\\\\")
                || path.length() > 2
                        && Character.isLetter(path.charAt(0))
                        && path.charAt(1) == ':'
                        && (path.charAt(2) == '\\' || path.charAt(2) == '/');
    }
}
