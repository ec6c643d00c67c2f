package dev.sild.operator;

import dev.sild.kinds.Kinds;
import dev.sild.operator.engine.Reconciliation;
import dev.sild.v1alpha1.MonitoringStack;
import io.javaoperatorsdk.operator.api.config.informer.Informer;
import io.javaoperatorsdk.operator.api.reconciler.Context;
import io.javaoperatorsdk.operator.api.reconciler.ControllerConfiguration;
import io.javaoperatorsdk.operator.api.reconciler.EventSourceContext;
import io.javaoperatorsdk.operator.api.reconciler.Reconciler;
import io.javaoperatorsdk.operator.api.reconciler.UpdateControl;
import io.javaoperatorsdk.operator.processing.event.source.EventSource;
import io.javaoperatorsdk.operator.processing.retry.GradualRetry;
import java.util.List;

/**
 * Keeps MonitoringStacks. It is not a Cleaner, so that no finalizer blocks the deletion of a stack: what a stack owns
 * is deleted with it. A failure is tried again without end, less and less often.
 */
@ControllerConfiguration(
        name = "monitoringstack",
        generationAwareEventProcessing = false,
        informer = @Informer(onUpdateFilter = AskedAnew.class))
@GradualRetry(maxAttempts = -1, initialInterval = 500, intervalMultiplier = 2, maxInterval = 60_000)
public final class MonitoringStackReconciler implements Reconciler<MonitoringStack> {
    private final StackController controller;
    private final Reconciliation<MonitoringStack> reconciliation;

    MonitoringStackReconciler(StackController controller) {
        this.controller = controller;
        this.reconciliation = controller.reconciliation(Kinds.MONITORING_STACK);
    }

    @Override
    public UpdateControl<MonitoringStack> reconcile(MonitoringStack stack, Context<MonitoringStack> context) {
        return controller.reconcile(reconciliation, stack);
    }

    @Override
    public List<EventSource<?, MonitoringStack>> prepareEventSources(EventSourceContext<MonitoringStack> context) {
        return controller.sources(reconciliation, context);
    }
}
