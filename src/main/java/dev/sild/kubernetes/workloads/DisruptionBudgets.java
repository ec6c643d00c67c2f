package dev.sild.kubernetes.workloads;

import dev.sild.kubernetes.objects.Index;
import dev.sild.kubernetes.objects.Labels;
import dev.sild.kubernetes.objects.ObjectMetadata;
import dev.sild.model.Component;
import dev.sild.model.Disruption;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudgetSpec;
import java.util.Optional;

/**
 * How many of a component's pods may be taken away at a time.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/workloads/pods/disruptions/">Disruptions</a>
 */
public final class DisruptionBudgets {
    private DisruptionBudgets() {}

    /**
     * Returns the budget of a component that has one. A single pod has none: a budget would only prevent its node from
     * being drained, forever.
     */
    public static Optional<HasMetadata> of(Index index, Component component) {
        return component
                .disruption()
                .filter(disruption -> component.workload().leastPods() > 1)
                .map(disruption -> budget(index, component, disruption));
    }

    private static HasMetadata budget(Index index, Component component, Disruption disruption) {
        PodDisruptionBudgetSpec spec = new PodDisruptionBudgetSpec();
        IntOrString amount = amount(disruption.amount());
        if (disruption instanceof Disruption.MaxUnavailable) {
            spec.setMaxUnavailable(amount);
        } else {
            spec.setMinAvailable(amount);
        }
        // Pods that do not become ready do not prevent their node from being drained.
        spec.setUnhealthyPodEvictionPolicy("AlwaysAllow");
        spec.setSelector(Workloads.selector(index, component));
        PodDisruptionBudget budget = new PodDisruptionBudget();
        budget.setMetadata(
                ObjectMetadata.of(index.object(component), Labels.of(index.application(), component.name())));
        budget.setSpec(spec);
        return budget;
    }

    private static IntOrString amount(String amount) {
        return amount.endsWith("%") ? new IntOrString(amount) : new IntOrString(Integer.parseInt(amount));
    }
}
