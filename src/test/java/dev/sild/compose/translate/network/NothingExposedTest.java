package dev.sild.compose.translate.network;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.translate.TranslatedProject;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.compose.translate.source.TranslateOptions.Expose;
import dev.sild.report.Code;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Why no port is open although the user asked to open them. */
class NothingExposedTest {
    private static final String LOCAL = "  web: {image: example/web:1, ports: ['127.0.0.1:8080:80']}\n";

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(strings = {"INGRESS", "GATEWAY", "LOADBALANCER", "NODEPORT"})
    void portsOfTheMachineStayClosed(Expose way) throws Exception {
        assertThat(reported(LOCAL, Optional.of(way)))
                .containsExactly("'--expose' opens no port: those of 'web' are for 127.0.0.1, the machine of the"
                        + " container engine");
    }

    @Test
    void aProjectWithoutPortsOpensNone() throws Exception {
        assertThat(reported("  web: {image: example/web:1, expose: ['80']}\n", Optional.of(Expose.LOADBALANCER)))
                .containsExactly("'--expose' opens no port: no service publishes one");
    }

    @Test
    void onePortThatIsOpenIsEnough() throws Exception {
        assertThat(reported(
                        LOCAL + "  api: {image: example/api:1, ports: ['8081:80']}\n",
                        Optional.of(Expose.LOADBALANCER)))
                .isEmpty();
    }

    @Test
    void whatElseIsSaidOfHiddenServicesIsEnough() throws Exception {
        assertThat(reported(
                        "  web: {image: example/web:1, ports: ['80:80'], networks: [n]}\nnetworks: {n: {internal: true}}\n",
                        Optional.of(Expose.NODEPORT)))
                .isEmpty();
        assertThat(reported("  web: {image: example/web:1, network_mode: host}\n", Optional.of(Expose.NODEPORT)))
                .isEmpty();
    }

    @Test
    void nobodyAskedWithoutTheOption() throws Exception {
        assertThat(reported(LOCAL, Optional.empty())).isEmpty();
        assertThat(reported(LOCAL, Optional.of(Expose.NONE))).isEmpty();
    }

    private List<String> reported(String services, Optional<Expose> way) throws Exception {
        TranslatedProject project = TranslatedProject.of(
                folder,
                "services:\n" + services,
                TranslateOptions.builder()
                        .expose(way)
                        .host("x.example.org")
                        .gateway("gateway")
                        .build());
        return Stream.of(Code.NETWORK_DIFFERS, Code.APPROXIMATED)
                .flatMap(code -> project.reasons(code).stream())
                .filter(reason -> reason.contains("--expose"))
                .toList();
    }
}
