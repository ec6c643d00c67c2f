package dev.sild.compose.translate.container;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.report.Code;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What must be installed for the runtime of a service. */
class RuntimeClassTest {
    @TempDir
    private Path folder;

    @ParameterizedTest
    @CsvSource({"nvidia, true", "nvidia-cdi, true", "io.containerd.wasmedge.v1, false"})
    void theOperatorOfNvidiaInstallsItsOwnRuntimeOnly(String runtime, boolean operator) throws Exception {
        TranslatedProject project = TranslatedProject.of(
                folder, "name: shop\nservices: {web: {image: example/web, runtime: " + runtime + "}}\n");

        assertThat(project.translation().findings())
                .filteredOn(finding -> finding.code() == Code.CLASS_TO_CREATE)
                .singleElement()
                .satisfies(finding -> assertThat(finding.remedy().contains("NVIDIA GPU operator"))
                        .isEqualTo(operator));
    }
}
