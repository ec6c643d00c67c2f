package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;

/** Edits the replicas of WebStacks one after the other, and measures when the Deployment has them. */
final class StackEdits {
    /** Not counted: the classes of this process and of the operator are loaded and compiled meanwhile. */
    private static final int FIRST = 20;

    private final KubernetesClient client;
    private final int namespaces;
    private final List<Long> calls = new ArrayList<>();
    private final List<Long> applied = new ArrayList<>();

    StackEdits(KubernetesClient client, int namespaces) {
        this.client = client;
        this.namespaces = namespaces;
    }

    /** Edits stacks in a random order, and counts all edits but the first 20. */
    void make(int edits, int stacks) {
        List<Integer> numbers =
                new ArrayList<>(IntStream.range(0, stacks).boxed().toList());
        Collections.shuffle(numbers, new Random(1));
        for (int i = 0; i < FIRST + edits; i++) {
            int number = numbers.get(i % stacks);
            // Never the number that a stack has (two at first): each edit changes its Deployment.
            int replicas = 3 + i / stacks;
            long start = System.nanoTime();
            edit(number, replicas);
            long called = System.nanoTime() - start;
            await(number, replicas, 60);
            if (i >= FIRST) {
                calls.add(called);
                applied.add(System.nanoTime() - start);
            }
        }
    }

    /** Scales the api of a stack in its spec. */
    void edit(int number, int replicas) {
        client.genericKubernetesResources("sild.dev/v1alpha1", "WebStack")
                .inNamespace(namespace(number))
                .withName("web-stack-" + number)
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":{\"api\":{\"replicas\":" + replicas + "}}}");
    }

    /** Waits, by a watch, until the Deployment has the replicas. */
    void await(int number, int replicas, int seconds) {
        assertThat(client.apps()
                        .deployments()
                        .inNamespace(namespace(number))
                        .withName("web-stack-" + number + "-api")
                        .waitUntilCondition(
                                now -> now != null && now.getSpec().getReplicas() == replicas,
                                seconds,
                                TimeUnit.SECONDS))
                .isNotNull();
    }

    void putInto(Map<String, String> results) {
        results.put("edit call, median", millis(calls, 0.5));
        results.put("edit to applied object, median", millis(applied, 0.5));
        results.put("edit to applied object, p99 of " + applied.size(), millis(applied, 0.99));
        results.put("edit to applied object, slowest", millis(applied, 1));
    }

    private String namespace(int number) {
        return "ns-" + number % namespaces;
    }

    /** The nearest rank: the least value that the given share of all does not exceed. */
    private static String millis(List<Long> nanos, double quantile) {
        List<Long> sorted = nanos.stream().sorted().toList();
        int rank = (int) Math.ceil(quantile * sorted.size());
        return "%.0f ms".formatted(sorted.get(rank - 1) / 1e6);
    }
}
