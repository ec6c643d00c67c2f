package dev.sild.play.state;

/** The labels and annotations by which a project is found again on podman's objects. */
public final class PlayLabels {
    /** Label of all that is made: the project it belongs to. */
    public static final String PROJECT = "sild.dev/project";
    /** Label of a pod: the component it runs. */
    public static final String SERVICE = "sild.dev/service";
    /**
     * Label of a pod: a hash of all it is made of but secrets. Label of a network that podman does not set up as it
     * chooses: a hash of its settings. What has another hash is replaced.
     */
    public static final String HASH = "sild.dev/hash";
    /** Label of a pod: the components that it is started after, with commas between them. */
    public static final String AFTER = "sild.dev/after";
    /** Label of a secret or volume: {@code data} outlives the pods, {@code copy} is made of the input each time. */
    public static final String KIND = "sild.dev/kind";

    public static final String DATA = "data";
    public static final String COPY = "copy";
    /** Annotation of a pod: the containers that run to their end before the others start, with commas between them. */
    static final String INITS = "sild.dev/inits";
    /** Annotation of a pod: whether it is one that ends. */
    public static final String ENDS = "sild.dev/ends";
    /** Beginning of an annotation of a pod, before the name of a container: how to tell that it is well. */
    public static final String CHECK = "sild.dev/check.";

    private PlayLabels() {}
}
