package dev.sild.cli.status;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import dev.sild.cli.stack.LiveStack;
import dev.sild.operator.engine.state.ChildKind;
import dev.sild.operator.engine.state.LiveObject;
import dev.sild.operator.engine.symptoms.Symptoms;
import dev.sild.schema.Crds;
import io.fabric8.kubernetes.api.model.Event;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.Pod;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The status screen of stacks that are broken in ten ways, from the objects that a real node had then. */
class StatusTextTest {
    private static final Path CASES = Path.of("src/test/resources/status");
    private static final ObjectMapper YAML = new ObjectMapper(new YAMLFactory());

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            image  | ImagePullBackOff: Back-off pulling image "registry.invalid/shop/api:9" | correct the registry's name in the image
            quota  | FailedCreate: pods "shop-api-7ccb86466-                                | ask an administrator to raise the quota
            quota  | exceeded quota: small                                                  | kubectl -n v-quota describe quota
            node   | Unschedulable: 0/1 nodes are available: 1 node(s) didn't match         | change placement.nodeSelector (disk=nvme)
            claim  | storageclass.storage.k8s.io "fast-ssd" not found                       | choose a class of the cluster
            secret | CreateContainerConfigError: secret "stripe" not found                  | create it: kubectl -n v-secret create secret generic stripe --from-literal=api-key=VALUE
            probe  | Readiness probe failed: HTTP probe failed with statuscode: 404         | correct the probe (GET :3000
            crash  | container api exited with code 3                                       | read why it ended, and correct its files, variables or arguments in the spec: kubectl -n v-crash logs
            policy | violates PodSecurity "restricted:latest"                               | use podSecurity: Restricted
            right  | cannot patch resource "networkpolicies"                                | a right of the operator
            cert   | certificate in Secret/shop-tls: expired 29d ago                        | replace it
            """)
    void theFirstThreeLinesNameTheCauseAndARemedy(String name, String cause, String remedy) throws IOException {
        List<String> lines =
                StatusText.of(state(name, Map.of()), false).lines().limit(3).toList();

        assertThat(lines.get(0)).startsWith("WebStack/shop in v-" + name + ": ");
        assertThat(lines.get(1)).contains(cause);
        assertThat(lines.get(2)).startsWith("    -> ").contains(remedy);
    }

    @Test
    void theLastLineOfACrashedContainerIsPartOfTheCause() throws IOException {
        ApplicationState plain = state("crash", Map.of());
        String pod = plain.pods().stream()
                .map(one -> one.getMetadata().getName())
                .filter(one -> one.startsWith("shop-api"))
                .findFirst()
                .orElseThrow();

        String text = StatusText.of(state("crash", Map.of(pod + "/api", "cannot open settings.json")), false);

        assertThat(text.lines().toList().get(1)).endsWith("; last line of its log: cannot open settings.json");
    }

    @Test
    void componentsPodsVolumesTheLastChangeAndEventsAreOnTheScreen() throws IOException {
        String text = StatusText.of(state("cert", Map.of()), false);

        assertThat(text)
                .startsWith("WebStack/shop in v-cert: ready for ")
                .containsPattern("api +1/1 +localhost/web-stack-api:1.0 +ready")
                .containsPattern("shop-database-0 +1/1 +Running +0 +\\d+m +sild-node")
                .contains("changed: 2026-11-30T21:10:", " by kubectl-client-side-apply: spec.api")
                .contains("certificate: Secret/shop-tls, until 2026-11-01T00:00:00Z (expired 29d ago)")
                .contains("volume: database-shop-database-0, 10Gi, Bound")
                .contains("what the operator did:\n")
                .contains("Created: Secret/shop-database");
    }

    @Test
    void aStackWithAnExpiredCertificateIsNotWell() throws IOException {
        assertThat(StatusText.isWell(state("cert", Map.of()))).isFalse();
    }

    @Test
    void textOfTheClusterCannotControlTheTerminal() throws IOException {
        ApplicationState state = state("crash", Map.of());
        String pod = state.pods().stream()
                .map(one -> one.getMetadata().getName())
                .filter(one -> one.startsWith("shop-api"))
                .findFirst()
                .orElseThrow();

        assertThat(StatusText.of(state("crash", Map.of(pod + "/api", "\u001b[2Jgone")), false))
                .doesNotContain("\u001b");
    }

    static ApplicationState state(String name, Map<String, String> logs) throws IOException {
        Path folder = CASES.resolve(name);
        Map<?, ?> all = YAML.readValue(folder.resolve("objects.yaml").toFile(), Map.class);
        Instant now = Instant.parse(String.valueOf(all.get("now")));
        LiveStack stack = null;
        List<LiveObject> objects = new ArrayList<>();
        List<Pod> pods = new ArrayList<>();
        List<Event> events = new ArrayList<>();
        for (Object item : (List<?>) all.get("items")) {
            Map<?, ?> object = (Map<?, ?>) item;
            String kind = String.valueOf(object.get("kind"));
            switch (kind) {
                case "Pod" -> pods.add(YAML.convertValue(object, Pod.class));
                case "Event" -> events.add(YAML.convertValue(object, Event.class));
                case "WebStack" ->
                    stack = new LiveStack(
                            Crds.ofSild().of("sild.dev/v1alpha1", kind).orElseThrow(),
                            YAML.convertValue(object, GenericKubernetesResource.class));
                default ->
                    objects.add(LiveObject.of(
                            ChildKind.of(String.valueOf(object.get("apiVersion")), kind)
                                    .orElseThrow(),
                            YAML.convertValue(object, GenericKubernetesResource.class)));
            }
        }
        List<Event> ofTheStack = events.stream()
                .filter(event -> event.getInvolvedObject().getKind().equals("WebStack"))
                .toList();
        List<Event> warnings = events.stream()
                .filter(event -> "Warning".equals(event.getType()))
                .toList();
        Path certificate = folder.resolve("tls.crt");
        return new ApplicationState(
                stack,
                objects,
                new Symptoms(pods, warnings, now),
                ofTheStack,
                Files.exists(certificate)
                        ? List.of(Certificate.of("shop-tls", Files.readAllBytes(certificate), "shop.example.com", now))
                        : List.of(),
                logs,
                List.of(),
                now);
    }
}
