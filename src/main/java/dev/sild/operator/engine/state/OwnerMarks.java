package dev.sild.operator.engine.state;

/** The labels and annotations by which the operator knows its own. */
public final class OwnerMarks {
    /** What the names of all annotations begin with that the operator reads or writes by itself. */
    public static final String PREFIX = "sild.dev/";

    /** The field manager of all that the operator applies. */
    public static final String MANAGER = "sild";
    /** The field manager that holds a workload's replicas while they pass to an autoscaler. */
    public static final String HAND_OVER = "sild-hand-over";

    /** On a stack: the unowned objects that it may adopt, as {@code Kind/name} separated by commas, or {@code *}. */
    public static final String ADOPT = PREFIX + "adopt";
    /**
     * On an unowned object: the stack that may adopt it, as {@code Kind/name}. Without it, anyone who may write stacks
     * could change every object in the namespace.
     */
    public static final String ADOPTABLE_BY = PREFIX + "adoptable-by";
    /** On a child: what was applied, as a version and a hash. */
    public static final String APPLIED = PREFIX + "applied";
    /** On a generated Secret: the rotation that its values are of, written with them. */
    public static final String ROTATION = PREFIX + "rotation";
    /**
     * On a generated Secret: another with each change of its random values, written with them; it says nothing of them.
     */
    public static final String VALUES = PREFIX + "values";

    public static final String SILD = "sild";

    private OwnerMarks() {}
}
