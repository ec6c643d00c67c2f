package dev.sild.operator.engine.symptoms;

import dev.sild.operator.engine.observe.Cluster;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Clock;

/**
 * Reads the symptoms of a stack from the API server, when they are asked for: pods and events change all the time, and
 * a stack that is ready has no use for them.
 */
public final class SymptomReader {
    private final Cluster cluster;
    private final Clock clock;

    public SymptomReader(Cluster cluster, Clock clock) {
        this.cluster = cluster;
        this.clock = clock;
    }

    /**
     * Returns the symptoms of a stack.
     *
     * @throws KubernetesClientException where the API server does not answer, or does not let the user read
     */
    public Symptoms of(String namespace, String stack) {
        return new Symptoms(cluster.pods(namespace, stack), cluster.warnings(namespace), clock.instant());
    }

    /** Returns the same; none where they cannot be read, which is no reason to report nothing else. */
    public Symptoms ifReadable(String namespace, String stack) {
        try {
            return of(namespace, stack);
        } catch (KubernetesClientException unreadable) {
            return Symptoms.NONE;
        }
    }
}
