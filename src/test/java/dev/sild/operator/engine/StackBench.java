package dev.sild.operator.engine;

import dev.sild.cluster.ControlPlane;
import dev.sild.cluster.FaultyProxy;
import dev.sild.operator.engine.observe.Capabilities;
import dev.sild.operator.engine.observe.Children;
import dev.sild.operator.engine.observe.Cluster;
import dev.sild.operator.engine.observe.References;
import dev.sild.operator.engine.state.ChildKind;
import dev.sild.operator.engine.state.Reference;
import dev.sild.operator.engine.status.ObjectEvent;
import dev.sild.operator.engine.status.StatusReport;
import dev.sild.stacks.shared.Inputs;
import dev.sild.stacks.shared.Stack;
import dev.sild.stacks.web.WebStacks;
import dev.sild.v1alpha1.WebStack;
import dev.sild.v1alpha1.shared.Conditions;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.function.BiFunction;
import org.junit.jupiter.api.TestInfo;

/**
 * A namespace of a control plane with a WebStack in it, and all that looks at it: a test says when. What it asks of the
 * API server goes through a proxy that can fail.
 */
public final class StackBench implements AutoCloseable {
    public final Bench bench;
    public final FaultyProxy proxy;
    final KubernetesClient client;
    final Children children;
    final References references;
    final Reconciliation<WebStack> reconciliation;
    /** What a spec is translated by; a test may set another. */
    BiFunction<WebStack, Inputs, Stack> translation = WebStacks::translate;

    public StatusReport last = StatusReport.NOTHING;

    /** Makes a namespace of the name of the test. */
    public StackBench(ControlPlane plane, TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
        String namespace = "r-" + name.substring(0, Math.min(name.length(), 55));
        bench = new Bench(plane, namespace);
        proxy = new FaultyProxy(plane.kubeconfig());
        client = Bench.client(proxy.kubeconfig());
        children = new Children(client, Set.of(namespace), bench.clock);
        children.watch(Arrays.stream(ChildKind.values())
                .filter(kind -> kind.capability().isEmpty())
                .toList());
        references = new References(client);
        reconciliation = newReconciliation();
    }

    /** Returns one that remembers nothing, as a process has it that was just started. */
    Reconciliation<WebStack> newReconciliation() {
        return new Reconciliation<>(
                new Kind(),
                new Cluster(client),
                children,
                references,
                new Capabilities(client, Set.of(bench.owner.namespace()), bench.clock),
                bench.clock,
                new SplittableRandom(1));
    }

    /** Returns the stack as it is now. */
    public WebStack stack() {
        return bench.client
                .resources(WebStack.class)
                .inNamespace(bench.owner.namespace())
                .withName(bench.owner.name())
                .get();
    }

    Conditions condition(String type) {
        return stack().getStatus().getConditions().stream()
                .filter(one -> one.getType().equals(type))
                .findFirst()
                .orElseThrow();
    }

    /** Changes the spec by a merge patch. */
    public void spec(String json) {
        bench.client
                .resources(WebStack.class)
                .inNamespace(bench.owner.namespace())
                .withName(bench.owner.name())
                .patch(PatchContext.of(PatchType.JSON_MERGE), "{\"spec\":" + json + "}");
    }

    /** Looks once at the stack as it is now. */
    public StatusReport look() {
        last = reconciliation.reconcile(stack());
        return last;
    }

    /** Looks until there is nothing to do; returns all that happened. */
    public List<ObjectEvent> settle() {
        List<ObjectEvent> happened = new ArrayList<>();
        Bench.await("nothing is to be done", () -> {
            List<ObjectEvent> now = look().happened();
            happened.addAll(now);
            return now.isEmpty();
        });
        return happened;
    }

    public void settleUntil(Callable<Boolean> condition) {
        Bench.await("it has come about", () -> look().happened().isEmpty() && condition.call());
    }

    @Override
    public void close() {
        references.close();
        children.close();
        client.close();
        proxy.close();
        bench.close();
    }

    private final class Kind implements StackKind<WebStack> {
        @Override
        public Class<WebStack> type() {
            return WebStack.class;
        }

        @Override
        public Stack translate(WebStack stack, Inputs inputs) {
            return translation.apply(stack, inputs);
        }

        /** No other objects are watched. */
        @Override
        public Set<Reference> references(Stack stack) {
            return Set.of();
        }

        @Override
        public boolean isPaused(WebStack stack) {
            return Boolean.TRUE.equals(stack.getSpec().getPaused());
        }
    }
}
