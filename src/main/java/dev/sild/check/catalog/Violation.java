package dev.sild.check.catalog;

import dev.sild.model.Origin;
import dev.sild.report.Finding.Severity;
import java.util.List;

/**
 * A place where a rule is violated. Never holds the value of a secret.
 *
 * @param severity how much it matters, by the settings of the project
 * @param origin where it is
 * @param message what is so, in one sentence without a full stop
 * @param remedy what to do, in one sentence without a full stop
 * @param related other places that belong to the same fact
 */
public record Violation(
        Rule rule, Severity severity, Origin origin, String message, String remedy, List<Related> related) {

    /**
     * Another place of the same fact.
     *
     * @param words what is there
     */
    public record Related(Origin origin, String words) {}

    public Violation {
        related = List.copyOf(related);
    }

    /** Returns the same with another severity. */
    public Violation with(Severity other) {
        return new Violation(rule, other, origin, message, remedy, related);
    }
}
