package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sild.cluster.Command.Outcome;
import dev.sild.schema.Crd;
import dev.sild.schema.Crds;
import dev.sild.schema.Mutations;
import dev.sild.schema.ResourceReader;
import dev.sild.schema.RulePair;
import dev.sild.schema.Verdict;
import dev.sild.yaml.YamlLimits;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The definitions before a real API server, and whether it says of documents what is said offline. */
@OnControlPlane
class CustomResourcesTest {
    private static final int DOCUMENTS = 400;
    private static final Pattern UNKNOWN_FIELD = Pattern.compile("unknown field \"([^\"]*)\"");

    private final ControlPlane plane;

    CustomResourcesTest(ControlPlane plane) {
        this.plane = plane;
        plane.defineTheKinds();
    }

    static Stream<Crd> crds() {
        return Crds.ofSild().all().stream();
    }

    @ParameterizedTest
    @MethodSource("crds")
    void theApiServerHasNothingAgainstADefinition(Crd crd) {
        assertThat(plane.kubectl(
                                "get",
                                "crd",
                                crd.name(),
                                "-o",
                                "jsonpath={range .status.conditions[*]}{.type}={.status} {.message}{\"\\n\"}{end}")
                        .require())
                .contains("Established=True")
                .doesNotContain("NonStructuralSchema=True");
        assertThat(plane.kubectl("get", crd.shortNames().get(0)).succeeded()).isTrue();
        assertThat(plane.kubectl("explain", crd.singular() + ".spec").require()).contains("FIELDS:");
    }

    /** A stack with a key that no Secret can have would wait for it forever. */
    @ParameterizedTest
    @ValueSource(strings = {"password", ".x", "x..", "_", "-", ".", "..", "..x", "...", "a b"})
    void aKeyIsRefusedWhereTheServerRefusesItOfASecret(String key) {
        plane.makeNamespace("keys", "");
        boolean possible = plane.client()
                .tryOut(
                        "/api/v1/namespaces/keys/secrets",
                        "{\"metadata\": {\"name\": \"keys\"}, \"stringData\": {\"" + key + "\": \"\"}}")
                .succeeded();

        ApiClient.Answer answer =
                plane.client().tryOut("/apis/sild.dev/v1alpha1/namespaces/keys/webstacks", """
        {"apiVersion": "sild.dev/v1alpha1", "kind": "WebStack", "metadata": {"name": "shop"},
         "spec": {"api": {"image": "shop:1"}, "cache": {"passwordFrom": {"name": "shop", "key": "%s"}}}}
        """.formatted(key));

        assertThat(answer.succeeded()).as(answer.complaints()).isEqualTo(possible);
        if (!possible) {
            assertThat(answer.complaints()).contains("spec.cache.passwordFrom.key");
        }
    }

    @Test
    void everyRuleRefusesTheDocumentThatBreaksItAndTakesTheOther(@TempDir Path folder) throws IOException {
        List<RulePair> pairs =
                RulePair.all().filter(pair -> !pair.isAboutChange()).toList();
        for (int i = 0; i < pairs.size(); i++) {
            Files.writeString(
                    folder.resolve("valid-" + i + ".yaml"), pairs.get(i).valid());
            Files.writeString(
                    folder.resolve("invalid-" + i + ".yaml"), pairs.get(i).invalid());
        }

        Outcome outcome = plane.kubectl("create", "--dry-run=server", "--validate=strict", "-f", folder.toString());

        assertThat(pairs).isNotEmpty();
        for (int i = 0; i < pairs.size(); i++) {
            assertThat(refusal(outcome, folder.resolve("valid-" + i + ".yaml"))).isEmpty();
            assertThat(refusal(outcome, folder.resolve("invalid-" + i + ".yaml")))
                    .contains(": " + pairs.get(i).rule().message());
        }
    }

    @Test
    void everyRuleAboutAChangeRefusesTheChangeThatBreaksItAndTakesTheOther(@TempDir Path folder) {
        List<RulePair> pairs = RulePair.all().filter(RulePair::isAboutChange).toList();
        assertThat(pairs).isNotEmpty().allSatisfy(pair -> {
            String before = Files.writeString(folder.resolve("before.yaml"), pair.before())
                    .toString();
            plane.kubectl("create", "-f", before).require();
            try {
                assertThat(replaced(folder, pair.valid()).err()).isEmpty();
                assertThat(replaced(folder, pair.invalid()).err())
                        .contains(": " + pair.rule().message());
            } finally {
                plane.kubectl("delete", "-f", before).require();
            }
        });
    }

    private Outcome replaced(Path folder, String document) throws IOException {
        Path file = Files.writeString(folder.resolve("after.yaml"), document);
        return plane.kubectl("replace", "--dry-run=server", "--validate=strict", "-f", file.toString());
    }

    private static String refusal(Outcome outcome, Path file) {
        return outcome.err()
                .lines()
                .filter(line -> line.contains(file.toString() + "\""))
                .collect(Collectors.joining("\n"));
    }

    @Test
    void randomDocumentsAreTakenAndRefusedAsOffline() throws IOException {
        Mutations mutations = new Mutations(20261124);
        List<RulePair> starts = RulePair.all().toList();
        ResourceReader resources = new ResourceReader(Crds.ofSild(), YamlLimits.DEFAULT);
        int taken = 0;
        List<String> differences = new ArrayList<>();
        try (KubernetesClient client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(plane.kubeconfig().toFile()))
                .build()) {
            for (int i = 0; i < DOCUMENTS; i++) {
                RulePair start = starts.get(i % starts.size());
                String document = mutations.mutated(start.valid(), start.crd(), "document-" + i);
                Verdict offline = Verdict.offline(resources, document);
                Verdict server = onServer(client, start.crd(), document);
                boolean same = offline.isTaken() == server.isTaken()
                        && offline.unknown().equals(server.unknown())
                        // The API server stops at unknown fields.
                        && (!server.unknown().isEmpty() || withoutNotes(offline).equals(withoutNotes(server)));
                if (!same) {
                    differences.add(document + "\n  offline: " + offline + "\n  server:  " + server);
                }
                taken += server.isTaken() ? 1 : 0;
            }
        }
        assertThat(differences).as(differences.size() + " of " + DOCUMENTS).isEmpty();
        assertThat(taken).as("documents that are taken").isBetween(DOCUMENTS / 10, DOCUMENTS * 9 / 10);
    }

    /** Returns what is refused without the API server's notes on what it did not look at. */
    private static Set<String> withoutNotes(Verdict verdict) {
        return verdict.refused().stream()
                .filter(text -> !text.contains("(anyOf)") && !text.contains("were not checked"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Verdict onServer(KubernetesClient client, Crd crd, String document) throws IOException {
        Verdict verdict = new Verdict(new TreeSet<>(), new TreeSet<>());
        try {
            client.raw(
                    "/apis/" + crd.apiVersion() + "/namespaces/default/" + crd.plural()
                            + "?dryRun=All&fieldValidation=Strict",
                    "POST",
                    new ObjectMapper().readTree(document));
        } catch (KubernetesClientException refused) {
            JsonNode status = new ObjectMapper().valueToTree(refused.getStatus());
            Matcher unknown = UNKNOWN_FIELD.matcher(status.path("message").asText());
            while (unknown.find()) {
                verdict.unknown().add(unknown.group(1));
            }
            status.path("details")
                    .path("causes")
                    .forEach(cause -> verdict.refused()
                            .add(cause.path("field").asText() + ": "
                                    + cause.path("message").asText()));
            if (verdict.isTaken()) {
                verdict.refused().add(status.path("message").asText());
            }
        }
        return verdict;
    }
}
