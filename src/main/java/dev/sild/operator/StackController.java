package dev.sild.operator;

import dev.sild.kinds.Kind;
import dev.sild.operator.engine.Reconciliation;
import dev.sild.operator.engine.observe.Capabilities;
import dev.sild.operator.engine.observe.Children;
import dev.sild.operator.engine.observe.Cluster;
import dev.sild.operator.engine.observe.References;
import dev.sild.operator.engine.status.StatusReport;
import dev.sild.stacks.shared.Permissions;
import io.fabric8.kubernetes.client.CustomResource;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.List;
import java.util.random.RandomGenerator;

/** What the reconcilers of all kinds have in common: a reconciler itself is little more than the name of its kind. */
@Singleton
class StackController {
    private final Cluster cluster;
    private final Children children;
    private final References references;
    private final Capabilities capabilities;
    private final Permissions permissions;
    private final Clock clock;
    private final RandomGenerator random;
    private final Events events;
    private final StackMetrics metrics;

    StackController(
            Cluster cluster,
            Children children,
            References references,
            Capabilities capabilities,
            Permissions permissions,
            Clock clock,
            RandomGenerator random,
            Events events,
            StackMetrics metrics) {
        this.cluster = cluster;
        this.children = children;
        this.references = references;
        this.capabilities = capabilities;
        this.permissions = permissions;
        this.clock = clock;
        this.random = random;
        this.events = events;
        this.metrics = metrics;
    }

    <R extends CustomResource<?, ?>> Reconciliation<R> reconciliation(Kind<R> kind) {
        Reconciliation<R> reconciliation = new Reconciliation<>(
                new ListedKind<>(kind, permissions), cluster, children, references, capabilities, clock, random);
        metrics.count(kind.name(), reconciliation::states);
        metrics.show(kind.name(), reconciliation::stacks);
        return reconciliation;
    }

    <R extends CustomResource<?, ?>> List<EventSource<?, R>> sources(
            Reconciliation<R> reconciliation, EventSourceContext<R> context) {
        return List.of(
                new StackSource<>(children, references, reconciliation, context.getPrimaryCache(), metrics::refresh));
    }

    /** Looks at a stack; the status is written already, so the operator SDK has nothing to update. */
    <R extends CustomResource<?, ?>> UpdateControl<R> reconcile(Reconciliation<R> reconciliation, R stack) {
        StatusReport report = reconciliation.reconcile(stack);
        metrics.record(report);
        metrics.refresh();
        events.tell(stack, report);
        report.failure().ifPresent(failure -> {
            // The operator SDK tries again, less and less often.
            throw failure;
        });
        UpdateControl<R> done = UpdateControl.noUpdate();
        report.again().ifPresent(done::rescheduleAfter);
        return done;
    }
}
