package dev.sild.compose.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.InputLimits;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How many services may depend on each other, one after the other. */
class DependenciesTest {
    private static final int LIMIT = InputLimits.DEFAULT.dependencies();

    @TempDir
    Path folder;

    @Test
    void asManyAsTheLimitMayAndOneMoreMayNot() throws Exception {
        ProjectFolders.load(folder, "compose.yaml", chain(LIMIT));
        assertThat(ProjectFolders.refused(folder, "compose.yaml", chain(LIMIT + 1))
                        .get(0)
                        .reason())
                .contains("more than " + LIMIT + " services", "limit: dependencies");
    }

    @Test
    void manyThatDependOnOneAreNoChain() throws Exception {
        ProjectFolders.load(
                folder,
                "compose.yaml",
                "services:\n  s0: {image: x}\n"
                        + IntStream.rangeClosed(1, LIMIT + 1)
                                .mapToObj(i -> "  s" + i + ": {image: x, depends_on: [s0]}\n")
                                .collect(Collectors.joining()));
    }

    private static String chain(int services) {
        return "services:\n  s0: {image: x}\n"
                + IntStream.range(1, services)
                        .mapToObj(i -> "  s" + i + ": {image: x, depends_on: [s" + (i - 1) + "]}\n")
                        .collect(Collectors.joining());
    }
}
