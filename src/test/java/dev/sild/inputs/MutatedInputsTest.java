package dev.sild.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.GoldenCases;
import dev.sild.report.InputException;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever JSON or YAML says, it is read or refused, soon. */
class MutatedInputsTest {
    private static final int TRIES = 40;
    private static final List<String> PIECES = List.of(
            "null",
            "[]",
            "{}",
            "-1",
            "\"\"",
            "\"$\"",
            "\"a:b:c\"",
            "\":\"",
            "[[1]]",
            "{\"a\":{}}",
            "99999999999999999999",
            "\n",
            ",",
            "\"");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "inspected-by-podman/in.json",
                "inspected-by-docker-compose/in.json",
                "inspected-project-of-sild-up/in.json",
                "kube-objects-by-hand/in.yaml"
            })
    void aChangedInputIsReadOrRefused(String name) throws IOException {
        Path input = GoldenCases.inputs().stream()
                .map(folder -> folder.resolveSibling(name))
                .filter(Files::exists)
                .findFirst()
                .orElseThrow();
        String text = Files.readString(input);
        Random random = new Random(name.hashCode());
        for (int i = 0; i < TRIES; i++) {
            String changed = changed(text, random);
            long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
            try {
                Inputs.read(name, changed, Path.of("/srv"));
            } catch (InputException refused) {
                assertThat(refused.findings()).isNotEmpty();
            }
            assertThat(Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start))
                    .isLessThan(Duration.ofSeconds(2));
        }
    }

    /** Puts something else in the place of some values. */
    private static String changed(String text, Random random) {
        StringBuilder changed = new StringBuilder(text);
        for (int i = random.nextInt(4); i >= 0; i--) {
            int line = changed.indexOf("\n", random.nextInt(changed.length()));
            int colon = line < 0 ? -1 : changed.indexOf(": ", line);
            int end = colon < 0 ? -1 : changed.indexOf("\n", colon);
            if (end > 0) {
                boolean comma = changed.charAt(end - 1) == ',';
                changed.replace(colon + 2, comma ? end - 1 : end, PIECES.get(random.nextInt(PIECES.size())));
            }
        }
        return changed.toString();
    }
}
