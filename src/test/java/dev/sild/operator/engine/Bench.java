package dev.sild.operator.engine;

import dev.sild.cluster.ControlPlane;
import dev.sild.kubernetes.objects.Labels;
import dev.sild.operator.engine.observe.Cluster;
import dev.sild.operator.engine.observe.StackPresence;
import dev.sild.operator.engine.plan.AdoptionConsent;
import dev.sild.operator.engine.plan.Memory;
import dev.sild.operator.engine.plan.Plan;
import dev.sild.operator.engine.state.ChildKind;
import dev.sild.operator.engine.state.Desired;
import dev.sild.operator.engine.state.LiveObject;
import dev.sild.operator.engine.state.Observed;
import dev.sild.operator.engine.state.Owner;
import dev.sild.operator.engine.state.OwnerMarks;
import dev.sild.operator.engine.state.Ref;
import dev.sild.operator.engine.status.ObjectEvent;
import dev.sild.stacks.shared.Capability;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.NamespaceBuilder;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import org.awaitility.Awaitility;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A namespace of a control plane with a stack in it, whose objects a test states as YAML: the plan and its execution
 * without a kind of stack, caches or queue.
 */
public final class Bench implements AutoCloseable {
    private static final ResourceDefinitionContext STACKS = new ResourceDefinitionContext.Builder()
            .withGroup("sild.dev")
            .withVersion("v1alpha1")
            .withKind("WebStack")
            .withPlural("webstacks")
            .withNamespaced(true)
            .build();

    public final KubernetesClient client;
    public final TestClock clock = new TestClock(Instant.parse("2026-01-01T00:00:00Z"));
    final Memory memory = new Memory();
    public final Owner owner;
    final Cluster cluster;

    public Bench(ControlPlane plane, String namespace) {
        this(plane, namespace, "shop");
    }

    /** Makes one whose stack has a name of its own. */
    public Bench(ControlPlane plane, String namespace, String name) {
        plane.defineTheKinds();
        client = client(plane.kubeconfig());
        cluster = new Cluster(client);
        client.resource(new NamespaceBuilder()
                        .withNewMetadata()
                        .withName(namespace)
                        .endMetadata()
                        .build())
                .serverSideApply();
        GenericKubernetesResource stack = client.getKubernetesSerialization()
                .unmarshal("""
        apiVersion: sild.dev/v1alpha1
        kind: WebStack
        metadata: {name: %s, namespace: %s}
        spec: {api: {image: "shop:1", port: 8080}}
        """.formatted(name, namespace), GenericKubernetesResource.class);
        owner = Owner.of(client.genericKubernetesResources(STACKS)
                .inNamespace(namespace)
                .resource(stack)
                .serverSideApply());
    }

    public static KubernetesClient client(Path kubeconfig) {
        Config config = Config.fromKubeconfig(kubeconfig.toFile());
        // A failure is reported at once, not retried for half a minute.
        config.setRequestRetryBackoffLimit(0);
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build();
    }

    /** Returns an object of the stack: YAML without the labels that all have. */
    public Desired desired(String yaml) {
        return Desired.of(labelled(tree(yaml)), owner, false);
    }

    public Desired kept(String yaml) {
        return Desired.of(labelled(tree(yaml)), owner, true);
    }

    @SuppressWarnings("unchecked")
    public static Map<String, Object> tree(String yaml) {
        return (Map<String, Object>) new Yaml(new SafeConstructor(new LoaderOptions())).load(yaml);
    }

    @SuppressWarnings("unchecked")
    private Map<String, Object> labelled(Map<String, Object> tree) {
        Map<String, Object> metadata = (Map<String, Object>) tree.get("metadata");
        Map<String, Object> labels =
                new LinkedHashMap<>((Map<String, Object>) metadata.getOrDefault("labels", Map.of()));
        labels.put(Labels.MANAGED_BY, OwnerMarks.SILD);
        labels.put(Labels.INSTANCE, owner.name());
        labels.putIfAbsent(Labels.COMPONENT, "api");
        metadata.put("labels", labels);
        return tree;
    }

    public Plan plan(Desired... desired) {
        return plan(AdoptionConsent.NONE, desired);
    }

    /** Returns the plan for the objects as they are now, read from the API server. */
    public Plan plan(AdoptionConsent adoption, Desired... desired) {
        Map<Ref, LiveObject> found = new LinkedHashMap<>();
        for (ChildKind kind : ChildKind.values()) {
            if (kind.capability().isEmpty()) {
                client
                        .genericKubernetesResources(kind.context())
                        .inNamespace(owner.namespace())
                        .withLabel(Labels.MANAGED_BY, OwnerMarks.SILD)
                        .list()
                        .getItems()
                        .stream()
                        .map(object -> LiveObject.of(kind, object))
                        .forEach(live -> found.put(live.ref(), live));
            }
        }
        for (Desired object : desired) {
            cluster.get(object.ref()).ifPresent(live -> found.put(live.ref(), live));
        }
        return Plan.of(
                List.of(desired),
                new Observed(found.values()),
                new Plan.Setting(owner, Set.<Capability>of(), adoption, clock.instant()),
                memory);
    }

    public List<ObjectEvent> execute(Plan plan) {
        List<ObjectEvent> happened = new ArrayList<>();
        new Executor(cluster, clock, new StackPresence(cluster, STACKS), (ref, request) -> request.get())
                .execute(plan, owner, memory, happened);
        return happened;
    }

    /** Plans and executes until nothing is left to do, as events would have it; returns all that happened. */
    public List<ObjectEvent> converge(Desired... desired) {
        List<ObjectEvent> happened = new ArrayList<>();
        await("the plan is done", () -> {
            Plan plan = plan(desired);
            happened.addAll(execute(plan));
            return plan.isDone();
        });
        return happened;
    }

    public LiveObject live(Desired desired) {
        return cluster.get(desired.ref()).orElseThrow();
    }

    Optional<LiveObject> find(Ref ref) {
        return cluster.get(ref);
    }

    /** Changes an object by hand, as kubectl patch does, by server-side merge and under another manager's name. */
    public void change(Ref ref, String json) {
        client.genericKubernetesResources(ref.kind().context())
                .inNamespace(ref.namespace())
                .withName(ref.name())
                .patch(
                        new PatchContext.Builder()
                                .withPatchType(PatchType.STRATEGIC_MERGE)
                                .withFieldManager("somebody")
                                .build(),
                        json);
    }

    public static void await(String what, Callable<Boolean> condition) {
        Awaitility.await(what)
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(100))
                .until(condition);
    }

    @Override
    public void close() {
        client.namespaces().withName(owner.namespace()).delete();
        client.close();
    }
}
