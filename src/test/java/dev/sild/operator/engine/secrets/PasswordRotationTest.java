package dev.sild.operator.engine.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.cluster.ControlPlane;
import dev.sild.cluster.Kubelet;
import dev.sild.cluster.OnControlPlane;
import dev.sild.kubernetes.objects.Labels;
import dev.sild.operator.engine.Bench;
import dev.sild.operator.engine.state.ChildKind;
import dev.sild.operator.engine.state.OwnerMarks;
import dev.sild.operator.engine.state.Ref;
import dev.sild.operator.engine.status.ObjectEvent;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** How generated passwords are replaced while servers and readers run. */
@OnControlPlane
class PasswordRotationTest extends GeneratedSecretsCase {
    PasswordRotationTest(ControlPlane plane) {
        super(plane);
    }

    @Test
    void aRotationRollsNobodyBeforeTheServerKnowsAndAllReadersOnceAfter() {
        shop.settle();
        Map<String, Long> before = generations();
        Map<String, String> old = values(DATABASE);

        rotate("2026-01");
        shop.settle();
        assertThat(generations()).as("while the server takes the old password").isEqualTo(before);
        assertThat(values(DATABASE)).containsAllEntriesOf(old).containsKey("next-password");
        assertThat(rotators()).hasSize(1);
        String announced = values(DATABASE).get("next-password");

        ended(rotators().get(0), "SuccessCriteriaMet", "Complete");
        shop.settleUntil(() -> rotators().isEmpty());
        assertThat(values(DATABASE)).containsEntry("password", announced).doesNotContainKey("next-password");
        assertThat(values(DATABASE).get("url")).contains(announced);
        Map<String, Long> after = new TreeMap<>(before);
        after.computeIfPresent("Deployment/shop-api", (name, generation) -> generation + 1);
        after.computeIfPresent("StatefulSet/shop-database", (name, generation) -> generation + 1);
        assertThat(generations()).isEqualTo(after);

        rotate("");
        shop.settle();
        assertThat(generations())
                .as("what is not asked for any more rolls nothing")
                .isEqualTo(after);
        assertThat(values(DATABASE)).containsEntry("password", announced);
    }

    @Test
    void aStackIsNotReadyFromTheRequestOfARotationUntilTheServerConfirmsIt() {
        try (Kubelet kubelet = new Kubelet(bench.client, bench.owner.namespace())) {
            shop.settleUntil(() -> ready().startsWith("True"));
        }
        rotate("2026-01");
        shop.look();
        assertThat(ready()).startsWith("False Secret/shop-database: the server is getting its new password");
        Bench.await("the Job runs", () -> rotators().get(0).getStatus().getStartTime() != null);
        shop.settle();
        assertThat(ready())
                .as("while the Job runs, the server has the new password and its clients the old one")
                .startsWith("False Secret/shop-database: the server is getting its new password");
        ended(rotators().get(0), "SuccessCriteriaMet", "Complete");
        shop.look();
        assertThat(ready()).as("while clients roll").startsWith("False ");
    }

    private String ready() {
        return shop.stack().getStatus().getConditions().stream()
                .filter(one -> one.getType().equals("Ready"))
                .map(one -> one.getStatus().getValue() + " " + one.getMessage())
                .findFirst()
                .orElse("");
    }

    @Test
    void aRotationThatIsTakenBackOnItsWayEndsAndReadersRoll() {
        shop.settle();
        Map<String, Long> before = generations();
        rotate("2026-01");
        shop.settle();
        rotate("");
        shop.settle();
        assertThat(generations()).isEqualTo(before);

        ended(rotators().get(0), "SuccessCriteriaMet", "Complete");
        shop.settleUntil(() -> rotators().isEmpty());

        assertThat(generations().get("Deployment/shop-api")).isEqualTo(before.get("Deployment/shop-api") + 1);
    }

    @Test
    void whatSomebodyWritesOfARotationIsPutBackAndRotatesNothing() {
        rotate("2026-01");
        shop.settle();
        Map<String, String> old = values(DATABASE);
        Map<String, Long> before = generations();
        Ref secret = new Ref(ChildKind.SECRET, bench.owner.namespace(), DATABASE);
        for (String written : List.of("\"2025-12\"", "\"\"", "null")) {
            bench.change(secret, "{\"metadata\":{\"annotations\":{\"sild.dev/rotation\":" + written + "}}}");
            List<ObjectEvent> happened = new ArrayList<>();
            Bench.await("it is put back", () -> {
                happened.addAll(shop.look().happened());
                return "2026-01"
                        .equals(secret(DATABASE).getMetadata().getAnnotations().get(OwnerMarks.ROTATION));
            });
            happened.addAll(shop.settle());

            assertThat(rotators()).as("after %s", written).isEmpty();
            assertThat(values(DATABASE)).isEqualTo(old);
            if (!written.equals("null")) {
                assertThat(happened)
                        .anySatisfy(one -> assertThat(one)
                                .isInstanceOfSatisfying(
                                        ObjectEvent.Corrected.class,
                                        corrected ->
                                                assertThat(corrected.managers()).containsExactly("somebody")));
            }
        }
        assertThat(generations()).isEqualTo(before);

        rotate("2026-02");
        shop.settle();
        assertThat(rotators()).as("what the spec asks for is done").hasSize(1);
    }

    @Test
    void aRotationThatNobodyAskedForIsNotRememberedUntilOneDoes() {
        shop.settle();
        bench.change(
                new Ref(ChildKind.SECRET, bench.owner.namespace(), DATABASE),
                "{\"metadata\":{\"annotations\":{\"sild.dev/rotation\":\"theirs\"}}}");
        shop.settleUntil(() -> secret(DATABASE)
                .getMetadata()
                .getAnnotations()
                .get(OwnerMarks.ROTATION)
                .isEmpty());

        rotate("2026-01");
        shop.settle();

        assertThat(rotators()).hasSize(1);
    }

    @Test
    void aRotatorThatFailedIsNamedAndRunsAgainOnceItIsDeleted() {
        shop.settle();
        rotate("2026-01");
        shop.settle();
        Job failed = rotators().get(0);
        ended(failed, "FailureTarget", "Failed");

        shop.settleUntil(() -> shop.last.message().contains("failed"));
        assertThat(shop.last.message()).contains("Job/" + failed.getMetadata().getName(), "delete");

        bench.client.resource(failed).delete();
        shop.settleUntil(() -> rotators().stream()
                .anyMatch(job ->
                        !job.getMetadata().getUid().equals(failed.getMetadata().getUid())));
    }

    private void rotate(String rotation) {
        shop.spec("{\"database\":{\"passwordRotation\":\"" + rotation + "\"}}");
    }

    private List<Job> rotators() {
        return bench.client
                .batch()
                .v1()
                .jobs()
                .inNamespace(bench.owner.namespace())
                .withLabel(Labels.COMPONENT, "database-rotation")
                .list()
                .getItems();
    }

    /** Ends a Job, as its controller would. */
    private void ended(Job job, String... conditions) {
        var resource = bench.client
                .batch()
                .v1()
                .jobs()
                .inNamespace(bench.owner.namespace())
                .withName(job.getMetadata().getName());
        Bench.await(
                "its controller has seen it", () -> resource.get().getStatus().getStartTime() != null);
        resource.editStatus(found -> {
            String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
            found.getStatus().setActive(0);
            if (List.of(conditions).contains("Complete")) {
                found.getStatus().setCompletionTime(now);
                found.getStatus().setSucceeded(1);
            }
            found.getStatus()
                    .setConditions(Arrays.stream(conditions)
                            .map(type -> new JobConditionBuilder()
                                    .withType(type)
                                    .withStatus("True")
                                    .withLastTransitionTime(now)
                                    .withLastProbeTime(now)
                                    .build())
                            .toList());
            return found;
        });
    }
}
