package dev.sild.cluster;

import static org.awaitility.Awaitility.await;

import dev.sild.kubernetes.objects.Labels;
import dev.sild.operator.engine.state.ChildKind;
import dev.sild.operator.engine.state.OwnerMarks;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Somebody changes every tenth object of all stacks at once. */
final class DriftStorm {
    private static final String DRIFT = "drift";

    private final KubernetesClient client;

    DriftStorm(KubernetesClient client) {
        this.client = client;
    }

    /** Returns the objects of all stacks, those that controllers made for them included. */
    List<GenericKubernetesResource> children() {
        return Arrays.stream(ChildKind.values())
                .filter(kind -> kind.capability().isEmpty())
                .flatMap(kind -> client
                        .genericKubernetesResources(kind.context())
                        .inAnyNamespace()
                        .withLabel(Labels.MANAGED_BY, OwnerMarks.SILD)
                        .list()
                        .getItems()
                        .stream())
                .toList();
    }

    /** Gives objects another value of a label that the operator states; returns how many. */
    int strike() {
        // The claims of StatefulSets have the label, too, and the operator does not state them.
        List<GenericKubernetesResource> children = children().stream()
                .filter(child -> child.getMetadata().getAnnotations() != null
                        && child.getMetadata().getAnnotations().containsKey(OwnerMarks.APPLIED))
                .toList();
        List<GenericKubernetesResource> hit = new ArrayList<>();
        for (int i = 0; i < children.size(); i += 10) {
            hit.add(children.get(i));
        }
        hit.parallelStream()
                .forEach(child -> client.genericKubernetesResources(child.getApiVersion(), child.getKind())
                        .inNamespace(child.getMetadata().getNamespace())
                        .withName(child.getMetadata().getName())
                        .patch(
                                PatchContext.of(PatchType.JSON_MERGE),
                                "{\"metadata\":{\"labels\":{\"" + Labels.PART_OF + "\":\"" + DRIFT + "\"}}}"));
        return hit.size();
    }

    void awaitEnd(Duration limit) {
        await("all drift is corrected")
                .atMost(limit)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> children().stream()
                        .noneMatch(child ->
                                DRIFT.equals(child.getMetadata().getLabels().get(Labels.PART_OF))));
    }
}
