package dev.sild.model;

/**
 * How many of a component's pods may be taken away at a time where nothing is wrong with them, as when a node is
 * emptied. A number of pods or a percentage, such as {@code 50%}.
 *
 * @see <a href="https://kubernetes.io/docs/tasks/run-application/configure-pdb/">Disruption Budgets</a>
 */
public sealed interface Disruption {

    /** The number or percentage. */
    String amount();

    /** At most so many may be missing. */
    record MaxUnavailable(String amount) implements Disruption {}

    /** At least so many must remain. */
    record MinAvailable(String amount) implements Disruption {}
}
