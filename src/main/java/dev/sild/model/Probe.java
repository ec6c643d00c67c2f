package dev.sild.model;

/**
 * One way to ask a container how it is, with one consequence.
 *
 * @param use what its failure means
 * @param check what is tried
 * @param initialDelaySeconds how long after the container's start it is tried first, 0 for at once
 * @param periodSeconds the time between two tries; 0 for the cluster's default
 * @param timeoutSeconds how long a try may take; 0 for the cluster's default
 * @param failures how many tries must fail in a row; 0 for the cluster's default
 * @param successes how many tries must succeed in a row after a failure; 0 for the cluster's default
 * @see <a href="https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/">Probes</a>
 */
public record Probe(
        Use use,
        Health.Check check,
        int initialDelaySeconds,
        int periodSeconds,
        int timeoutSeconds,
        int failures,
        int successes) {

    /** What a failure means. */
    public enum Use {
        /** It has not started yet: the others are not tried until it has, and in the end it is started again. */
        STARTUP,
        /** It gets no traffic. */
        READINESS,
        /** It is started again. */
        LIVENESS
    }

    /** Creates a probe with the cluster's default timings. */
    public Probe(Use use, Health.Check check) {
        this(use, check, 0, 0, 0, 0, 0);
    }
}
