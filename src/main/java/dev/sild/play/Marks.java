package dev.sild.play;

/** The labels and annotations by which a project is found again on podman's objects. */
final class Marks {
    /** Label of all that is made: the project it belongs to. */
    static final String PROJECT = "sild.dev/project";
    /** Label of a pod: the component it runs. */
    static final String SERVICE = "sild.dev/service";
    /** Label of a pod: a hash of all it is made of but secrets; a pod of another hash is another pod. */
    static final String HASH = "sild.dev/hash";
    /** Label of a pod: the components that it is started after, with commas between them. */
    static final String AFTER = "sild.dev/after";
    /** Label of a secret or volume: {@code data} outlives the pods, {@code copy} is made of the input each time. */
    static final String KIND = "sild.dev/kind";

    static final String DATA = "data";
    static final String COPY = "copy";
    /** Label of a network: whether nothing on it reaches the world outside. */
    static final String INTERNAL = "sild.dev/internal";
    /** Annotation of a pod: the containers that run to their end before the others start, with commas between them. */
    static final String INITS = "sild.dev/inits";
    /** Annotation of a pod: whether it is one that ends. */
    static final String ENDS = "sild.dev/ends";
    /** Beginning of an annotation of a pod, before the name of a container: how to tell that it is well. */
    static final String CHECK = "sild.dev/check.";

    private Marks() {}
}
