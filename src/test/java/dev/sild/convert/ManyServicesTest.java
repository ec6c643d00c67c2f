package dev.sild.convert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.InputLimits;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Tag("executable")
class ManyServicesTest {
    private static final int SERVICES = 12_000;

    @TempDir
    private Path folder;

    @Test
    void theLongestChainOfServicesThatDependOnEachOtherIsConverted() {
        int services = InputLimits.DEFAULT.dependencies();
        StringBuilder project = new StringBuilder("name: chain\nservices:\n");
        for (int i = 0; i < services; i++) {
            project.append("  s").append(i).append(":\n    image: example.com/app:1\n");
            if (i + 1 < services) {
                project.append("    depends_on: [s").append(i + 1).append("]\n");
            }
        }

        ConvertRun conversion = ConvertRun.run(folder, Map.of(), project.toString(), List.of("-f", "-", "-q"));

        assertThat(conversion.err()).isEmpty();
        assertThat(conversion.code()).isZero();
        assertThat(conversion.out().indexOf("name: s" + (services - 1) + "\n"))
                .isPositive()
                .isLessThan(conversion.out().lastIndexOf("kind: Deployment"));
    }

    /** One look at every other service for each would take minutes; a pass over all of them takes seconds. */
    @Test
    @Timeout(60)
    void thousandsThatShareAVolumeANetworkAndForbiddenNamesAreConvertedInOnePass() {
        StringBuilder project = new StringBuilder("name: many\nservices:\n");
        for (int i = 0; i < SERVICES; i++) {
            project.append("  s_")
                    .append(i)
                    .append(": {image: 'example.com/app:1', container_name: 'c_")
                    .append(i)
                    .append("', volumes: ['shared:/shared'], environment: {PEER: 'http://s_")
                    .append((i + 1) % SERVICES)
                    .append(":8080'}}\n");
        }
        project.append("volumes: {shared: }\n");

        ConvertRun conversion = ConvertRun.run(folder, Map.of(), project.toString(), List.of("-f", "-", "-q"));

        assertThat(conversion.code()).isZero();
        assertThat(conversion.out()).contains("http://s-" + (SERVICES - 1) + ":8080");
        assertThat(conversion.out().split("volume.sild.dev/shared: \"true\"", -1))
                .hasSize(2 * SERVICES + 1);
    }
}
