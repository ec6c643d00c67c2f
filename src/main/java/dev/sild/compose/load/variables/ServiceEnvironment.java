package dev.sild.compose.load.variables;

import dev.sild.compose.load.files.ProjectFiles;
import dev.sild.compose.load.tree.Nodes;
import dev.sild.compose.load.tree.Problems;
import dev.sild.model.Text.Variable;
import dev.sild.report.Code;
import dev.sild.report.InputException;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.Entry;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.ScalarNode;
import dev.sild.yaml.Node.ScalarNode.Kind;
import dev.sild.yaml.Place;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** Settles the environment of services: variables without a value, and files of variables. */
public final class ServiceEnvironment {
    private ServiceEnvironment() {}

    /** Returns a model in which {@code KEY} without a value has the value of {@code environment}, if there is one. */
    public static MapNode resolve(MapNode model, Map<String, String> environment) {
        if (!(model.get("services") instanceof MapNode services)) {
            return model;
        }
        return Nodes.with(
                model,
                "services",
                Nodes.changed(
                        services,
                        (name, value) ->
                                value instanceof MapNode service && service.get("environment") instanceof MapNode own
                                        ? Nodes.with(service, "environment", resolved(own, environment, true))
                                        : value));
    }

    /**
     * Returns variables with missing values from {@code environment}; unset ones are dropped unless {@code keepUnset}.
     */
    public static MapNode resolved(MapNode variables, Map<String, String> environment, boolean keepUnset) {
        MapNode resolved = Nodes.changed(
                variables,
                (name, value) -> Nodes.isNull(value) && environment.containsKey(name)
                        ? new ScalarNode(new Variable(name, environment.get(name)), Kind.STRING, value.position())
                        : value);
        if (keepUnset) {
            return resolved;
        }
        Map<String, Entry> set = new LinkedHashMap<>(resolved.entries());
        set.values().removeIf(entry -> Nodes.isNull(entry.value()));
        return set.size() == resolved.entries().size() ? resolved : new MapNode(set, resolved.position());
    }

    /** Returns what the env files of a service say. */
    static Map<String, Entry> ofFiles(
            MapNode service, String name, EnvFiles variables, ProjectFiles files, Problems problems)
            throws InputException {
        Map<String, Entry> entries = new LinkedHashMap<>();
        if (!(service.get("env_file") instanceof ListNode list)) {
            return entries;
        }
        EnvFiles.OfService its = variables.ofService();
        Place of = Place.ROOT.key("services").key(name).key("env_file");
        for (int i = 0; i < list.items().size(); i++) {
            read((MapNode) list.items().get(i), of.index(i), its, files, problems, entries);
        }
        int own = Nodes.map(service, "environment").entries().size();
        problems.budget().values(entries.size() + own, list.position(), of);
        return entries;
    }

    private static void read(
            MapNode file,
            Place place,
            EnvFiles.OfService variables,
            ProjectFiles files,
            Problems problems,
            Map<String, Entry> entries)
            throws InputException {
        Node written = file.required("path");
        Path path = ProjectFiles.resolve(Path.of("/"), Nodes.requiredText(written));
        boolean optional = file.get("required") != null && !Nodes.isTrue(file.get("required"));
        String display = files.display(path);
        Optional<String> copy = Files.exists(path) ? Optional.empty() : UnsetHints.copy(path, files);
        if (optional && !Files.exists(path)) {
            problems.add(
                    Code.ENV_FILE_MISSING,
                    written.position(),
                    place,
                    "the optional env file " + display + " does not exist",
                    copy.map(command -> "create it with '" + command + "', and fill it in")
                            .orElse(""));
            return;
        }
        if (problems.isIncomplete() && !Files.exists(path)) {
            return;
        }
        if (copy.isPresent()) {
            problems.add(
                    Code.INPUT_UNREADABLE,
                    written.position(),
                    place,
                    display + " does not exist",
                    "create it with '" + copy.get() + "', and fill it in");
            return;
        }
        String text;
        try {
            text = files.envText(path, display, written.position(), place.toString());
        } catch (InputException unreadable) {
            // Of several files that are missing, each is reported.
            unreadable.findings().forEach(problems::add);
            return;
        }
        String format = Nodes.text(file.get("format"));
        variables
                .read(text, display, format == null ? "" : format)
                .forEach((key, value) -> entries.put(key, new Entry(value.position(), value)));
    }

    /** Returns a service whose labels hold what its label files say, below what it says itself. */
    public static MapNode withLabelFiles(MapNode service, String name, ProjectFiles files, Problems problems)
            throws InputException {
        if (!(service.get("label_file") instanceof ListNode list)) {
            return service;
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (int i = 0; i < list.items().size(); i++) {
            Node written = list.items().get(i);
            Path path = ProjectFiles.resolve(Path.of("/"), Nodes.requiredText(written));
            Place place = Place.ROOT.key("services").key(name).key("label_file").index(i);
            String display = files.display(path);
            String text = files.envText(path, display, written.position(), place.toString());
            for (Map.Entry<String, ScalarNode> entry :
                    DotEnv.read(text, display, "", variable -> null, problems).entrySet()) {
                entries.put(entry.getKey(), new Entry(entry.getValue().position(), entry.getValue()));
            }
        }
        MapNode own = Nodes.map(service, "labels");
        entries.putAll(own.entries());
        return Nodes.with(service, "labels", new MapNode(entries, own.position()));
    }
}
