package dev.sild.model;

/**
 * What a component's pods are held back for, by who starts them one by one. In a cluster all start at once, and pods
 * wait by themselves: see {@link Wait}.
 *
 * @param component the component that is held back
 * @param on the component it depends on
 * @param until what must have happened to that one
 */
public record Dependency(String component, String on, Until until) {

    /** What must have happened to a component, each more than the one before it. */
    public enum Until {
        /** It runs. */
        STARTED,
        /** Its health checks have succeeded. */
        HEALTHY,
        /** It has ended well. */
        COMPLETED
    }
}
