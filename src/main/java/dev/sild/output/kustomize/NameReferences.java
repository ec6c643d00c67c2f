package dev.sild.output.kustomize;

import dev.sild.kubernetes.objects.StoredTree;
import dev.sild.model.Lookup;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Who refers to the ConfigMaps or Secrets of a base and its components, which must agree on their names. Kustomize puts
 * a hash of the content after the name of one that it generates, and rewrites the references that it knows: those of
 * pods, of accounts, and of an Ingress to its certificate. A name elsewhere, such as in a command, an annotation or a
 * custom resource, stays as it is.
 *
 * @see <a
 *     href="https://github.com/kubernetes-sigs/kustomize/blob/master/api/internal/konfig/builtinpluginconsts/namereference.go">the
 *     references that kustomize knows</a>
 */
final class NameReferences {
    private static final Set<String> WITH_PODS =
            Set.of("Pod", "Deployment", "ReplicaSet", "DaemonSet", "StatefulSet", "Job", "CronJob");

    /** What kustomize rewrites in a pod: the field of the name, below the key of its parent. */
    private static final Map<String, Set<String>> CONFIG_MAP_FIELDS =
            Map.of("configMap", Set.of("name"), "configMapKeyRef", Set.of("name"), "configMapRef", Set.of("name"));

    private static final Map<String, Set<String>> SECRET_FIELDS = Map.of(
            "secret", Set.of("name", "secretName"),
            "secretKeyRef", Set.of("name"),
            "secretRef", Set.of("name"),
            "imagePullSecrets", Set.of("name"));

    /** Kinds of Kubernetes' own, whose other fields name no ConfigMap or Secret. */
    private static final Set<String> GROUPS = Set.of(
            "v1",
            "apps/v1",
            "autoscaling/v2",
            "batch/v1",
            "networking.k8s.io/v1",
            "policy/v1",
            "rbac.authorization.k8s.io/v1");

    /** Where a program is told names: the command of a container or a probe, and its arguments. */
    private static final Set<String> COMMANDS = Set.of("command", "args");

    private static final Pattern WORD = Pattern.compile("(?<![\\w./-])[a-z0-9](?:[a-z0-9.-]*[a-z0-9])?(?![\\w/-])");

    private final Pattern named;
    private final Map<String, Set<String>> fields;
    /** The kinds of the readers of each object, by its name. */
    private final Map<String, Set<String>> readers = new HashMap<>();

    /** By the object itself: a profile may have another of the same name. */
    private final IdentityHashMap<HasMetadata, Set<String>> namesByObject = new IdentityHashMap<>();

    private final Set<String> fixed = new HashSet<>();
    private final Set<String> names;
    /** What Services are called, and so are hosts. */
    private final Set<String> hosts;

    private NameReferences(String kind, Set<String> names, Set<String> hosts) {
        this.hosts = hosts;
        boolean secrets = kind.equals("Secret");
        this.names = names;
        this.fields = secrets ? SECRET_FIELDS : CONFIG_MAP_FIELDS;
        this.named = Pattern.compile("(?i)(?<![\\w./-])(?:" + (secrets ? "secrets?" : "configmaps?|cm")
                + ")(?:/|[\\s\"',]+)([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?![\\w/-])");
    }

    /** Returns the references of objects to those of {@code kind} among them. */
    static NameReferences of(String kind, Collection<HasMetadata> objects) {
        NameReferences references = new NameReferences(kind, names(kind, objects), names("Service", objects));
        for (HasMetadata object : objects) {
            references.collect(object);
        }
        return references;
    }

    private static Set<String> names(String kind, Collection<HasMetadata> objects) {
        return objects.stream()
                .filter(object -> object.getKind().equals(kind))
                .map(object -> object.getMetadata().getName())
                .collect(Collectors.toSet());
    }

    /** Whether a hash after the name of an object reaches everything that refers to it, without harm. */
    boolean canBeHashed(String name) {
        Set<String> known = readers.getOrDefault(name, Set.of());
        // The template of a Job cannot be changed, so a Job would refuse the new name; its pods read what is there.
        boolean ofJobs = known.equals(Set.of("Job"));
        return !fixed.contains(name) && !ofJobs;
    }

    /** Returns the names that the pods of an object refer to; nothing where it is not one of the objects. */
    Optional<Set<String>> namesIn(HasMetadata object) {
        return Optional.ofNullable(namesByObject.get(object));
    }

    private void collect(HasMetadata object) {
        namesByObject.put(object, new HashSet<>());
        if (object.getMetadata().getAnnotations() != null) {
            object.getMetadata().getAnnotations().values().forEach(this::word);
        }
        StoredTree.of(object).forEach((key, value) -> {
            if (!key.equals("metadata") && !key.equals("kind") && !key.equals("apiVersion")) {
                walk(object, key, value);
            }
        });
    }

    private void walk(HasMetadata reader, String parent, Object node) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> field(reader, parent, (String) key, value));
        } else if (node instanceof List<?> list) {
            if (COMMANDS.contains(parent)) {
                String line = list.stream().map(String::valueOf).collect(Collectors.joining(" "));
                words(line);
                namesWithKind(line);
            }
            list.forEach(item -> walk(reader, parent, item));
        } else if (node instanceof String text) {
            text(reader, text);
        }
    }

    private void field(HasMetadata reader, String parent, String key, Object value) {
        if (!(value instanceof String text)) {
            walk(reader, key, value);
        } else if (WITH_PODS.contains(reader.getKind())
                && fields.getOrDefault(parent, Set.of()).contains(key)) {
            if (names.contains(text)) {
                readers.computeIfAbsent(text, name -> new HashSet<>()).add(reader.getKind());
                Lookup.required(namesByObject, reader).add(text);
            }
        } else if (parent.equals("annotations")) {
            word(text);
        } else {
            if (parent.equals("env") && key.equals("value")) {
                words(text);
            }
            text(reader, text);
        }
    }

    /** A scalar of an annotation or of a custom resource, which may be a name and nothing else. */
    private void word(String text) {
        if (names.contains(text)) {
            fixed.add(text);
        } else {
            namesWithKind(text);
        }
    }

    /**
     * A text that a program is given, which may have names anywhere, also without their kind. Without kubectl, the name
     * of a Service is taken for the host that it is.
     */
    private void words(String text) {
        boolean asksForObjects = text.contains("kubectl");
        Matcher found = WORD.matcher(text);
        while (found.find()) {
            if (names.contains(found.group()) && (asksForObjects || !hosts.contains(found.group()))) {
                fixed.add(found.group());
            }
        }
    }

    private void text(HasMetadata reader, String text) {
        if (GROUPS.contains(reader.getApiVersion())) {
            namesWithKind(text);
        } else {
            word(text);
        }
    }

    /** Looks in a text, such as a script, for names with their kind before them, as kubectl takes them. */
    private void namesWithKind(String text) {
        Matcher found = named.matcher(text);
        while (found.find()) {
            fixed.add(found.group(1));
        }
    }
}
