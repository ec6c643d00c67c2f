package dev.sild.cluster;

import dev.sild.kinds.Kind;
import dev.sild.kinds.Kinds;
import dev.sild.operator.engine.DesiredState;
import dev.sild.operator.engine.observe.Cluster;
import dev.sild.operator.engine.state.Desired;
import dev.sild.operator.engine.state.Owner;
import dev.sild.operator.engine.state.OwnerMarks;
import dev.sild.stacks.shared.Inputs;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.yaml.snakeyaml.Yaml;

/** Many stacks, spread over namespaces: the courses' examples under other names. */
final class ScaledStacks {
    /** As many as the operator looks at stacks at once. */
    private static final int THREADS = 50;

    /**
     * A stack to be.
     *
     * @param kind by which it is translated
     */
    record One(Kind<?> kind, Map<String, Object> resource) {}

    private final KubernetesClient client;
    private final List<One> stacks = new ArrayList<>();

    /**
     * Draws up the stacks without applying them.
     *
     * @param counts how many of each kind, by the folder of its example
     */
    ScaledStacks(KubernetesClient client, int namespaces, Map<String, Integer> counts) {
        this.client = client;
        counts.forEach((example, count) -> {
            for (int i = 0; i < count; i++) {
                stacks.add(one(example, "ns-" + i % namespaces, example + "-" + i));
            }
        });
    }

    private static One one(String example, String namespace, String name) {
        Path file = Path.of("examples", example, "kubernetes", "course.yaml");
        try {
            Map<String, Object> resource = StackFile.map(new Yaml().load(Files.readString(file)));
            Map<String, Object> metadata = StackFile.map(resource.get("metadata"));
            metadata.put("name", name);
            metadata.put("namespace", namespace);
            Map<String, Object> spec = StackFile.map(resource.get("spec"));
            // A port of the nodes can be given once, and the administrator gives the right to see all namespaces.
            spec.remove("clusterWide");
            if (spec.get("exposure") instanceof Map<?, ?> exposure) {
                exposure.remove("nodePort");
            }
            Kind<?> kind = Kinds.all().stream()
                    .filter(candidate -> candidate.name().equals(resource.get("kind")))
                    .findFirst()
                    .orElseThrow();
            return new One(kind, resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    List<One> all() {
        return List.copyOf(stacks);
    }

    /** Applies the custom resources alone. */
    void apply() {
        together(
                stacks.stream().<Callable<Object>>map(one -> () -> applied(one)).toList());
    }

    /** Applies the custom resources and all their objects, which is what the operator does, and no more than that. */
    void applyWithObjects() {
        Cluster cluster = new Cluster(client);
        together(stacks.stream()
                .<Callable<Object>>map(one -> () -> {
                    Owner owner = Owner.of(applied(one));
                    for (Desired desired : desired(one, owner)) {
                        cluster.apply(desired.ref(), desired.tree(), OwnerMarks.MANAGER);
                    }
                    return owner;
                })
                .toList());
    }

    private <R extends CustomResource<?, ?>> List<Desired> desired(One one, Owner owner) {
        @SuppressWarnings("unchecked")
        Kind<R> kind = (Kind<R>) one.kind();
        R resource = client.getKubernetesSerialization().convertValue(one.resource(), kind.type());
        return DesiredState.of(kind.translate(resource, new Inputs(Set.of(), Set.of())), owner);
    }

    private GenericKubernetesResource applied(One one) {
        return client.resource(client.getKubernetesSerialization()
                        .convertValue(one.resource(), GenericKubernetesResource.class))
                .patch(new PatchContext.Builder()
                        .withPatchType(PatchType.SERVER_SIDE_APPLY)
                        .withFieldManager("user")
                        .build());
    }

    private static void together(List<Callable<Object>> tasks) {
        ExecutorService threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (Future<Object> done : threads.invokeAll(tasks)) {
                done.get();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } catch (ExecutionException e) {
            throw new AssertionError(e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }
}
