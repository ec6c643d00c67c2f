package dev.sild.output.trace;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where variables lead in objects.
 *
 * @param values the value of each variable in this run: several values if it is unset and has several defaults
 * @param whole the variables for which another value changes only what a template can express
 * @param known those of them of which a place is known
 * @param demanded those that must not be empty
 * @param scalars the scalars that depend on them, by object and {@link TemplatedScalars path}
 */
public record Traces(
        Map<String, Set<String>> values,
        Set<String> whole,
        Set<String> known,
        Set<String> demanded,
        Map<String, Map<String, TemplatedScalar>> scalars) {
    /** There are no variables. */
    public static final Traces NONE = new Traces(Map.of(), Set.of(), Set.of(), Map.of());

    /** Creates traces of variables each of which may be empty. */
    public Traces(
            Map<String, Set<String>> values,
            Set<String> whole,
            Set<String> known,
            Map<String, Map<String, TemplatedScalar>> scalars) {
        this(values, whole, known, Set.of(), scalars);
    }

    public Traces {
        values = new TreeMap<>(values);
        whole = new TreeSet<>(whole);
        known = new TreeSet<>(known);
        demanded = new TreeSet<>(demanded);
        scalars = new TreeMap<>(scalars);
    }

    /** Returns the same traces of variables of which these must not be empty. */
    public Traces demanding(Set<String> names) {
        return new Traces(values, whole, known, names, scalars);
    }

    /** Returns the tree of an object, with a templated scalar in place of each scalar that depends on variables. */
    public Map<String, Object> into(Map<String, Object> tree, HasMetadata object) {
        Map<String, TemplatedScalar> known = scalars.getOrDefault(identity(object), Map.of());
        return known.isEmpty()
                ? tree
                : TemplatedScalars.mapped(tree, (path, scalar) -> known.containsKey(path) ? known.get(path) : scalar);
    }

    /** Returns the variables that the content of an object depends on. */
    public Set<String> variablesOf(HasMetadata object) {
        Set<String> names = new TreeSet<>();
        scalars.getOrDefault(identity(object), Map.of())
                .values()
                .forEach(asked -> TracedTexts.names(asked.text(), names));
        return names;
    }

    public static String identity(HasMetadata object) {
        return object.getKind() + "/" + object.getMetadata().getNamespace() + "/"
                + object.getMetadata().getName();
    }
}
