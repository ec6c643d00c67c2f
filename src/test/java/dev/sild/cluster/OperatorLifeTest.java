package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A stack's life under the operator, whatever its kind: from the first apply until it is gone. */
@OnOperator(namespace = "life")
class OperatorLifeTest {
    private static final Duration SOON = Duration.ofSeconds(60);

    private final OperatorBench bench;

    OperatorLifeTest(OperatorBench bench) {
        this.bench = bench;
    }

    @EveryKind
    void comesUpSaysSoAndGoesWithAllButWhatIsKept(StackFile kind) {
        bench.apply(kind.named("life"));
        bench.awaitReady(kind, "life");
        JsonNode status = bench.stack(kind, "life").path("status");
        assertThat(status.path("components")).isNotEmpty().allSatisfy(component -> {
            assertThat(component.path("image").asText()).isNotEmpty();
            assertThat(component.path("ready").asInt())
                    .isEqualTo(component.path("wanted").asInt());
        });
        int components = status.path("components").size();
        assertThat(status.path("ready").asText()).isEqualTo(components + "/" + components);
        bench.plane
                .kubectl("wait", "--for=condition=Ready", kind.kind(), "life", "-n", "life", "--timeout=5s")
                .require();
        await("events")
                .atMost(SOON)
                .untilAsserted(() -> assertThat(bench.events("life"))
                        .anyMatch(event -> event.startsWith("Created: "))
                        .anyMatch(event -> event.startsWith("Ready: "))
                        .noneMatch(event -> event.startsWith("DriftCorrected")));
        Map<String, JsonNode> before = bench.objects("life");
        Set<String> kept = kept(before);
        assertThat(kept).anyMatch(name -> name.startsWith("Secret/"));
        Map<String, String> secrets = new TreeMap<>();
        before.forEach((name, object) -> {
            if (name.startsWith("Secret/")) {
                secrets.put(name, object.path("data").toString());
            }
        });

        bench.plane.kubectl("delete", kind.kind(), "life", "-n", "life").require();

        await("only what is kept is left")
                .atMost(SOON)
                .untilAsserted(
                        () -> assertThat(bench.objects("life").keySet()).containsExactlyInAnyOrderElementsOf(kept));
        bench.apply(kind.named("life"));
        bench.awaitReady(kind, "life");
        Map<String, JsonNode> after = bench.objects("life");
        kept.forEach(name -> assertThat(after.get(name).path("metadata").path("uid"))
                .as(name)
                .isEqualTo(before.get(name).path("metadata").path("uid")));
        kept.stream()
                .filter(secrets::containsKey)
                .forEach(name -> assertThat(after.get(name).path("data").toString())
                        .as("the password of what is kept is kept")
                        .isEqualTo(secrets.get(name)));
        bench.remove(kind, "life");
    }

    /** What has no owner in the end: not the stack, nor a StatefulSet. */
    private static Set<String> kept(Map<String, JsonNode> objects) {
        Set<String> kept = new TreeSet<>();
        objects.forEach((name, object) -> {
            if (object.path("metadata").path("ownerReferences").isEmpty()) {
                kept.add(name);
            }
        });
        return kept;
    }

    @EveryKind
    void aChangeReachesTheObjectsThatItConcernsAndNoOther(StackFile kind) {
        bench.apply(kind.named("other"));
        bench.apply(kind.named("shop"));
        bench.awaitReady(kind, "other");
        bench.awaitReady(kind, "shop");
        Map<String, String> other = OperatorBench.versions(bench.objects("other"));
        for (StackFile.Change change : kind.changes()) {
            Map<String, String> before = OperatorBench.versions(bench.objects("shop"));

            bench.patchSpec(kind, "shop", change.patch());
            bench.awaitReady(kind, "shop");

            await(change.name()).atMost(SOON).untilAsserted(() -> {
                Map<String, String> after = OperatorBench.versions(bench.objects("shop"));
                assertThat(difference(after.keySet(), before.keySet()))
                        .as("%s: created", change)
                        .containsExactlyInAnyOrderElementsOf(change.created());
                assertThat(difference(before.keySet(), after.keySet()))
                        .as("%s: pruned", change)
                        .containsExactlyInAnyOrderElementsOf(change.pruned());
                assertThat(after.entrySet().stream()
                                .filter(entry -> before.containsKey(entry.getKey())
                                        && !before.get(entry.getKey()).equals(entry.getValue()))
                                .map(Map.Entry::getKey))
                        .as("%s: changed", change)
                        .containsExactlyInAnyOrderElementsOf(change.changed());
            });
        }
        assertThat(OperatorBench.versions(bench.objects("other")))
                .as("the stack beside it")
                .isEqualTo(other);
        bench.remove(kind, "shop", "other");
    }

    private static Set<String> difference(Set<String> one, Set<String> other) {
        Set<String> rest = new HashSet<>(one);
        rest.removeAll(other);
        return rest;
    }

    @EveryKind
    void aPausedStackIsLeftAlone(StackFile kind) {
        bench.apply(kind.named("paused"));
        bench.awaitReady(kind, "paused");
        String workload = bench.first("paused", "Deployment");
        bench.patchSpec(kind, "paused", Map.of("paused", true));
        bench.awaitCondition(kind, "paused", "Paused", "True");
        AuditLog log = bench.atRest();

        bench.plane
                .kubectl("annotate", workload, "-n", "life", "sild.dev/applied=gone", "--overwrite")
                .require();
        bench.plane.kubectl("delete", workload, "-n", "life").require();

        await().during(Duration.ofSeconds(2))
                .atMost(SOON)
                .until(() -> log.requests().stream().noneMatch(request -> request.writes() && !request.isOfTheLease()));
        bench.patchSpec(kind, "paused", Map.of("paused", false));
        bench.awaitReady(kind, "paused");
        assertThat(bench.objects("paused")).containsKey(workload);
        assertThat(bench.condition(kind, "paused", "Paused")).startsWith("False");
        bench.remove(kind, "paused");
    }

    @EveryKind
    void anObjectOfSomebodyElseIsRefusedByNameUntilTheUserGivesIt(StackFile kind) {
        // The name that an object of another stack of this kind has, for this one.
        bench.apply(kind.named("model"));
        bench.awaitReady(kind, "model");
        String service = bench.first("model", "Service");
        String name = service.substring("Service/".length()).replace("model", "taken");
        bench.plane
                .kubectl("create", "service", "clusterip", name, "--tcp=80:80", "-n", "life")
                .require();
        bench.plane
                .kubectl("label", "service", name, "theirs=stays", "-n", "life")
                .require();
        String before = bench.plane
                .kubectl("get", "service", name, "-n", "life", "-o", "yaml")
                .require();

        bench.apply(kind.named("taken"));

        bench.awaitCondition(kind, "taken", "Stalled", "True Conflict Service/" + name);
        assertThat(bench.condition(kind, "taken", "Ready")).startsWith("False Conflict");
        assertThat(bench.plane
                        .kubectl("get", "service", name, "-n", "life", "-o", "yaml")
                        .require())
                .isEqualTo(before);
        await("events")
                .atMost(SOON)
                .untilAsserted(() -> assertThat(bench.events("taken"))
                        .anyMatch(event -> event.startsWith("Conflict: Service/" + name)));

        bench.plane
                .kubectl("annotate", "service", name, "-n", "life", "sild.dev/adoptable-by=" + kind.kind() + "/taken")
                .require();
        bench.plane
                .kubectl("annotate", kind.kind(), "taken", "-n", "life", "sild.dev/adopt=Service/" + name)
                .require();
        bench.awaitReady(kind, "taken");
        assertThat(bench.objects("taken")
                        .get(service.replace("model", "taken"))
                        .at("/metadata/labels/theirs")
                        .asText())
                .isEqualTo("stays");
        bench.remove(kind, "model", "taken");
    }

    @EveryKind
    void aSecretOfTheUsersThatChangesRollsThePodsThatReadIt(StackFile kind) {
        bench.plane
                .kubectl("create", "secret", "generic", "stripe", "--from-literal=api-key=one", "-n", "life")
                .require();
        bench.apply(kind.named("rolls"));
        bench.awaitReady(kind, "rolls");
        Map<String, String> before = OperatorBench.versions(bench.objects("rolls"));

        bench.plane
                .kubectl("patch", "secret", "stripe", "-n", "life", "-p", "{\"stringData\":{\"api-key\":\"two\"}}")
                .require();

        await().atMost(SOON).untilAsserted(() -> {
            Map<String, String> after = OperatorBench.versions(bench.objects("rolls"));
            assertThat(after.keySet().stream().filter(name -> !after.get(name).equals(before.get(name))))
                    .isNotEmpty()
                    .allMatch(name -> name.matches("(Deployment|StatefulSet|DaemonSet|CronJob)/.*"));
        });
        bench.remove(kind, "rolls");
        bench.plane.kubectl("delete", "secret", "stripe", "-n", "life").require();
    }
}
