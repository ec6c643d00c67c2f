package dev.sild.webstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.Tree;
import dev.sild.stack.Inputs;
import dev.sild.stack.Others;
import dev.sild.stack.SecretSeed;
import dev.sild.stack.Stack;
import dev.sild.v1alpha1.WebStack;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Label;
import net.jqwik.api.Property;

/** What holds for every WebStack, whatever stands in it. */
class RandomWebStacksTest {
  private static final int LABEL = 63;
  /** What controllers put behind the names of StatefulSets and CronJobs must fit too. */
  private static final int CUT = 52;

  private final RandomWebStacks webStacks = new RandomWebStacks();

  @Property(tries = 60, seed = "20261124")
  @Label("the same becomes the same, in names that fit, and refers to nothing that is not there")
  void holds(@ForAll long seed) {
    String text = webStacks.next(seed);
    WebStack resource = Translated.read(text);
    String name = resource.getMetadata().getName();
    Inputs inputs = new Inputs(Inputs.OFFLINE.capabilities(), Map.of(), Set.of(name + "-cache", name + "-database"));
    String yaml = Translated.yaml(resource, inputs);
    List<Map<String, Object>> objects = Tree.documents(yaml);

    assertThat(Translated.yaml(Translated.read(text), inputs)).isEqualTo(yaml);
    assertThat(objects.stream().map(object -> Tree.text(object, "kind") + " " + Tree.text(object, "metadata", "name")))
        .doesNotHaveDuplicates();
    objects.forEach(object -> hasAFittingName(object, name));
    templates(objects).forEach(template -> {
      hasUniqueParts(template);
      refersToWhatIsThere(template, objects, WebStacks.translate(resource, inputs));
    });
  }

  private static void hasAFittingName(Map<String, Object> object, String stack) {
    String kind = Tree.text(object, "kind");
    int most = kind.equals("StatefulSet") || kind.equals("CronJob") ? CUT : LABEL;
    assertThat(Tree.text(object, "metadata", "name")).isNotEmpty().hasSizeLessThanOrEqualTo(most);
    assertThat(Tree.strings(object, "metadata", "labels")).containsEntry("app.kubernetes.io/instance", stack)
        .containsEntry("app.kubernetes.io/managed-by", "sild");
  }

  private static List<Map<String, Object>> templates(List<Map<String, Object>> objects) {
    return objects.stream().map(object -> Tree.text(object, "kind").equals("CronJob")
            ? Tree.map(object, "spec", "jobTemplate", "spec", "template") : Tree.map(object, "spec", "template"))
        .filter(template -> template.containsKey("spec")).toList();
  }

  private static List<Map<String, Object>> containers(Map<String, Object> template) {
    return Stream.concat(Tree.list(template, "spec", "initContainers").stream(),
        Tree.list(template, "spec", "containers").stream()).toList();
  }

  private static void hasUniqueParts(Map<String, Object> template) {
    assertThat(containers(template)).extracting(container -> Tree.text(container, "name")).doesNotHaveDuplicates();
    for (Map<String, Object> container : containers(template)) {
      assertThat(Tree.list(container, "env")).extracting(env -> Tree.text(env, "name")).doesNotHaveDuplicates();
      assertThat(Tree.list(container, "ports")).extracting(port -> Tree.text(port, "name")).doesNotHaveDuplicates();
      assertThat(Tree.list(container, "volumeMounts")).extracting(mount -> Tree.text(mount, "mountPath"))
          .doesNotHaveDuplicates();
    }
  }

  /** Every Secret, ConfigMap and claim that a pod reads is made with it, generated, or one the resource says it refers to. */
  private static void refersToWhatIsThere(Map<String, Object> template, List<Map<String, Object>> objects,
      Stack stack) {
    Set<String> secrets = new HashSet<>(Others.names(stack.application(), true));
    stack.seeds().stream().map(SecretSeed::name).forEach(secrets::add);
    Set<String> configMaps = names(objects, "ConfigMap");
    configMaps.addAll(Others.names(stack.application(), false));
    List<String> readSecrets = new ArrayList<>();
    List<String> readConfigMaps = new ArrayList<>();
    for (Map<String, Object> container : containers(template)) {
      Tree.list(container, "env").forEach(env -> readSecrets.add(Tree.text(env, "valueFrom", "secretKeyRef", "name")));
      Tree.list(container, "envFrom").forEach(from -> {
        readSecrets.add(Tree.text(from, "secretRef", "name"));
        readConfigMaps.add(Tree.text(from, "configMapRef", "name"));
      });
    }
    List<String> claims = new ArrayList<>();
    for (Map<String, Object> volume : Tree.list(template, "spec", "volumes")) {
      readSecrets.add(Tree.text(volume, "secret", "secretName"));
      readConfigMaps.add(Tree.text(volume, "configMap", "name"));
      claims.add(Tree.text(volume, "persistentVolumeClaim", "claimName"));
    }
    assertThat(named(readSecrets)).isSubsetOf(secrets);
    assertThat(named(readConfigMaps)).isSubsetOf(configMaps);
    assertThat(named(claims)).isSubsetOf(names(objects, "PersistentVolumeClaim"));
  }

  private static List<String> named(List<String> names) {
    return names.stream().filter(name -> !name.isEmpty()).toList();
  }

  private static Set<String> names(List<Map<String, Object>> objects, String kind) {
    return objects.stream().filter(object -> Tree.text(object, "kind").equals(kind))
        .map(object -> Tree.text(object, "metadata", "name")).collect(Collectors.toCollection(HashSet::new));
  }
}
