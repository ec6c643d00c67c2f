package dev.sild.check.catalog;

import dev.sild.check.catalog.Violation.Related;
import dev.sild.model.Origin;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects violations: a place violates a rule once, whoever finds it. */
public final class Violations {
    private record Key(Rule rule, String file, int line, int column, String path) {}

    private final Map<Key, Violation> found = new LinkedHashMap<>();

    /** Adds a violation; see {@link Violation}. */
    public void add(Rule rule, Origin origin, String message, String remedy, Related... related) {
        add(
                origin.line() == 0 ? origin.path() : "",
                new Violation(rule, rule.severity(), origin, message, remedy, List.of(related)));
    }

    /** Adds a violation by a part that a file may leave to its defaults, so that several such parts have one place. */
    public void addByPath(Rule rule, Origin origin, String message, String remedy) {
        add(origin.path(), new Violation(rule, rule.severity(), origin, message, remedy, List.of()));
    }

    private void add(String path, Violation violation) {
        Origin origin = violation.origin();
        found.putIfAbsent(new Key(violation.rule(), origin.file(), origin.line(), origin.column(), path), violation);
    }

    /** Returns them in the order in which they were found. */
    public List<Violation> all() {
        return List.copyOf(found.values());
    }
}
