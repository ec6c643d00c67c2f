package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The judge is judged first: it accepts a manifest that is right, and refuses the same one with a fault in it. */
@OnControlPlane
class ControlPlaneTest {

    private final ControlPlane plane;
    private final ManifestAcceptance acceptance;

    ControlPlaneTest(ControlPlane plane) {
        this.plane = plane;
        this.acceptance = new ManifestAcceptance(plane);
    }

    @Test
    void acceptsAManifestThatIsRight() {
        acceptance.accept(manifest(), "right");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
      unknown-field    | image: busybox        | imagee: busybox               | field not declared in schema
      bad-quantity     | memory: 64Mi          | memory: 64 MB                 | quantities must match
      bad-port-name    | name: web-port        | name: Web_Port                | Invalid value
      long-port-name   | name: web-port        | name: a-name-of-sixteen       | must be no more than 15 characters
      bad-object-name  | name: settings        | name: Settings                | RFC 1123
      lost-mount       | name: config          | name: lost                    | Not found
      other-selector   | app: web # service    | app: other                    | pods that service web selects
      lost-target      | targetPort: web-port  | targetPort: other             | pods with port
      no-such-kind     | kind: Job             | kind: Jobb                    | no matches for kind
      bad-schedule     | */5 * * * *           | every day                     | Invalid value
      bad-probe-field  | path: /ready          | paht: /ready                  | field not declared in schema
      odd-quantity     | memory: 64Mi          | memory: 65536Ki               | "65536Ki" is held as "64Mi"
      label-too-long   | tier: front           | tier: a b                     | Invalid value
      """)
    void refusesAManifestWithAFault(String fault, String right, String wrong, String reason) {
        assertThat(manifest()).contains(right);
        String broken = manifest().replaceFirst(Pattern.quote(right), wrong);

        assertThatThrownBy(() -> acceptance.accept(broken, fault))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining(reason);
    }

    @Test
    void warningsAreRefusals() {
        // The server only warns of a label on the node selector that was deprecated long ago.
        String warned = manifest()
                .replaceFirst(
                        "restartPolicy: Never",
                        "restartPolicy: Never\n      nodeSelector: {beta.kubernetes.io/arch: amd64}");

        assertThatThrownBy(() -> acceptance.accept(warned, "warned"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("Warning:");
    }

    @Test
    void podsThatTheNamespaceDoesNotAdmitAreRefusals() {
        plane.makeNamespace("restricted", "restricted", "privileged");

        assertThatThrownBy(() -> acceptance.accept(manifest(), "restricted"))
                .isInstanceOf(AssertionError.class)
                .hasMessageContaining("\"Deployment web\"=\"Error")
                .hasMessageContaining("\"CronJob often\"=\"Error")
                .hasMessageContaining("violates PodSecurity");
    }

    @Test
    void nothingIsLeftThatAnotherManifestCouldTripOver() {
        String manifest = manifest()
                        .replaceFirst("targetPort: web-port", "nodePort: 30999\n      targetPort: web-port")
                        .replaceFirst(
                                "  selector:\n    app: web # service", "  type: NodePort\n  selector:\n    app: web")
                + """
        ---
        apiVersion: scheduling.k8s.io/v1
        kind: PriorityClass
        metadata:
          name: of-the-cluster
        value: 1
        """;

        acceptance.accept(manifest, "first");
        acceptance.accept(manifest, "second");
    }

    private static String manifest() {
        try (var stream = ControlPlaneTest.class.getResourceAsStream("right.yaml")) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
