package dev.sild.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ManyServicesTest {
  private static final int SERVICES = 3_000;

  @TempDir private Path folder;

  @Test
  void aChainOfThousandsThatWaitForEachOtherIsFollowedToItsEnd() {
    StringBuilder project = new StringBuilder("name: chain\nservices:\n");
    for (int i = 0; i < SERVICES; i++) {
      project.append("  s").append(i).append(":\n    image: example.com/app:1\n");
      if (i + 1 < SERVICES) {
        project.append("    depends_on: [s").append(i + 1).append("]\n");
      }
    }

    Conversion conversion = Conversion.run(folder, Map.of(), project.toString(), List.of("-f", "-", "-q"));

    assertThat(conversion.err()).isEmpty();
    assertThat(conversion.code()).isZero();
    assertThat(conversion.out().indexOf("name: s" + (SERVICES - 1) + "\n"))
        .isPositive()
        .isLessThan(conversion.out().lastIndexOf("kind: Deployment"));
  }
}
