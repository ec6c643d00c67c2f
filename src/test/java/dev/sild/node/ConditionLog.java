package dev.sild.node;

import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.io.File;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/** Looks at the condition {@code Ready} of a WebStack several times a second, and keeps each change. */
final class ConditionLog implements AutoCloseable {
    private static final Duration INTERVAL = Duration.ofMillis(250);
    private static final ResourceDefinitionContext WEB_STACKS = new ResourceDefinitionContext.Builder()
            .withGroup("sild.dev")
            .withVersion("v1alpha1")
            .withPlural("webstacks")
            .withKind("WebStack")
            .withNamespaced(true)
            .build();

    private final List<Change> changes = new CopyOnWriteArrayList<>();
    private final KubernetesClient client;
    private final Thread thread;

    /** What the condition said from a moment on. */
    record Change(Instant at, String status, String reason, String message) {
        boolean ready() {
            return status.equals("True");
        }
    }

    ConditionLog(String namespace, String name) {
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(new File(Node.KUBECONFIG)))
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build();
        thread = new Thread(() -> watch(namespace, name), "conditions");
        thread.setDaemon(true);
        thread.start();
    }

    private void watch(String namespace, String name) {
        while (!Thread.currentThread().isInterrupted()) {
            try {
                Thread.sleep(INTERVAL.toMillis());
                look(namespace, name);
            } catch (KubernetesClientException unreachable) {
                // The API server is one of those that are killed: the next look tells.
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void look(String namespace, String name) {
        GenericKubernetesResource stack = client.genericKubernetesResources(WEB_STACKS)
                .inNamespace(namespace)
                .withName(name)
                .get();
        List<Map<String, Object>> conditions = stack == null ? null : stack.get("status", "conditions");
        if (conditions == null) {
            return;
        }
        for (Map<String, Object> condition : conditions) {
            if ("Ready".equals(condition.get("type"))) {
                Change change = new Change(
                        Instant.now(),
                        text(condition, "status"),
                        text(condition, "reason"),
                        text(condition, "message"));
                if (changes.isEmpty() || !same(changes.get(changes.size() - 1), change)) {
                    changes.add(change);
                }
            }
        }
    }

    private static String text(Map<String, Object> condition, String field) {
        return String.valueOf(condition.getOrDefault(field, ""));
    }

    private static boolean same(Change before, Change now) {
        return before.status().equals(now.status())
                && before.reason().equals(now.reason())
                && before.message().equals(now.message());
    }

    List<Change> changes() {
        return List.copyOf(changes);
    }

    /** Whether the stack is ready, and was not seen otherwise for this long. */
    boolean readyFor(Duration duration) {
        if (changes.isEmpty()) {
            return false;
        }
        Change last = changes.get(changes.size() - 1);
        return last.ready() && last.at().isBefore(Instant.now().minus(duration));
    }

    @Override
    public void close() {
        thread.interrupt();
        client.close();
    }
}
