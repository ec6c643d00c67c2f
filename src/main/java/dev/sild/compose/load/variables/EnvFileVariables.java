package dev.sild.compose.load.variables;

import dev.sild.compose.load.files.ProjectFiles;
import dev.sild.compose.load.tree.Nodes;
import dev.sild.compose.load.tree.Problems;
import dev.sild.model.Lookup;
import dev.sild.model.Text;
import dev.sild.report.InputException;
import dev.sild.yaml.Node.Entry;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.ScalarNode;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What env files say, with their plain values as variables, so that a chart can ask for them: {@code KEY=value} becomes
 * the variable {@code KEY}. One that the compose file uses as well, since {@code .env} is often both, is the same
 * variable. A name with different values in different places stays what each place says.
 */
public final class EnvFileVariables {
    private final Map<String, String> others;
    private final Map<String, Set<String>> values = new HashMap<>();
    private final Map<String, Map<String, Entry>> ofServices = new HashMap<>();

    private EnvFileVariables(Map<String, String> others) {
        this.others = others;
    }

    /**
     * Reads the env files of all services.
     *
     * @param environment the variables of the project
     * @param others values to use instead of those of the files
     * @throws InputException where a file cannot be read
     */
    public static EnvFileVariables of(
            MapNode model,
            Map<String, String> environment,
            Map<String, String> others,
            ProjectFiles files,
            Problems problems)
            throws InputException {
        EnvFileVariables variables = new EnvFileVariables(others);
        EnvFiles read = new EnvFiles(environment, problems);
        for (Map.Entry<String, Entry> each :
                Nodes.map(model, "services").entries().entrySet()) {
            MapNode service = (MapNode) each.getValue().value();
            Map<String, Entry> own = Nodes.map(service, "environment").entries();
            own.values().forEach(entry -> {
                if (entry.value() instanceof ScalarNode scalar) {
                    variables.note(scalar.text());
                }
            });
            Map<String, Entry> entries = ServiceEnvironment.ofFiles(service, each.getKey(), read, files, problems);
            if (!entries.isEmpty()) {
                variables.ofServices.put(each.getKey(), entries);
                entries.forEach((name, entry) -> {
                    if (!own.containsKey(name)) {
                        variables.note(name, (ScalarNode) entry.value());
                    }
                });
            }
        }
        problems.variables().forEach(each -> each.values().forEach(value -> variables.add(each.name(), value)));
        for (String kind : List.of("secrets", "configs")) {
            Nodes.map(model, kind).entries().values().forEach(entry -> {
                String name = entry.value() instanceof MapNode file ? Nodes.text(file.get("environment")) : null;
                if (name != null && environment.containsKey(name)) {
                    variables.add(name, environment.get(name));
                }
            });
        }
        return variables;
    }

    /** Returns a service whose environment holds what its env files say, below what it says itself. */
    public MapNode into(MapNode service, String name) {
        Map<String, Entry> ofFiles = ofServices.get(name);
        if (ofFiles == null) {
            return service;
        }
        MapNode own = Nodes.map(service, "environment");
        Map<String, Entry> entries = new LinkedHashMap<>(ofFiles);
        entries.replaceAll((key, entry) -> own.entries().containsKey(key) ? entry : variable(key, entry));
        entries.putAll(own.entries());
        return Nodes.with(
                service,
                "environment",
                new MapNode(
                        entries,
                        own.entries().isEmpty() ? service.required("env_file").position() : own.position()));
    }

    private Entry variable(String name, Entry entry) {
        ScalarNode scalar = (ScalarNode) entry.value();
        if (!(scalar.text() instanceof Text.Literal)
                || Lookup.required(values, name).size() > 1) {
            return entry;
        }
        Text variable = new Text.Variable(name, others.getOrDefault(name, scalar.value()));
        return new Entry(entry.keyPosition(), new ScalarNode(variable, scalar.kind(), scalar.position()));
    }

    private void note(String name, ScalarNode scalar) {
        if (scalar.text() instanceof Text.Literal) {
            add(name, scalar.value());
        } else {
            note(scalar.text());
        }
    }

    private void note(Text text) {
        List<Text> parts = text instanceof Text.Concat concat ? concat.parts() : List.of(text);
        for (Text part : parts) {
            if (part instanceof Text.Variable variable) {
                add(variable.name(), variable.given());
            }
        }
    }

    private void add(String name, String value) {
        values.computeIfAbsent(name, first -> new LinkedHashSet<>()).add(others.getOrDefault(name, value));
    }
}
