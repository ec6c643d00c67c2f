package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.adopt.AdoptCase;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code sild adopt} makes of compose projects is taken by a real API server, as is what that is rendered as. */
@OnControlPlane
class AdoptedStacksTest {
    private final ControlPlane plane;

    AdoptedStacksTest(ControlPlane plane) {
        this.plane = plane;
    }

    @BeforeAll
    static void defineTheKinds(ControlPlane plane) {
        plane.defineTheKinds();
        plane.makeNamespace("adopted", "");
    }

    static Stream<AdoptCase> accepted() {
        return AdoptCase.accepted();
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void theServerTakesTheResourceAndWhatItIsRenderedAs(AdoptCase project) {
        plane.kubectlWithInput(
                        project.adopt().out(),
                        "create",
                        "--dry-run=server",
                        "--validate=strict",
                        "-n",
                        "adopted",
                        "-f",
                        "-")
                .require();

        AdoptCase.Run rendered = AdoptCase.run(project.folder(), Map.of(), List.of("render", "out.yaml"));
        assertThat(rendered.code()).as(rendered.err()).isZero();
        // Nobody has defined the Gateway API here.
        if (!rendered.out().contains("kind: HTTPRoute\n")) {
            plane.kubectlWithInput(
                            rendered.out(),
                            "create",
                            "--dry-run=server",
                            "--validate=strict",
                            "-n",
                            "adopted",
                            "-f",
                            "-")
                    .require();
        }
    }
}
