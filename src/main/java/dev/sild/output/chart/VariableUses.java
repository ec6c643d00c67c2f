package dev.sild.output.chart;

import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Where the variables of a compose file are values of a chart. A variable that is all of one value, and is used nowhere
 * else, is that value: {@code web.replicas}. Another one is a value of the service that uses it,
 * {@code web.variables.LEVEL}, or one of {@code global} where several services do. The templates are made twice: the
 * first time only tells who uses what.
 */
final class VariableUses {
    private static final String GLOBAL = "global";

    private final Map<String, Set<String>> owners = new TreeMap<>();
    private final Map<String, Set<Object>> uses = new TreeMap<>();
    private boolean complete;

    /** From now on, it is known who uses what. */
    void complete() {
        complete = true;
    }

    boolean isComplete() {
        return complete;
    }

    /** Notes a use by a service, or by none if {@code owner} is empty. */
    void add(String name, String owner) {
        note(name, owner, new Object());
    }

    /** Notes a use at a place of the values, of which the variable is all, and returns whether it is that value. */
    boolean isAt(String name, String owner, ValuePath place) {
        note(name, owner, place);
        return complete && uses.getOrDefault(name, Set.of()).equals(Set.of(place));
    }

    private void note(String name, String owner, Object use) {
        if (!complete) {
            owners.computeIfAbsent(name, first -> new TreeSet<>()).add(owner);
            uses.computeIfAbsent(name, first -> new HashSet<>()).add(use);
        }
    }

    /** Returns where a variable is that has a value of its own. */
    ValuePath path(String name) {
        return owner(name)
                .map(owner -> ValuePath.of(owner, "variables", name))
                .orElse(ValuePath.of(GLOBAL, name.equals(PodTemplate.PULL_SECRETS) ? name + "Variable" : name));
    }

    private Optional<String> owner(String name) {
        Set<String> all = owners.getOrDefault(name, Set.of());
        return all.size() == 1 ? all.stream().filter(owner -> !owner.isEmpty()).findFirst() : Optional.empty();
    }
}
