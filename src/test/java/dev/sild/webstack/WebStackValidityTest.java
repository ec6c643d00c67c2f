package dev.sild.webstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.report.InputException;
import dev.sild.schema.Crds;
import dev.sild.schema.Resource;
import dev.sild.schema.Resources;
import dev.sild.stack.Inputs;
import dev.sild.v1alpha1.WebStack;
import dev.sild.yaml.YamlLimits;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The WebStacks of the goldens and of the examples are such as an API server takes, and mean the same once it has them. */
class WebStackValidityTest {
  static final Path EXAMPLES = Path.of("examples/web-stack/kubernetes");

  static List<Path> webStacks() throws IOException {
    return Stream.concat(WebStackGoldenTest.children(EXAMPLES).stream(),
        WebStackGoldenTest.children(WebStackGoldenTest.CASES).stream().map(folder -> folder.resolve("in.yaml"))).toList();
  }

  @ParameterizedTest
  @MethodSource("webStacks")
  void isValidAndMeansTheSameWithItsDefaultsWrittenOut(Path file) throws IOException, InputException {
    String yaml = Files.readString(file);
    List<Resource> resources = new Resources(Crds.ofSild(), YamlLimits.DEFAULT).read(yaml, file.toString());

    assertThat(resources).singleElement().satisfies(resource -> {
      WebStack defaulted = Serialization.jsonMapper().convertValue(resource.json(), WebStack.class);
      assertThat(Translated.yaml(defaulted, Inputs.OFFLINE)).isEqualTo(Translated.yaml(Translated.read(yaml), Inputs.OFFLINE));
      assertThat(WebStacks.translate(defaulted, Inputs.OFFLINE).seeds())
          .isEqualTo(WebStacks.translate(Translated.read(yaml), Inputs.OFFLINE).seeds());
    });
  }

  @Test
  void theSmallestExampleAndTheOneWithEverythingAreNoMoreAndNoLess() throws IOException {
    assertThat(Translated.objects(Translated.read(EXAMPLES.resolve("smallest.yaml")), Inputs.OFFLINE))
        .extracting(object -> object.getKind() + " " + object.getMetadata().getName())
        .contains("Deployment shop-proxy", "Deployment shop-api", "StatefulSet shop-cache", "StatefulSet shop-database")
        .doesNotContain("CronJob shop-backup", "HorizontalPodAutoscaler shop-api");
    assertThat(Translated.objects(Translated.read(EXAMPLES.resolve("everything.yaml")), Inputs.OFFLINE))
        .extracting(object -> object.getKind() + " " + object.getMetadata().getName())
        .contains("CronJob shop-backup", "HorizontalPodAutoscaler shop-api", "Ingress shop-proxy",
            "ServiceMonitor shop-api-metrics", "PeerAuthentication shop-proxy", "PersistentVolumeClaim shop-static-files");
  }
}
