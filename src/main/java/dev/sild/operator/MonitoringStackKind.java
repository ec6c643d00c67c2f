package dev.sild.operator;

import dev.sild.monitoring.MonitoringStacks;
import dev.sild.operator.engine.StackKind;
import dev.sild.stack.Inputs;
import dev.sild.stack.Stack;
import dev.sild.v1alpha1.MonitoringStack;

/** What the operator knows of MonitoringStacks. */
final class MonitoringStackKind implements StackKind<MonitoringStack> {
  @Override
  public Class<MonitoringStack> type() {
    return MonitoringStack.class;
  }

  @Override
  public Stack translate(MonitoringStack stack, Inputs inputs) {
    return MonitoringStacks.translate(stack, inputs);
  }

  @Override
  public boolean isPaused(MonitoringStack stack) {
    return Boolean.TRUE.equals(stack.getSpec().getPaused());
  }
}
