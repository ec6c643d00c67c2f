package dev.sild.webstack;

import dev.sild.kubernetes.ObjectTree;
import dev.sild.kubernetes.Renderer;
import dev.sild.stack.Inputs;
import dev.sild.stack.Stack;
import dev.sild.v1alpha1.WebStack;
import dev.sild.yaml.YamlWriter;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** WebStacks as the tests read, translate and render them. */
public final class Translated {
  private Translated() {}

  /** Returns the WebStack of a file. */
  public static WebStack read(Path file) throws IOException {
    return read(Files.readString(file));
  }

  /** Returns the WebStack that a document is. */
  public static WebStack read(String yaml) {
    return Serialization.unmarshal(yaml, WebStack.class);
  }

  /** Returns the objects that a WebStack becomes. */
  public static List<HasMetadata> objects(WebStack resource, Inputs inputs) {
    Stack stack = WebStacks.translate(resource, inputs);
    return Renderer.render(stack.application(), stack.options()).objects();
  }

  /** Returns those objects as YAML. */
  public static String yaml(WebStack resource, Inputs inputs) {
    return YamlWriter.write(objects(resource, inputs).stream().map(ObjectTree::of).toList());
  }
}
