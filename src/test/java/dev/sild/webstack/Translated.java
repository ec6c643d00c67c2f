package dev.sild.webstack;

import dev.sild.kubernetes.ObjectTree;
import dev.sild.kubernetes.Renderer;
import dev.sild.output.YamlWriter;
import dev.sild.stack.Inputs;
import dev.sild.stack.Stack;
import dev.sild.v1alpha1.WebStack;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** WebStacks as the tests read, translate and render them. */
final class Translated {
  private Translated() {}

  static WebStack read(Path file) throws IOException {
    return read(Files.readString(file));
  }

  static WebStack read(String yaml) {
    return Serialization.unmarshal(yaml, WebStack.class);
  }

  static List<HasMetadata> objects(WebStack resource, Inputs inputs) {
    Stack stack = WebStacks.translate(resource, inputs);
    return Renderer.render(stack.application(), stack.options()).objects();
  }

  static String yaml(WebStack resource, Inputs inputs) {
    return YamlWriter.write(objects(resource, inputs).stream().map(ObjectTree::of).toList());
  }
}
