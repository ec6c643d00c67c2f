package dev.sild.stacks.monitoring;

import dev.sild.stacks.shared.Inputs;
import dev.sild.stacks.shared.Stack;
import dev.sild.v1alpha1.MonitoringStack;

/** From a MonitoringStack to what should be there. */
public final class MonitoringStacks {
    private MonitoringStacks() {}

    /**
     * Returns the stack that a MonitoringStack describes, which its schema accepts. The result depends on nothing else.
     *
     * @param resource of which the name, the namespace where it has one, and the spec count; the schema's defaults may
     *     be filled in or not
     */
    public static Stack translate(MonitoringStack resource, Inputs inputs) {
        return new MonitoringFrame(resource, inputs).stack();
    }
}
