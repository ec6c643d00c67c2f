package dev.sild.compose.translate.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.report.Code;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SwapLimitTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{image: a, mem_limit: 512m, memswap_limit: 512m}",
                "{image: a, mem_limit: 1g, memswap_limit: 1024M}",
                "{image: a, mem_limit: 1g, memswap_limit: 0}",
                "{image: a, memswap_limit: 512m, deploy: {resources: {limits: {memory: 0.5G}}}}",
            })
    void containerWithoutSwapLosesNothing(String service) throws Exception {
        assertThat(project(service).reasons(Code.RESOURCES_LOST)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"512m, 1g", "512m, -1", "512m, 256m"})
    void anotherLimitIsLost(String memory, String swap) throws Exception {
        assertThat(project("{image: a, mem_limit: %s, memswap_limit: %s}".formatted(memory, swap))
                        .reasons(Code.RESOURCES_LOST))
                .hasSize(1);
    }

    private TranslatedProject project(String service) throws Exception {
        return TranslatedProject.of(folder, "services: {web: %s}".formatted(service));
    }
}
