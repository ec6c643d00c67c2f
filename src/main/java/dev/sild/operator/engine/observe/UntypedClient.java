package dev.sild.operator.engine.observe;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.impl.BaseClient;
import io.fabric8.kubernetes.client.impl.KubernetesClientImpl;
import io.fabric8.kubernetes.client.utils.KubernetesSerialization;

/**
 * A client that knows no classes of kinds. One that does reads what a watch reports as the class of its kind before it
 * becomes a tree, which takes longer and leaves other types of numbers in it than a list does.
 */
final class UntypedClient {
    private UntypedClient() {}

    /** Returns one that shares connections and threads of another, and is closed with it. */
    static KubernetesClient of(KubernetesClient client) {
        return new KubernetesClientImpl(
                client.getHttpClient(),
                client.getConfiguration(),
                () -> client.adapt(BaseClient.class).getExecutor(),
                new KubernetesSerialization(new ObjectMapper(), false));
    }
}
