package dev.sild.operator;

import dev.sild.operator.engine.StackKind;
import dev.sild.stack.Inputs;
import dev.sild.stack.Stack;
import dev.sild.v1alpha1.WebStack;
import dev.sild.webstack.WebStacks;

/** What the operator knows of WebStacks. */
final class WebStackKind implements StackKind<WebStack> {
  @Override
  public Class<WebStack> type() {
    return WebStack.class;
  }

  @Override
  public Stack translate(WebStack stack, Inputs inputs) {
    return WebStacks.translate(stack, inputs);
  }

  @Override
  public boolean isPaused(WebStack stack) {
    return Boolean.TRUE.equals(stack.getSpec().getPaused());
  }
}
