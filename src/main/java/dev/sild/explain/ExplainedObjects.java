package dev.sild.explain;

import dev.sild.compose.ComposeProject;
import dev.sild.conversion.Conversion;
import dev.sild.explain.FieldComments.Comment;
import dev.sild.kubernetes.objects.StoredTree;
import dev.sild.model.Lookup;
import dev.sild.yaml.CommentedValue;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** The objects of a conversion with comments that say what in the project they and their fields come from, and why. */
public final class ExplainedObjects {
    /** Where objects of a kind have the template of a pod, whose fields are explained as those of a Pod. */
    private static final Map<String, String> TEMPLATES = Map.of(
            "Deployment", "spec.template",
            "StatefulSet", "spec.template",
            "DaemonSet", "spec.template",
            "Job", "spec.template",
            "CronJob", "spec.jobTemplate.spec.template");

    private static final String POD = "Pod";
    private static final String INITS = "spec.initContainers";
    private static final Set<String> CONTAINERS = Set.of("spec.containers[]", INITS + "[]");
    private static final String VOLUMES = "spec.volumes[]";
    private static final String CLAIMS = "spec.volumeClaimTemplates[]";

    private final FieldComments comments;
    private final ObjectSources sources;
    private final UnaryOperator<String> redaction;

    private ExplainedObjects(FieldComments comments, ObjectSources sources, UnaryOperator<String> redaction) {
        this.comments = comments;
        this.sources = sources;
        this.redaction = redaction;
    }

    /**
     * Returns the explanations of a conversion.
     *
     * @param project what was converted
     * @param current the folder that the project's files were named from
     * @param stdin what standard input is called
     */
    public static ExplainedObjects of(ComposeProject project, Conversion conversion, Path current, String stdin) {
        SourceAttribute root = SourceAttribute.root(project.root(), project.attributes());
        return new ExplainedObjects(
                new FieldComments(FieldTable.read(), root, new SourceWords(project.folder(), current, stdin)),
                new ObjectSources(conversion.application(), root),
                conversion.redaction()::redact);
    }

    /** Where a value is. */
    private record At(
            HasMetadata object,
            String kind,
            String path,
            List<SourceAttribute> parts,
            @Nullable FieldScope scope,
            int indent) {
        /** Returns the map that the value is in; the object itself is in none. */
        FieldScope within() {
            return Objects.requireNonNull(scope, "the object is in no map");
        }

        At below(String newKind, String newPath, int newIndent) {
            return new At(object, newKind, newPath, parts, scope, newIndent);
        }

        At of(List<SourceAttribute> newParts) {
            return new At(object, kind, path, newParts, scope, indent);
        }

        At in(Map<?, ?> map) {
            return new At(object, kind, path, parts, new FieldScope(scope, map), indent);
        }
    }

    /** Returns the fields of an object, those that are explained as {@link CommentedValue}. */
    public Map<String, Object> tree(HasMetadata object) {
        Map<String, Object> tree = StoredTree.of(object);
        At at = new At(object, object.getKind(), "", sources.of(object), null, 0);
        Map<String, Object> explained = map(tree, at);
        comment(tree, at.in(tree).below(at.kind(), FieldComments.OBJECT, 0), "").ifPresent(comment -> {
            String first = explained.keySet().iterator().next();
            explained.put(first, commented(head(comment, object), Lookup.required(explained, first), 0));
        });
        return explained;
    }

    private static Comment head(Comment comment, HasMetadata object) {
        return new Comment(
                object.getKind() + " " + object.getMetadata().getName() + comment.text(), comment.complete());
    }

    private Map<String, Object> map(Map<?, ?> map, At outer) {
        At at = outer.in(map);
        Map<String, Object> explained = new LinkedHashMap<>();
        map.forEach((name, value) -> {
            String key = (String) name;
            String path = at.path().isEmpty() ? key : at.path() + "." + key;
            At field = path.equals(TEMPLATES.get(at.kind()))
                    ? at.below(POD, "", at.indent())
                    : at.below(at.kind(), path, at.indent());
            explained.put(key, explained(value, field, at.path()));
        });
        return explained;
    }

    private List<Object> list(List<?> list, At at) {
        List<Object> explained = new ArrayList<>();
        for (Object item : list) {
            At place = at.below(at.kind(), at.path() + "[]", at.indent());
            if (item instanceof Map<?, ?> map) {
                place = place.in(map);
                if (at.kind().equals(POD) && CONTAINERS.contains(place.path())) {
                    place = container(place, name(map));
                } else if (at.kind().equals(POD) && place.path().equals(VOLUMES)) {
                    place = place.in(PodMounts.of(at.within(), name(map)));
                } else if (place.path().equals(CLAIMS)) {
                    place = place.of(sources.ofVolume(name((Map<?, ?>) Lookup.required(map, "metadata"))));
                }
            }
            explained.add(explained(item, place, at.path()));
        }
        return explained;
    }

    /** Returns the name of what the API requires to have one. */
    private static String name(Map<?, ?> map) {
        return (String) Lookup.required(map, "name");
    }

    /** Returns the place of a container, which may be of another service than the pod, or none. */
    private At container(At place, String name) {
        List<SourceAttribute> parts = sources.ofContainer(place.object(), name);
        return parts.isEmpty() && place.path().startsWith(INITS)
                ? place.below(place.kind(), INITS + "[+]", place.indent())
                : place.of(parts);
    }

    private Optional<Comment> comment(Object value, At at, String parent) {
        return comments.of(new FieldComments.Field(at.kind(), parent, at.path(), at.parts(), at.within()), value);
    }

    private Object explained(Object value, At at, String parent) {
        Optional<Comment> comment = comment(value, at, parent);
        Object below = comment.filter(Comment::complete).isPresent()
                ? value
                : value instanceof Map<?, ?> map
                        ? map(map, at.below(at.kind(), at.path(), at.indent() + 2))
                        : value instanceof List<?> list ? list(list, at) : value;
        return comment.<Object>map(found -> commented(found, below, at.indent()))
                .orElse(below);
    }

    private CommentedValue commented(Comment comment, Object value, int indent) {
        if (value instanceof CommentedValue inner) {
            List<String> lines = new ArrayList<>(SourceWords.lines(redaction.apply(comment.text()), indent));
            lines.addAll(inner.lines());
            return new CommentedValue(lines, inner.value());
        }
        return new CommentedValue(SourceWords.lines(redaction.apply(comment.text()), indent), value);
    }
}
