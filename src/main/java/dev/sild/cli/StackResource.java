package dev.sild.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sild.monitoring.MonitoringStacks;
import dev.sild.operator.engine.Reference;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.report.InputException;
import dev.sild.schema.Resource;
import dev.sild.stack.Inputs;
import dev.sild.stack.Stack;
import dev.sild.v1alpha1.MonitoringStack;
import dev.sild.v1alpha1.WebStack;
import dev.sild.webstack.WebStacks;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.Set;
import java.util.function.Function;

/**
 * A custom resource as its stack's translation takes it.
 *
 * @param resource the resource
 * @param references what its pods read and the user made
 * @param translation the stack by what is known of the cluster
 */
record StackResource(CustomResource<?, ?> resource, Set<Reference> references, Function<Inputs, Stack> translation) {
  private static final ObjectMapper JSON = new ObjectMapper();

  /**
   * Returns a resource by its kind.
   *
   * @throws InputException where its schema allows what cannot be
   */
  static StackResource of(Resource resource) throws InputException {
    try {
      return switch (resource.crd().kind()) {
        case "MonitoringStack" -> {
          MonitoringStack stack = JSON.convertValue(resource.json(), MonitoringStack.class);
          yield of(stack, inputs -> MonitoringStacks.translate(stack, inputs));
        }
        case "WebStack" -> {
          WebStack stack = JSON.convertValue(resource.json(), WebStack.class);
          yield of(stack, inputs -> WebStacks.translate(stack, inputs));
        }
        default -> throw new IllegalStateException("no translation of " + resource.crd().kind());
      };
    } catch (IllegalArgumentException impossible) {
      throw new InputException(new Finding(Code.INPUT_INVALID, resource.root().position().origin(""),
          String.valueOf(impossible.getMessage()), "change the resource"));
    }
  }

  private static StackResource of(CustomResource<?, ?> resource, Function<Inputs, Stack> translation) {
    return new StackResource(resource, Reference.of(translation.apply(Inputs.OFFLINE)), translation);
  }
}
