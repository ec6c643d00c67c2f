package dev.sild.output.kustomize;

import dev.sild.kubernetes.objects.StoredTree;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who refers to the ConfigMaps and Secrets of a base. Kustomize puts a hash of the content after the name of one that
 * it generates, and rewrites the references that it knows: those of pods, of accounts, and of an Ingress to its
 * certificate. A name elsewhere, such as in a command, an annotation or a custom resource, stays as it is.
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

    private final Pattern named;
    private final Map<String, Set<String>> fields;
    /** The readers of each object by its name, as {@code kind/name}. */
    private final Map<String, Set<String>> readers = new HashMap<>();

    private final Map<String, Set<String>> namesByReader = new HashMap<>();
    private final Set<String> fixed = new HashSet<>();
    private final Set<String> names;

    private NameReferences(String kind, Set<String> names) {
        boolean secrets = kind.equals("Secret");
        this.names = names;
        this.fields = secrets ? SECRET_FIELDS : CONFIG_MAP_FIELDS;
        this.named = Pattern.compile("(?i)(?<![\\w./-])(?:" + (secrets ? "secrets?" : "configmaps?|cm")
                + ")[/ ]([a-z0-9](?:[a-z0-9.-]*[a-z0-9])?)(?![\\w/-])");
    }

    /** Returns the references of {@code objects} to those of {@code kind}, which are called {@code names}. */
    static NameReferences of(String kind, Set<String> names, List<HasMetadata> objects) {
        NameReferences references = new NameReferences(kind, names);
        for (HasMetadata object : objects) {
            references.collect(object);
        }
        return references;
    }

    /** Whether a hash after the name of an object reaches everything that refers to it, without harm. */
    boolean canBeHashed(String name) {
        Set<String> known = readers.getOrDefault(name, Set.of());
        // The template of a Job cannot be changed, so a Job would refuse the new name; its pods read what is there.
        boolean ofJobs = !known.isEmpty() && known.stream().allMatch(reader -> reader.startsWith("Job/"));
        return !fixed.contains(name) && !ofJobs;
    }

    /** Returns the names that the pods of an object refer to. */
    Set<String> namesIn(HasMetadata object) {
        return namesByReader.getOrDefault(reader(object), Set.of());
    }

    private static String reader(HasMetadata object) {
        return object.getKind() + "/" + object.getMetadata().getName();
    }

    private void collect(HasMetadata object) {
        Map<String, Object> tree = StoredTree.of(object);
        if (object.getMetadata().getAnnotations() != null) {
            object.getMetadata().getAnnotations().values().forEach(this::word);
        }
        boolean known = GROUPS.contains(object.getApiVersion());
        tree.forEach((key, value) -> {
            if (!key.equals("metadata") && !key.equals("kind") && !key.equals("apiVersion")) {
                walk(reader(object), known, key, value);
            }
        });
    }

    private void walk(String reader, boolean known, String parent, Object node) {
        if (node instanceof Map<?, ?> map) {
            map.forEach((key, value) -> field(reader, known, parent, (String) key, value));
        } else if (node instanceof List<?> list) {
            list.forEach(item -> walk(reader, known, parent, item));
        } else if (node instanceof String text) {
            text(known, text);
        }
    }

    private void field(String reader, boolean known, String parent, String key, Object value) {
        if (!(value instanceof String text)) {
            walk(reader, known, key, value);
        } else if (WITH_PODS.contains(reader.substring(0, reader.indexOf('/')))
                && fields.getOrDefault(parent, Set.of()).contains(key)) {
            if (names.contains(text)) {
                readers.computeIfAbsent(text, name -> new HashSet<>()).add(reader);
                namesByReader.computeIfAbsent(reader, name -> new HashSet<>()).add(text);
            }
        } else if (parent.equals("annotations")) {
            word(text);
        } else {
            text(known, text);
        }
    }

    /** A scalar of an annotation or of a custom resource, which may be a name and nothing else. */
    private void word(String text) {
        if (names.contains(text)) {
            fixed.add(text);
        } else {
            text(true, text);
        }
    }

    /** Looks in a text, such as a command, for names with their kind before them, as kubectl takes them. */
    private void text(boolean known, String text) {
        if (!known && names.contains(text)) {
            fixed.add(text);
            return;
        }
        Matcher found = named.matcher(text);
        while (found.find()) {
            fixed.add(found.group(1));
        }
    }
}
