package dev.sild.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.report.InputException;
import dev.sild.schema.Resource;
import dev.sild.stack.Inputs;
import dev.sild.stack.Stack;
import dev.sild.v1alpha1.WebStack;
import dev.sild.webstack.WebStacks;

/** Which translation is for which kind of custom resource. */
final class StackKinds {
  private static final ObjectMapper JSON = new ObjectMapper();

  private StackKinds() {}

  /**
   * Returns what a resource describes.
   *
   * @throws InputException where its schema allows what cannot be
   */
  static Stack translate(Resource resource, Inputs inputs) throws InputException {
    try {
      return switch (resource.crd().kind()) {
        case "WebStack" -> WebStacks.translate(JSON.convertValue(resource.json(), WebStack.class), inputs);
        default -> throw new IllegalStateException("no translation of " + resource.crd().kind());
      };
    } catch (IllegalArgumentException impossible) {
      throw new InputException(new Finding(Code.INPUT_INVALID, resource.root().position().origin(""),
          String.valueOf(impossible.getMessage()), "change the resource"));
    }
  }
}
