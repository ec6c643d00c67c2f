package dev.sild.operator;

import dev.sild.operator.engine.Reference;
import dev.sild.operator.engine.StackKind;
import dev.sild.stack.Inputs;
import dev.sild.stack.SecretSeed;
import dev.sild.stack.Stack;
import dev.sild.v1alpha1.WebStack;
import dev.sild.webstack.WebStacks;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

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

  /** Generated Secrets are the operator's own, and watched as such. */
  @Override
  public Set<Reference> references(WebStack stack) {
    Set<String> generated = translate(stack, Inputs.OFFLINE).seeds().stream().map(SecretSeed::name).collect(Collectors.toSet());
    WebStacks.References references = WebStacks.references(stack);
    return Stream.concat(
            references.secrets().stream().filter(name -> !generated.contains(name)).map(Reference::secret),
            references.configMaps().stream().map(Reference::configMap))
        .collect(Collectors.toUnmodifiableSet());
  }

  @Override
  public boolean isPaused(WebStack stack) {
    return Boolean.TRUE.equals(stack.getSpec().getPaused());
  }
}
