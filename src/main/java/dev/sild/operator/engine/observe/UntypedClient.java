package dev.sild.operator.engine.observe;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.api.model.Status;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.impl.BaseClient;
import io.fabric8.kubernetes.client.impl.KubernetesClientImpl;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/**
 * A client that knows no classes of kinds but {@code Status}, by which a watch says that it cannot go on. One that does
 * reads what a watch reports as the class of its kind before it becomes a tree, which takes longer and leaves other
 * types of numbers in it than a list does.
 */
final class UntypedClient {
    private UntypedClient() {}

    /** Returns one that shares connections and threads of another, and is closed with it. */
    static KubernetesClient of(KubernetesClient client) {
        return new KubernetesClientImpl(
                client.getHttpClient(),
                client.getConfiguration(),
                () -> client.adapt(BaseClient.class).getExecutor(),
                serialization(new ObjectMapper()));
    }

    /**
     * Returns a serialization that knows {@code Status} alone: without it, a client repeats a watch that is too old.
     */
    static KubernetesSerialization serialization(ObjectMapper mapper) {
        KubernetesSerialization serialization = new KubernetesSerialization(mapper, false);
        serialization.registerKubernetesResource(Status.class);
        return serialization;
    }
}
