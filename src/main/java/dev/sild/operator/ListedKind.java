package dev.sild.operator;

import dev.sild.kinds.Kind;
import dev.sild.operator.engine.StackKind;
import dev.sild.stack.Inputs;
import dev.sild.stack.Stack;
import io.fabric8.kubernetes.client.CustomResource;

/** A kind of the list as the engine takes it. */
record ListedKind<R extends CustomResource<?, ?>>(Kind<R> kind) implements StackKind<R> {
  @Override
  public Class<R> type() {
    return kind.type();
  }

  @Override
  public Stack translate(R resource, Inputs inputs) {
    return kind.translate(resource, inputs);
  }

  @Override
  public boolean isPaused(R resource) {
    return kind.paused().test(resource);
  }
}
