package dev.sild.check;

import dev.sild.check.catalog.Rule;
import dev.sild.check.catalog.Severities;
import dev.sild.check.catalog.Violation;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.report.Finding.Severity;
import dev.sild.report.InputException;
import dev.sild.report.Nearest;
import dev.sild.yaml.KubernetesDialect;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.ScalarNode;
import dev.sild.yaml.YamlDocument;
import dev.sild.yaml.YamlLimits;
import dev.sild.yaml.YamlReader;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the file {@code .sild.yaml} of a project says about rules.
 *
 * @param severities the severity of rules that have another than their own; empty where a rule is off
 * @param registries the registries that images may be from; empty for any
 */
public record Settings(Map<Rule, Optional<Severity>> severities, Set<String> registries) {
    /** The name of the file. */
    public static final String FILE = ".sild.yaml";

    /** All rules as they are. */
    public static final Settings NONE = new Settings(Map.of(), Set.of());

    private static final String OFF = "off";

    public Settings {
        severities = Map.copyOf(severities);
        registries = Set.copyOf(registries);
    }

    /**
     * Reads settings.
     *
     * @param file the name of the file for messages
     * @throws InputException if the text is no YAML, or has a key, rule or severity that does not exist
     */
    public static Settings parse(String text, String file) throws InputException {
        List<YamlDocument> documents = YamlReader.read(text, file, new KubernetesDialect(), YamlLimits.DEFAULT);
        Map<Rule, Optional<Severity>> severities = new EnumMap<>(Rule.class);
        Set<String> registries = new LinkedHashSet<>();
        for (YamlDocument document : documents) {
            MapNode root = map(document.root(), "", Set.of("check"));
            if (root.get("check") != null) {
                MapNode check = map(root.get("check"), "check", Set.of("rules", "registries"));
                if (check.get("registries") != null) {
                    registries.addAll(registries(check.get("registries")));
                }
                if (check.get("rules") != null) {
                    severities.putAll(severities(check.get("rules")));
                }
            }
        }
        return new Settings(severities, registries);
    }

    private static MapNode map(Node node, String path, Set<String> keys) throws InputException {
        MapNode map = anyMap(node, path);
        for (Map.Entry<String, Node.Entry> entry : map.entries().entrySet()) {
            if (!keys.contains(entry.getKey())) {
                throw wrong(
                        entry.getValue().keyPosition(),
                        path.isEmpty() ? entry.getKey() : path + "." + entry.getKey(),
                        "unknown key '" + entry.getKey() + "'",
                        "use one of " + String.join(", ", keys.stream().sorted().toList()));
            }
        }
        return map;
    }

    private static MapNode anyMap(Node node, String path) throws InputException {
        if (node instanceof ScalarNode scalar && scalar.isNull()) {
            return new MapNode(Map.of(), scalar.position());
        }
        if (!(node instanceof MapNode map)) {
            throw wrong(node.position(), path, "a mapping is needed, not " + node.described(), "write KEY: VALUE");
        }
        return map;
    }

    private static Set<String> registries(Node node) throws InputException {
        Set<String> registries = new LinkedHashSet<>();
        if (!(node instanceof ListNode list)) {
            throw wrong(
                    node.position(),
                    "check.registries",
                    "a list of registries is needed, not " + node.described(),
                    "write it as [docker.io, ghcr.io]");
        }
        for (Node item : list.items()) {
            if (!(item instanceof ScalarNode scalar) || scalar.value().isEmpty()) {
                throw wrong(
                        item.position(),
                        "check.registries",
                        "a registry is needed, not " + item.described(),
                        "write its host, such as ghcr.io");
            }
            registries.add(scalar.value());
        }
        return registries;
    }

    private static Map<Rule, Optional<Severity>> severities(Node node) throws InputException {
        Map<Rule, Optional<Severity>> severities = new EnumMap<>(Rule.class);
        for (Map.Entry<String, Node.Entry> entry :
                anyMap(node, "check.rules").entries().entrySet()) {
            String id = entry.getKey();
            String path = "check.rules." + id;
            Optional<Rule> rule = Rule.of(id);
            if (rule.isEmpty()) {
                String nearest = Nearest.of(
                        id, Arrays.stream(Rule.values()).map(Rule::id).toList());
                throw wrong(
                        entry.getValue().keyPosition(),
                        path,
                        "unknown rule '" + id + "'",
                        nearest.isEmpty() ? "docs/rules.md lists all rules" : "did you mean " + nearest + "?");
            }
            Node value = entry.getValue().value();
            // YAML 1.1 reads off as a boolean.
            String word = value instanceof ScalarNode scalar
                    ? scalar.kind() == ScalarNode.Kind.BOOL && scalar.value().equals("false") ? OFF : scalar.value()
                    : "";
            Optional<Severity> severity = Severities.of(word);
            if (severity.isEmpty() && !word.equals(OFF)) {
                throw wrong(value.position(), path, "unknown severity", "use one of error, warning, info and off");
            }
            severities.put(rule.get(), severity);
        }
        return severities;
    }

    private static InputException wrong(Node.Position position, String path, String reason, String remedy) {
        return new InputException(new Finding(Code.INPUT_INVALID, position.origin(path), reason, remedy));
    }

    /** Returns a violation with the severity that it has here; empty where its rule is off. */
    Optional<Violation> apply(Violation violation) {
        Optional<Severity> other = severities.getOrDefault(violation.rule(), Optional.of(violation.severity()));
        return other.map(violation::with);
    }
}
