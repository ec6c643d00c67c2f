package dev.sild.operator;

import dev.sild.operator.engine.Reconciliation;
import dev.sild.operator.engine.observe.Children;
import dev.sild.operator.engine.observe.References;
import dev.sild.operator.engine.state.ChildKind;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.health.Status;
import io.javaoperatorsdk.operator.processing.event.Event;
import io.javaoperatorsdk.operator.processing.event.ResourceID;
import io.javaoperatorsdk.operator.processing.event.source.AbstractEventSource;
import io.javaoperatorsdk.operator.processing.event.source.EventSourceStartPriority;
import io.javaoperatorsdk.operator.processing.event.source.IndexerResourceCache;
import io.javaoperatorsdk.operator.processing.event.source.ResourceEventAware;
import java.util.Arrays;
import java.util.Set;

/**
 * Tells the operator SDK which stacks to reconcile when one of their objects, or an object that they read, has changed.
 * The objects themselves are watched once for all controllers.
 *
 * @param <R> the class of the custom resources
 */
final class StackSource<R extends CustomResource<?, ?>> extends AbstractEventSource<Void, R>
        implements ResourceEventAware<R> {
    private final Children children;
    private final References references;
    private final Reconciliation<R> reconciliation;
    private final IndexerResourceCache<R> stacks;
    private final Runnable forgotten;

    StackSource(
            Children children,
            References references,
            Reconciliation<R> reconciliation,
            IndexerResourceCache<R> stacks,
            Runnable forgotten) {
        super(Void.class, "children");
        this.children = children;
        this.references = references;
        this.reconciliation = reconciliation;
        this.stacks = stacks;
        this.forgotten = forgotten;
        // Before the first stack is looked at, what it has must be known.
        setEventSourcePriority(EventSourceStartPriority.RESOURCE_STATE_LOADER);
    }

    @Override
    public void start() {
        super.start();
        children.listen(this::changed);
        references.listen(this::changed);
        children.watch(Arrays.stream(ChildKind.values())
                .filter(kind -> kind.capability().isEmpty())
                .toList());
    }

    private void changed(String namespace, String name) {
        if (isRunning()) {
            ResourceID stack = new ResourceID(name, namespace);
            if (stacks.get(stack).isPresent()) {
                getEventHandler().handleEvent(new Event(stack));
            } else {
                reconciliation.forget(namespace, name);
                forgotten.run();
            }
        }
    }

    @Override
    public void onResourceDeleted(R stack) {
        reconciliation.forget(
                stack.getMetadata().getNamespace(), stack.getMetadata().getName());
        forgotten.run();
    }

    @Override
    public Set<Void> getSecondaryResources(R stack) {
        return Set.of();
    }

    @Override
    public Status getStatus() {
        // The removal of a third-party kind does not require a restart: the stacks that request it report
        // that it is missing.
        return children.unwatched().stream().allMatch(kind -> kind.capability().isPresent())
                ? Status.HEALTHY
                : Status.UNHEALTHY;
    }
}
