package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sild.kubernetes.Rendering;
import dev.sild.kubernetes.RichSample;
import dev.sild.kubernetes.Samples;
import dev.sild.kubernetes.objects.RenderOptions;
import dev.sild.kubernetes.objects.RenderOptions.Monitoring;
import dev.sild.model.Mesh;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * An application with everything on is accepted strictly and becomes what it says, where the namespace admits none but
 * restricted pods.
 */
@OnControlPlane
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class RichApplicationTest {
    enum In {
        NO_MESH,
        ISTIO,
        LINKERD
    }

    private static final Pattern OTHERS =
            Pattern.compile("(?m)^apiVersion: .*(coreos\\.com|istio\\.io|linkerd\\.io|gateway)");

    private final ControlPlane plane;
    private final ManifestAcceptance acceptance;

    RichApplicationTest(ControlPlane plane) {
        this.plane = plane;
        this.acceptance = new ManifestAcceptance(plane);
    }

    @BeforeAll
    void defineTheKindsOfOthers() throws IOException {
        try (var stream = RichApplicationTest.class.getResourceAsStream("others-crds.yaml")) {
            plane.kubectlWithInput(new String(stream.readAllBytes(), StandardCharsets.UTF_8), "apply", "-f", "-")
                    .require();
        }
        plane.kubectl("wait", "--for=condition=Established", "--timeout=30s", "crd", "--all")
                .require();
    }

    @ParameterizedTest
    @EnumSource
    void isAcceptedWhereOnlyRestrictedPodsAre(In in) {
        String namespace = "rich-" + in.name().toLowerCase(Locale.ROOT).replace('_', '-');
        makeRestricted(namespace);

        acceptance.accept(documents(namespace, in, false), namespace);

        assertThat(may("pods", namespace))
                .as("what the api's identity says it may do")
                .isTrue();
        assertThat(may("secrets", namespace)).isFalse();
    }

    /** Their schemas here say just the fields that are stated, so a strict server refuses one that is misspelt. */
    @ParameterizedTest
    @EnumSource
    void objectsOfOthersKindsHaveTheFieldsThatTheseKindsHave(In in) {
        String namespace = "foreign-" + in.name().toLowerCase(Locale.ROOT).replace('_', '-');
        makeRestricted(namespace);
        String documents = documents(namespace, in, true);

        assertThat(documents.split("---\n")).hasSizeGreaterThan(in == In.NO_MESH ? 1 : 10);
        plane.kubectlWithInput(documents, "apply", "-n", namespace, "--validate=strict", "-f", "-")
                .require();
    }

    private boolean may(String resource, String namespace) {
        return plane.kubectl(
                        "auth",
                        "can-i",
                        "list",
                        resource,
                        "-n",
                        namespace,
                        "--as=system:serviceaccount:" + namespace + ":shop-api")
                .succeeded();
    }

    @ParameterizedTest
    @EnumSource
    void appliedAgainChangesNothing(In in) {
        String namespace = "again-" + in.name().toLowerCase(Locale.ROOT).replace('_', '-');
        makeRestricted(namespace);
        String yaml = yaml(namespace, in);
        apply(yaml, namespace);
        JsonNode before = applied(yaml, namespace);

        apply(yaml, namespace);

        assertThat(generations(applied(yaml, namespace))).containsExactlyElementsOf(generations(before));
    }

    private void makeRestricted(String namespace) {
        plane.makeNamespace(namespace, "restricted");
    }

    private void apply(String yaml, String namespace) {
        plane.kubectlWithInput(
                        yaml,
                        "apply",
                        "--server-side",
                        "--field-manager=sild",
                        "--force-conflicts",
                        "-n",
                        namespace,
                        "-f",
                        "-")
                .require();
    }

    private JsonNode applied(String yaml, String namespace) {
        return Manifest.json(plane.kubectlWithInput(yaml, "get", "-n", namespace, "-f", "-", "-o", "json")
                .require());
    }

    /** What only a change of what is desired changes; status and who wrote it last are others' business. */
    private static List<String> generations(JsonNode list) {
        return StreamSupport.stream(list.path("items").spliterator(), false)
                .map(object -> object.path("kind").asText() + " "
                        + object.path("metadata").path("name").asText() + " "
                        + object.path("metadata").path("generation").asText() + " "
                        + object.path("metadata").path("labels"))
                .toList();
    }

    private static String documents(String namespace, In in, boolean ofOthers) {
        return Arrays.stream(yaml(namespace, in).split("(?m)^---\\n"))
                .filter(document -> OTHERS.matcher(document).find() == ofOthers)
                .collect(Collectors.joining("---\n"));
    }

    private static String yaml(String namespace, In in) {
        Mesh mesh = Samples.meshes(namespace).get(in.ordinal());
        return Rendering.of(
                        RichSample.of("shop", mesh),
                        RenderOptions.ofStack(Monitoring.SERVICE_MONITORS).with(Map.of("shop-database", "uid/1")))
                .yaml();
    }
}
