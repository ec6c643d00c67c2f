package dev.sild.compose.translate.source;

import dev.sild.compose.BindFiles;
import dev.sild.compose.ComposeProject;
import dev.sild.model.Origin;
import dev.sild.model.Text;
import dev.sild.secrets.CommandSecrets;
import dev.sild.secrets.KnownSecrets;
import dev.sild.secrets.Span;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.Entry;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.ScalarNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The secrets of a project: their values are collected from variables, environments, commands and secret files before
 * the translation starts, so that each is recognized everywhere. Looks at the project's nodes and deals with no
 * attribute but the hints.
 */
public final class ProjectSecrets {
    private static final long LONGEST_FILE = 64 << 10;
    /** The attributes of a service that hold commands. */
    private static final List<String> COMMANDS = List.of("command", "entrypoint");

    private static final Set<String> NAMES =
            Set.of("container_name", "hostname", "domainname", "image", "user", "working_dir");

    private static final Pattern SEPARATORS = Pattern.compile("[/:@]");

    /** Where commands name users and databases. */
    private static final Pattern USER =
            Pattern.compile("(?<!\\S)(?:-[uUd]|--(?:user|username|db|database|dbname))[ =]\"?([\\w.-]+)");

    private final ComposeProject project;
    private final Map<String, SecretHints> hints = new HashMap<>();
    private final KnownSecrets.Builder builder = new KnownSecrets.Builder();
    private final Set<String> identifiers = new HashSet<>();
    /** Values that the author declares not to be secret. */
    private final Set<String> settled = new HashSet<>();

    private final Set<String> variables = new LinkedHashSet<>();
    private final SecretHints ofProject;
    private final KnownSecrets known;

    private ProjectSecrets(ComposeProject project, Attribute root, Map<String, Attribute> services, BindFiles files) {
        this.project = project;
        ofProject = SecretHints.of(root.get("x-sild"));
        services.forEach((name, service) ->
                hints.put(name, SecretHints.of(service.get("x-sild")).before(ofProject)));
        identifiers.add(project.name());
        Secrecy rule = new Secrecy(ofProject, KnownSecrets.NONE);
        project.variables().forEach(variable -> variable.values().forEach(value -> add(rule, variable.name(), value)));
        for (String kind : List.of("services", "volumes", "networks", "secrets", "configs")) {
            map(project.root(), kind).entries().keySet().forEach(identifiers::add);
        }
        map(project.root(), "services").entries().forEach((name, service) -> service(name, service.value()));
        map(project.root(), "secrets").entries().forEach((name, secret) -> secret(rule, name, secret.value(), files));
        variables.addAll(map(project.root(), "configs").entries().keySet());
        known = builder.build(settled, identifiers);
        reportUnknown(root, services);
    }

    /** Collects the secrets of a project and its hints about them. */
    public static ProjectSecrets of(
            ComposeProject project, Attribute root, Map<String, Attribute> services, BindFiles files) {
        return new ProjectSecrets(project, root, services, files);
    }

    public KnownSecrets known() {
        return known;
    }

    /** Returns the names of services, databases, users and the like, which tell nothing if one is a password, too. */
    public Set<String> identifiers() {
        return Collections.unmodifiableSet(identifiers);
    }

    /** Returns what is taken for a secret outside of services. */
    public Secrecy ofProject() {
        return new Secrecy(ofProject, known);
    }

    /** Returns what is taken for a secret in a service. */
    public Secrecy of(String service) {
        return new Secrecy(hints.getOrDefault(service, ofProject), known);
    }

    private void reportUnknown(Attribute root, Map<String, Attribute> services) {
        if (ofProject != SecretHints.NONE || !hints.values().stream().allMatch(own -> own == SecretHints.NONE)) {
            SecretHints.reportUnknown(root.get("x-sild"), variables);
            services.values().forEach(service -> SecretHints.reportUnknown(service.get("x-sild"), variables));
        }
    }

    private void add(Secrecy rule, String name, String value) {
        variables.add(name);
        if (rule.isSecretValue(name, value)) {
            builder.add(name, value);
        } else if (rule.hints().sayPlain(name)) {
            settled.add(value);
        } else {
            identifiers.add(value);
        }
    }

    private void service(String name, Node node) {
        if (!(node instanceof MapNode service)) {
            return;
        }
        Secrecy rule = new Secrecy(hints.getOrDefault(name, ofProject), KnownSecrets.NONE);
        environment(rule, service);
        environment(rule, map(service, "build"), "args");
        NAMES.forEach(attribute -> scalar(service, attribute).ifPresent(text -> identifiers.add(text.value())));
        scalar(service, "image").ifPresent(image -> identifiers.addAll(List.of(SEPARATORS.split(image.value()))));
        COMMANDS.forEach(attribute -> command(rule, list(service, attribute)));
        command(rule, list(map(service, "healthcheck"), "test"));
        for (String attribute : List.of("post_start", "pre_stop", "pre_start")) {
            for (Node hook : list(service, attribute)) {
                environment(rule, hook);
                command(rule, list(hook, "command"));
            }
        }
        for (Node volume : list(service, "volumes")) {
            scalar(volume, "target")
                    .map(Text::value)
                    .ifPresent(path -> variables.add(path.substring(path.lastIndexOf('/') + 1)));
            scalar(volume, "source")
                    .map(Text::value)
                    .ifPresent(path -> variables.add(path.substring(path.lastIndexOf('/') + 1)));
        }
    }

    private void environment(Secrecy rule, Node holder) {
        environment(rule, holder, "environment");
    }

    private void environment(Secrecy rule, Node holder, String attribute) {
        map(holder, attribute).entries().forEach((key, value) -> {
            identifiers.add(key);
            if (value.value() instanceof ScalarNode scalar && !scalar.isNull()) {
                add(rule, key, scalar.text().value());
            } else {
                variables.add(key);
            }
        });
    }

    private void command(Secrecy rule, List<Node> words) {
        List<String> before = new ArrayList<>();
        for (Node word : words) {
            if (word instanceof ScalarNode scalar) {
                String text = scalar.value();
                for (Span span : CommandSecrets.in(text, before)) {
                    if (!rule.hints().sayPlain(span.name())) {
                        builder.add(span.name(), text.substring(span.start(), span.end()));
                    }
                }
                before.add(text);
            }
        }
        Matcher user = USER.matcher(String.join(" ", before));
        while (user.find()) {
            identifiers.add(user.group(1));
        }
    }

    private void secret(Secrecy rule, String name, Node node, BindFiles files) {
        variables.add(name);
        if (rule.hints().sayPlain(name)) {
            return;
        }
        scalar(node, "environment").ifPresent(variable -> {
            variables.add(variable.value());
            Optional.ofNullable(project.environment().get(variable.value()))
                    .ifPresent(value -> builder.add(variable.value(), value));
        });
        scalar(node, "content").ifPresent(content -> builder.add(name, content.value()));
        scalar(node, "file")
                .ifPresent(file -> files.peek(
                                project.folder().resolve(file.value()).normalize(), LONGEST_FILE)
                        .ifPresent(content -> builder.add(name, new String(content, StandardCharsets.UTF_8))));
    }

    /**
     * Returns the places of the project that hold secrets, by the name of the secret: where a variable of a secret name
     * is, and where a known value is.
     *
     * @param telling whether of values that are telling, and known, or of the others
     */
    public Map<String, List<Origin>> places(boolean telling) {
        Map<String, List<Origin>> places = new HashMap<>();
        for (Map.Entry<String, Entry> part : project.root().entries().entrySet()) {
            if (!isOfOthers(part.getKey())) {
                walk(part.getValue().value(), part.getKey(), telling, places);
            }
        }
        return places;
    }

    private void walk(Node node, String path, boolean telling, Map<String, List<Origin>> places) {
        if (node instanceof MapNode map) {
            map.entries().forEach((key, entry) -> {
                if (!isOfOthers(key)) {
                    walk(entry.value(), path + "." + key, telling, places);
                }
            });
        } else if (node instanceof ListNode list) {
            for (int i = 0; i < list.items().size(); i++) {
                walk(list.items().get(i), path + "[" + i + "]", telling, places);
            }
        } else if (node instanceof ScalarNode scalar && !scalar.isNull()) {
            Set<String> names = new LinkedHashSet<>();
            if (telling) {
                known.foldedIn(scalar.value()).forEach(span -> names.add(span.name()));
            } else {
                note(scalar.text(), path, names);
            }
            names.forEach(name -> places.computeIfAbsent(name, key -> new ArrayList<>())
                    .add(scalar.position().origin(path)));
        }
    }

    private static boolean isOfOthers(String key) {
        return key.startsWith("x-") && !key.equals("x-sild");
    }

    private void note(Text text, String path, Set<String> names) {
        if (text instanceof Text.Concat concat) {
            concat.parts().forEach(part -> note(part, path, names));
        } else if (text instanceof Text.Variable variable
                && !variable.value().isEmpty()
                && !known.isIn(variable.value())) {
            String[] parts = path.split("\\.", 3);
            if (of(parts.length > 1 ? parts[1] : "").isSecretVariable(variable)) {
                names.add(variable.name());
            }
        }
    }

    private static MapNode map(Node node, String key) {
        return node instanceof MapNode map
                        && map.entries().get(key) != null
                        && map.entries().get(key).value() instanceof MapNode found
                ? found
                : new MapNode(Map.of(), node.position());
    }

    private static List<Node> list(Node node, String key) {
        return node instanceof MapNode map
                        && map.entries().get(key) != null
                        && map.entries().get(key).value() instanceof ListNode found
                ? found.items()
                : List.of();
    }

    private static Optional<Text> scalar(Node node, String key) {
        return node instanceof MapNode map
                        && map.entries().get(key) != null
                        && map.entries().get(key).value() instanceof ScalarNode found
                        && !found.isNull()
                ? Optional.of(found.text())
                : Optional.empty();
    }
}
