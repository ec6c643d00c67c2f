package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sild.stack.Inputs;
import dev.sild.v1alpha1.WebStack;
import dev.sild.webstack.RandomWebStacks;
import dev.sild.webstack.Translated;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What a WebStack becomes is held against a real API server: every golden, and every example. Each has a namespace of its own
 * that admits restricted pods only, but for those that ask for less.
 */
@OnControlPlane
class WebStackAcceptanceTest {
  private static final Path GOLDENS = Path.of("src", "test", "resources", "webstack");
  private static final Path EXAMPLES = Path.of("examples", "web-stack", "kubernetes");

  /** How many are tried that nobody thought of. */
  private static final int RANDOM = 12;

  private final ControlPlane plane;

  WebStackAcceptanceTest(ControlPlane plane) {
    this.plane = plane;
  }

  @BeforeAll
  static void defineTheKind(ControlPlane plane) {
    plane.kubectl("apply", "-f", Path.of("crds").toAbsolutePath().toString()).require();
    plane.kubectl("wait", "--for=condition=Established", "--timeout=60s", "crd/webstacks.sild.dev").require();
  }

  @TestFactory
  Stream<DynamicTest> theServerAcceptsWhatEveryGoldenBecomes() throws IOException {
    return children(GOLDENS).stream().map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(),
        () -> accept(Files.readString(folder.resolve("out.yaml")), namespace(folder))));
  }

  @TestFactory
  Stream<DynamicTest> theServerAcceptsWhatEveryExampleBecomes() throws IOException {
    return children(EXAMPLES).stream().map(file -> DynamicTest.dynamicTest(file.getFileName().toString(),
        () -> accept(Translated.yaml(Translated.read(file), Inputs.OFFLINE), namespace(file))));
  }

  @TestFactory
  Stream<DynamicTest> theServerAcceptsWhatRandomWebStacksBecome() {
    RandomWebStacks webStacks = new RandomWebStacks();
    long first = System.nanoTime();
    return LongStream.range(first, first + RANDOM).mapToObj(seed -> DynamicTest.dynamicTest("seed " + seed, () -> {
      String webStack = webStacks.next(seed);
      String level = webStack.contains("Privileged") ? "privileged" : webStack.contains("Baseline") ? "baseline" : "restricted";
      String namespace = "random-" + Long.toString(seed, Character.MAX_RADIX);
      makeNamespace(namespace, level);
      plane.kubectlWithInput(webStack, "create", "--validate=strict", "--dry-run=server", "-n", namespace, "-f", "-")
          .require();
      new ManifestAcceptance(plane).accept(Translated.yaml(Translated.read(webStack), Inputs.OFFLINE), namespace);
    }));
  }

  @TestFactory
  Stream<DynamicTest> aWebStackMeansTheSameOnceTheServerHasIt() throws IOException {
    return Stream.concat(children(EXAMPLES).stream(), children(GOLDENS).stream().map(folder -> folder.resolve("in.yaml")))
        .map(file -> DynamicTest.dynamicTest(file.toString(), () -> {
          JsonNode defaulted = Manifest.json(plane.kubectlWithInput(Files.readString(file), "create", "--validate=strict",
              "--dry-run=server", "-o", "json", "-n", namespace(Files.readString(file)), "-f", "-").require());
          WebStack taken = Serialization.jsonMapper().convertValue(defaulted, WebStack.class);
          taken.getMetadata().setNamespace(Translated.read(file).getMetadata().getNamespace());
          assertThat(Translated.yaml(taken, Inputs.OFFLINE))
              .isEqualTo(Translated.yaml(Translated.read(file), Inputs.OFFLINE));
        }));
  }

  private void accept(String yaml, String namespace) {
    makeNamespace(namespace, namespace.endsWith("pod-security-baseline") ? "baseline"
        : namespace.endsWith("pod-security-privileged") ? "privileged" : "restricted");
    new ManifestAcceptance(plane).accept(yaml, namespace);
  }

  /** Makes a namespace that admits pods of a level and no others, and in it the account that some of them name. */
  private void makeNamespace(String name, String level) {
    plane.kubectlWithInput("""
        {"apiVersion": "v1", "kind": "List", "items": [
          {"apiVersion": "v1", "kind": "Namespace", "metadata": {"name": "%1$s",
            "labels": {"pod-security.kubernetes.io/enforce": "%2$s", "pod-security.kubernetes.io/warn": "%2$s"}}},
          {"apiVersion": "v1", "kind": "ServiceAccount", "metadata": {"name": "shop-api", "namespace": "%1$s"}}]}
        """.formatted(name, level), "apply", "-f", "-").require();
  }

  /** Returns the namespace that a resource names, which is made; the default one where it names none. */
  private String namespace(String yaml) {
    String named = Translated.read(yaml).getMetadata().getNamespace();
    if (named == null) {
      return "default";
    }
    makeNamespace(named, "restricted");
    return named;
  }

  private static String namespace(Path path) {
    return "webstack-" + path.getFileName().toString().replace(".yaml", "");
  }

  private static List<Path> children(Path folder) throws IOException {
    try (Stream<Path> children = Files.list(folder)) {
      return children.sorted().toList();
    }
  }
}
