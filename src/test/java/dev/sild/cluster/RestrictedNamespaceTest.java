package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.GoldenCases;
import java.io.IOException;
import java.nio.file.Files;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * {@code --security restricted} against a namespace that enforces it: it refuses just the pods that the report names.
 */
@OnControlPlane
class RestrictedNamespaceTest {
    private final ControlPlane plane;
    private final ManifestAcceptance acceptance;

    RestrictedNamespaceTest(ControlPlane plane) {
        this.plane = plane;
        this.acceptance = new ManifestAcceptance(plane);
    }

    @Test
    void everyPodIsAdmittedWhereTheReportLeavesNothing() throws IOException {
        Map<String, String> refusals = refusals("security-restricted");

        assertThat(refusals)
                .hasSizeGreaterThan(3)
                .allSatisfy((component, refusal) -> assertThat(refusal).isEmpty());
    }

    @Test
    void everyPodThatTheReportNamesIsRefusedAndNoOther() throws IOException {
        String report =
                Files.readString(GoldenCases.named("security-restricted-leaves").resolve("report.txt"));

        Map<String, String> refusals = refusals("security-restricted-leaves");

        assertThat(refusals).hasSizeGreaterThan(5).allSatisfy((component, refusal) -> {
            boolean reported = report.lines()
                    .anyMatch(line -> line.matches(".*[\\[ ]services\\." + component + "[., ].*")
                            && line.endsWith("SILD-NOT-RESTRICTED]"));
            assertThat(refusal.contains("violates PodSecurity \"restricted"))
                    .as(component + ": " + refusal)
                    .isEqualTo(reported);
        });
        assertThat(refusals.values()).contains("");
    }

    private Map<String, String> refusals(String golden) throws IOException {
        plane.makeNamespace(golden, "restricted", "privileged");
        return acceptance.refusals(Files.readString(GoldenCases.named(golden).resolve("out.yaml")), golden);
    }
}
