package dev.sild.webstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.Tree;
import dev.sild.stack.Capability;
import dev.sild.stack.Inputs;
import dev.sild.stack.Others;
import dev.sild.stack.SecretSeed;
import dev.sild.stack.Stack;
import dev.sild.v1alpha1.WebStack;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every folder of {@code src/test/resources/webstack} is a WebStack and what it must become: {@code in.yaml} is the
 * resource, {@code inputs.yaml} what is known of the cluster where it is not what is known offline, {@code out.yaml} the
 * objects, and {@code stack.txt} what is no object: the Secrets that are generated, what outlives the stack, what it refers
 * to and needs. {@code -Dgolden.rewrite=true} writes them anew.
 */
class WebStackGoldenTest {
  static final Path CASES = Path.of("src/test/resources/webstack");
  private static final boolean REWRITE = Boolean.getBoolean("golden.rewrite");
  private static final Set<String> KNOWN = Set.of("in.yaml", "inputs.yaml", "out.yaml", "stack.txt");

  @TestFactory
  Stream<DynamicTest> aWebStackBecomesWhatItsGoldenFilesSay() throws IOException {
    List<DynamicTest> tests = new ArrayList<>();
    for (Path folder : children(CASES)) {
      String name = folder.getFileName().toString();
      tests.add(DynamicTest.dynamicTest(name, () -> check(folder)));
      tests.add(DynamicTest.dynamicTest(name + " has no file that nobody reads", () ->
          assertThat(KNOWN).containsAll(children(folder).stream().map(file -> file.getFileName().toString()).toList())));
    }
    assertThat(tests).isNotEmpty();
    return tests.stream();
  }

  private static void check(Path folder) throws IOException {
    WebStack resource = Translated.read(folder.resolve("in.yaml"));
    Inputs inputs = inputs(folder);
    compare(folder.resolve("out.yaml"), Translated.yaml(resource, inputs));
    compare(folder.resolve("stack.txt"), stack(resource, WebStacks.translate(resource, inputs)));
  }

  /** Returns what a case knows of its cluster. */
  static Inputs inputs(Path folder) throws IOException {
    Path file = folder.resolve("inputs.yaml");
    if (!Files.exists(file)) {
      return Inputs.OFFLINE;
    }
    Map<String, Object> tree = Tree.documents(Files.readString(file)).get(0);
    return new Inputs(
        Tree.texts(tree, "capabilities").stream().map(Capability::valueOf).collect(Collectors.toSet()),
        Tree.strings(tree, "identities"), new LinkedHashSet<>(Tree.texts(tree, "rotating")));
  }

  private static String stack(WebStack resource, Stack stack) {
    StringBuilder text = new StringBuilder();
    for (SecretSeed seed : stack.seeds()) {
      text.append("secret ").append(seed.name()).append(" of ").append(seed.component());
      text.append(seed.rotation().isEmpty() ? "" : ", rotated for " + seed.rotation());
      seed.rotator().ifPresent(rotator -> text.append(", by ").append(rotator));
      text.append('\n');
      seed.keys().forEach(key -> text.append("  ").append(key.name()).append(": ").append(key.source()).append('\n'));
    }
    lines(text, "kept", stack.kept());
    lines(text, "needs", stack.needs().stream().map(Enum::name).collect(Collectors.toSet()));
    lines(text, "reads secret", Others.names(stack.application(), true));
    lines(text, "reads configmap", Others.names(stack.application(), false));
    return text.toString();
  }

  private static void lines(StringBuilder text, String title, Set<String> values) {
    new TreeSet<>(values).forEach(value -> text.append(title).append(' ').append(value).append('\n'));
  }

  private static void compare(Path golden, String actual) throws IOException {
    if (REWRITE) {
      Files.writeString(golden, actual);
    }
    assertThat(actual).as(golden.toString()).isEqualTo(Files.exists(golden) ? Files.readString(golden) : "");
  }

  static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    }
  }
}
