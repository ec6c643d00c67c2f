package dev.sild.check.project;

import dev.sild.check.catalog.Rule;
import dev.sild.compose.ComposeProject;
import dev.sild.model.Lookup;
import dev.sild.model.Origin;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.ScalarNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The hints {@code x-sild: {allow: {RULE: REASON}}} of a project: a service's allow violations in what the compose
 * files say of it, the top level's allow violations anywhere, also in Dockerfiles.
 */
public final class AllowanceHints {
    /** No hints. */
    public static final AllowanceHints NONE = new AllowanceHints(Map.of("", List.of()));

    private static final String SERVICES = "services";

    private record Hint(String rule, String reason, Origin origin) {
        boolean works() {
            return Rule.of(rule).isPresent() && !reason.isBlank();
        }
    }

    /** By the path of the top level or of a service; each service has an entry. */
    private final Map<String, List<Hint>> hints;

    private AllowanceHints(Map<String, List<Hint>> hints) {
        this.hints = hints;
    }

    /** Returns the hints of a project. */
    public static AllowanceHints of(ComposeProject project) {
        Map<String, List<Hint>> hints = new HashMap<>();
        hints.put("", hints(project.root(), ""));
        map(project.root(), SERVICES).entries().forEach((name, service) -> {
            String path = SERVICES + "." + name;
            hints.put(path, service.value() instanceof MapNode map ? hints(map, path + ".") : List.of());
        });
        return new AllowanceHints(hints);
    }

    private static List<Hint> hints(MapNode owner, String prefix) {
        List<Hint> hints = new ArrayList<>();
        map(map(owner, "x-sild"), "allow").entries().forEach((rule, reason) -> {
            String text = reason.value() instanceof ScalarNode scalar && !scalar.isNull() ? scalar.value() : "";
            hints.add(new Hint(rule, text, reason.keyPosition().origin(prefix + "x-sild.allow." + rule)));
        });
        return hints;
    }

    private static MapNode map(MapNode owner, String key) {
        Node node = owner.get(key);
        return node instanceof MapNode map ? map : new MapNode(Map.of(), owner.position());
    }

    /** Returns the reason why a violation of a rule is allowed at a place; empty if it is not. */
    public Optional<String> reason(Rule rule, Origin origin) {
        return reason(rule, service(origin.path())).or(() -> reason(rule, ""));
    }

    private Optional<String> reason(Rule rule, String scope) {
        return Lookup.required(hints, scope).stream()
                .filter(hint -> hint.works() && rule.id().equalsIgnoreCase(hint.rule()))
                .map(hint -> hint.reason().strip())
                .findFirst();
    }

    /** Returns the path of the service that an attribute is in; a service's name can have dots. */
    private String service(String path) {
        String found = path;
        while (!hints.containsKey(found)) {
            found = found.substring(0, Math.max(0, Math.max(found.lastIndexOf('.'), found.lastIndexOf('['))));
        }
        return found;
    }

    /** Returns the places of hints that allow nothing, since their rule does not exist or they have no reason. */
    public List<Origin> useless() {
        return hints.values().stream()
                .flatMap(List::stream)
                .filter(hint -> !hint.works())
                .map(Hint::origin)
                .sorted(Comparator.comparing(Origin::file)
                        .thenComparing(Origin::line)
                        .thenComparing(Origin::column))
                .toList();
    }
}
