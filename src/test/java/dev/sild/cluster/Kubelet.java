package dev.sild.cluster;

import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodList;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.AnyNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.PodResource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.informers.ResourceEventHandler;
import io.fabric8.kubernetes.client.informers.SharedIndexInformer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/**
 * A small stand-in for scheduler and kubelets: pods that were created are at once running and ready, so that the real
 * controllers bring workloads up. Images of {@code registry.invalid} cannot be pulled.
 */
public final class Kubelet implements AutoCloseable {
    private static final String NOWHERE = "registry.invalid/";

    private final KubernetesClient client;
    private final SharedIndexInformer<Pod> pods;
    private final ExecutorService worker;

    /** Runs the pods of a namespace, until it is closed. */
    public Kubelet(KubernetesClient client, String namespace) {
        this(client, client.pods().inNamespace(namespace), 1);
    }

    private Kubelet(KubernetesClient client, AnyNamespaceOperation<Pod, PodList, PodResource> scope, int threads) {
        this.client = client;
        this.worker = Executors.newFixedThreadPool(threads);
        this.pods = scope.inform(new ResourceEventHandler<>() {
            @Override
            public void onAdd(Pod pod) {
                worker.submit(() -> run(pod));
            }

            @Override
            public void onUpdate(Pod before, Pod pod) {
                worker.submit(() -> run(pod));
            }

            @Override
            public void onDelete(Pod pod, boolean unknown) {}
        });
    }

    /** Runs the pods of all namespaces, several at a time. */
    static Kubelet ofAllNamespaces(KubernetesClient client) {
        return new Kubelet(client, client.pods().inAnyNamespace(), 4);
    }

    private void run(Pod pod) {
        try {
            if (pod.getMetadata().getDeletionTimestamp() != null) {
                client.resource(pod).withGracePeriod(0).delete();
            } else if (pod.getSpec().getContainers().get(0).getImage().startsWith(NOWHERE)) {
                status(pod, """
                        {"phase": "Pending", "containerStatuses": [{
                          "name": "%1$s", "image": "%2$s", "imageID": "", "ready": false, "restartCount": 0,
                          "state": {"waiting": {"reason": "ImagePullBackOff",
                            "message": "Back-off pulling image \\"%2$s\\": no such host"}}}]}
                        """.formatted(
                                pod.getSpec().getContainers().get(0).getName(),
                                pod.getSpec().getContainers().get(0).getImage()));
            } else if (!"Running".equals(pod.getStatus().getPhase())
                    && !"Succeeded".equals(pod.getStatus().getPhase())) {
                boolean ends = !"Always".equals(pod.getSpec().getRestartPolicy());
                String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
                String ready = ends ? "[]" : """
            [{"type":"Ready","status":"True","lastTransitionTime":"%1$s"},
             {"type":"ContainersReady","status":"True","lastTransitionTime":"%1$s"}]""".formatted(now);
                status(pod, "{\"phase\":\"" + (ends ? "Succeeded" : "Running") + "\",\"conditions\":" + ready + "}");
            }
        } catch (KubernetesClientException e) {
            // It changed or went in the meantime, of which there is another event.
            return;
        }
    }

    private void status(Pod pod, String status) {
        client.pods()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(pod.getMetadata().getName())
                .subresource("status")
                .patch(PatchContext.of(PatchType.STRATEGIC_MERGE), "{\"status\":" + status + "}");
    }

    @Override
    public void close() {
        pods.close();
        worker.shutdownNow();
    }
}
