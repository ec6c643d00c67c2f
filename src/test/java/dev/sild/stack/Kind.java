package dev.sild.stack;

import dev.sild.Tree;
import dev.sild.kubernetes.ObjectTree;
import dev.sild.kubernetes.Renderer;
import dev.sild.monitoring.MonitoringStacks;
import dev.sild.v1alpha1.MonitoringStack;
import dev.sild.v1alpha1.WebStack;
import dev.sild.webstack.WebStacks;
import dev.sild.yaml.YamlWriter;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.function.BiFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A kind of custom resource as the tests take it: what holds for one is held against all.
 *
 * @param type the class of its resources
 * @param translation what a resource becomes
 * @param goldens the folders of resources and what they must become
 * @param examples the resources that users copy
 * @param <R> the class of its resources
 */
public record Kind<R extends CustomResource<?, ?>>(Class<R> type, BiFunction<R, Inputs, Stack> translation, Path goldens,
    Path examples) {
  public static final Kind<WebStack> WEB_STACK = new Kind<>(WebStack.class, WebStacks::translate,
      Path.of("src/test/resources/webstack"), Path.of("examples/web-stack/kubernetes"));
  public static final Kind<MonitoringStack> MONITORING_STACK = new Kind<>(MonitoringStack.class, MonitoringStacks::translate,
      Path.of("src/test/resources/monitoringstack"), Path.of("examples/monitoring/kubernetes"));

  /** Returns every kind. */
  public static List<Kind<?>> all() {
    return List.of(MONITORING_STACK, WEB_STACK);
  }

  /** Returns the definition of the kind. */
  public Path definition() {
    return Path.of("crds", CustomResource.getCRDName(type) + ".yaml");
  }

  /** Returns the folders of the goldens, in order. */
  public List<Path> cases() throws IOException {
    return children(goldens);
  }

  /** Returns the files that hold a resource of the kind: its examples and its goldens. */
  public List<Path> resources() throws IOException {
    return Stream.concat(children(examples).stream(), cases().stream().map(folder -> folder.resolve("in.yaml"))).toList();
  }

  /** Returns the resource that a document is. */
  public R read(String yaml) {
    return Serialization.unmarshal(yaml, type);
  }

  /** Returns the resource that a tree of maps or nodes is. */
  public R ofTree(Object tree) {
    return Serialization.jsonMapper().convertValue(tree, type);
  }

  /** Returns what the resource describes. */
  public Stack translate(R resource, Inputs inputs) {
    return translation.apply(resource, inputs);
  }

  /** Returns the objects that a resource becomes. */
  public List<HasMetadata> objects(R resource, Inputs inputs) {
    Stack stack = translate(resource, inputs);
    return Renderer.render(stack.application(), stack.options()).objects();
  }

  /** Returns those objects as YAML. */
  public String yaml(R resource, Inputs inputs) {
    return YamlWriter.write(objects(resource, inputs).stream().map(ObjectTree::of).toList());
  }

  /** Returns what a golden knows of its cluster. */
  public static Inputs inputs(Path folder) throws IOException {
    Path file = folder.resolve("inputs.yaml");
    if (!Files.exists(file)) {
      return Inputs.OFFLINE;
    }
    Map<String, Object> tree = Tree.documents(Files.readString(file)).get(0);
    return new Inputs(
        Tree.texts(tree, "capabilities").stream().map(Capability::valueOf).collect(Collectors.toSet()),
        Tree.strings(tree, "identities"), new LinkedHashSet<>(Tree.texts(tree, "rotating")));
  }

  static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    }
  }

  @Override
  public String toString() {
    return type.getSimpleName();
  }
}
