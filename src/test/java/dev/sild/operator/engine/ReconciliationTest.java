package dev.sild.operator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.cluster.ControlPlane;
import dev.sild.cluster.OnControlPlane;
import dev.sild.operator.engine.observe.Cluster;
import dev.sild.operator.engine.plan.Readiness;
import dev.sild.operator.engine.state.ChildKind;
import dev.sild.operator.engine.state.LiveObject;
import dev.sild.operator.engine.state.Ref;
import dev.sild.operator.engine.status.ObjectEvent;
import dev.sild.operator.engine.status.StatusReport;
import dev.sild.stacks.web.WebStacks;
import dev.sild.v1alpha1.WebStack;
import io.fabric8.kubernetes.api.model.batch.v1.CronJob;
import io.fabric8.kubernetes.api.model.batch.v1.JobBuilder;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;

/** What a stack says of itself where something goes wrong between the operator and the API server. */
@OnControlPlane
class ReconciliationTest extends ReconciliationCase {
    ReconciliationTest(ControlPlane plane) {
        super(plane);
    }

    @Test
    void whereOneKindFailsTheOthersAreMadeAndTheStackSaysWhat() {
        shop.proxy.answer(line ->
                line.startsWith("PATCH") && line.contains("/deployments/") ? Optional.of(500) : Optional.empty());

        StatusReport report = shop.look();

        assertThat(report.failure())
                .hasValueSatisfying(failure -> assertThat(failure.getCode()).isEqualTo(500));
        assertThat(report.happened())
                .hasAtLeastOneElementOfType(ObjectEvent.Created.class)
                .hasAtLeastOneElementOfType(ObjectEvent.Failed.class);
        assertThat(bench.client
                        .network()
                        .v1()
                        .networkPolicies()
                        .inNamespace(bench.owner.namespace())
                        .list()
                        .getItems())
                .isNotEmpty();
        assertThat(shop.condition("Ready")).satisfies(ready -> {
            assertThat(ready.getStatus().getValue()).isEqualTo("False");
            assertThat(ready.getReason()).isEqualTo("ApiUnavailable");
            assertThat(ready.getMessage()).contains("Deployment/shop-api").hasLineCount(1);
        });
        assertThat(shop.condition("Reconciling").getStatus().getValue()).isEqualTo("True");

        shop.proxy.answer(line -> Optional.empty());
        assertThat(shop.look().failure()).isEmpty();
        assertThat(shop.condition("Ready").getReason()).isNotEqualTo("ApiUnavailable");
    }

    @Test
    void whatOutlivesAStackIsNotCreatedAgainWhereTheWatchOfStacksIsBehind() {
        shop.settle();
        WebStack before = shop.stack();
        bench.client.resource(before).delete();
        List<LiveObject> kept = shop.children.of(bench.owner.namespace(), "shop").stream()
                .filter(live ->
                        live.resource().getMetadata().getOwnerReferences().isEmpty())
                .toList();
        assertThat(kept)
                .extracting(live -> live.ref().kind())
                .contains(ChildKind.SECRET, ChildKind.PERSISTENT_VOLUME_CLAIM);
        kept.forEach(live -> bench.cluster.delete(live, Cluster.Dependents.GO));
        Bench.await(
                "the watch has told that they are gone",
                () -> kept.stream()
                        .allMatch(live -> shop.children.get(live.ref()).isEmpty()));

        StatusReport report = shop.reconciliation.reconcile(before);

        assertThat(report).isEqualTo(StatusReport.NOTHING);
        assertThat(kept)
                .allSatisfy(live -> assertThat(bench.cluster.get(live.ref())).isEmpty());
        assertThat(shop.reconciliation.states().values())
                .as("stacks that it remembers")
                .allMatch(count -> count == 0);
    }

    @Test
    void noServerWhoseClaimsWouldStayIsCreatedAgainWhereTheWatchOfStacksIsBehind() {
        shop.settle();
        WebStack before = shop.stack();
        bench.client.resource(before).delete();
        Bench.await(
                "what is owned is gone",
                () -> shop.children.of(bench.owner.namespace(), "shop").stream()
                        .allMatch(live -> live.controller().isEmpty()));

        StatusReport report = shop.reconciliation.reconcile(before);

        assertThat(report).isEqualTo(StatusReport.NOTHING);
        assertThat(bench.cluster.get(new Ref(ChildKind.STATEFUL_SET, bench.owner.namespace(), "shop-database")))
                .isEmpty();
    }

    @Test
    void aBackupThatFailedIsToldOnce() {
        shop.spec("{\"database\":{\"backup\":{\"enabled\":true}}}");
        shop.settle();
        String namespace = bench.owner.namespace();
        CronJob backup = bench.client
                .batch()
                .v1()
                .cronjobs()
                .inNamespace(namespace)
                .withName("shop-backup")
                .get();
        // As kubectl makes one from a schedule; no pod of it ever runs here, so it takes too long.
        bench.client
                .resource(new JobBuilder()
                        .withSpec(backup.getSpec().getJobTemplate().getSpec())
                        .editSpec()
                        .withActiveDeadlineSeconds(1L)
                        .endSpec()
                        .withNewMetadata()
                        .withName("by-hand")
                        .withNamespace(namespace)
                        .withLabels(
                                backup.getSpec().getJobTemplate().getMetadata().getLabels())
                        .addNewOwnerReference()
                        .withApiVersion("batch/v1")
                        .withKind("CronJob")
                        .withName("shop-backup")
                        .withUid(backup.getMetadata().getUid())
                        .endOwnerReference()
                        .endMetadata()
                        .build())
                .create();

        ObjectEvent failed = new ObjectEvent.ScheduledJobFailed(new Ref(ChildKind.JOB, namespace, "by-hand"));
        Bench.await("it is reported", () -> shop.look().happened().contains(failed));
        assertThat(shop.settle()).doesNotContain(failed);
    }

    @Test
    void aServerThatIsBusyIsLeftAloneAndWhatWasDoneIsTold() {
        shop.proxy.answer(
                line -> line.startsWith("PATCH") && line.contains("/services/") ? Optional.of(503) : Optional.empty());

        StatusReport report = shop.look();

        assertThat(report.failure()).isPresent();
        assertThat(report.happened()).hasAtLeastOneElementOfType(ObjectEvent.Created.class);
        assertThat(bench.client
                        .apps()
                        .deployments()
                        .inNamespace(bench.owner.namespace())
                        .list()
                        .getItems())
                .isEmpty();
        assertThat(shop.condition("Ready").getReason()).isEqualTo("ApiUnavailable");
    }

    @Test
    void aSecretThatMayNotBeMadeIsRefusedByItsName() {
        shop.proxy.answer(
                line -> line.startsWith("POST") && line.contains("/secrets") ? Optional.of(403) : Optional.empty());
        shop.spec("{\"cache\":{}}");

        StatusReport report = shop.look();

        assertThat(report.failure()).isEmpty();
        assertThat(shop.condition("Stalled")).satisfies(stalled -> {
            assertThat(stalled.getReason()).isEqualTo("Rejected");
            assertThat(stalled.getMessage()).contains("Secret/shop-");
        });
        assertThat(bench.client
                        .apps()
                        .deployments()
                        .inNamespace(bench.owner.namespace())
                        .list()
                        .getItems())
                .isNotEmpty();
    }

    @Test
    void aSpecThatDescribesNoStackIsSaidToBeInvalidWhoeverTranslatesItFirst() {
        for (RuntimeException wrong :
                List.of(new IllegalArgumentException("no such port"), new IllegalStateException("no such port"))) {
            shop.translation = (stack, inputs) -> {
                throw wrong;
            };

            assertThat(shop.look().failure()).isEmpty();

            assertThat(shop.condition("Stalled")).satisfies(stalled -> {
                assertThat(stalled.getReason()).isEqualTo("InvalidSpec");
                assertThat(stalled.getMessage()).isEqualTo("no such port");
            });
            shop.translation = WebStacks::translate;
            shop.look();
            assertThat(shop.condition("Stalled").getStatus().getValue()).isEqualTo("False");
        }
    }

    @Test
    void aStackThatIsPausedOrGoneIsCountedNoMore() {
        shop.look();
        assertThat(shop.reconciliation.states()).containsEntry(Readiness.State.IN_PROGRESS, 1L);
        WebStack paused = shop.stack();
        paused.getSpec().setPaused(true);

        shop.reconciliation.reconcile(paused);

        assertThat(shop.reconciliation.states().values()).containsOnly(0L);
        shop.look();
        shop.reconciliation.forget(bench.owner.namespace(), "shop");
        assertThat(shop.reconciliation.states().values()).containsOnly(0L);
    }

    @Test
    void aStackIsToldOfWhatLosesItsLabel() {
        List<String> told = new CopyOnWriteArrayList<>();
        shop.look();
        Ref map = shop.children.of(bench.owner.namespace(), "shop").stream()
                .map(LiveObject::ref)
                .filter(ref -> ref.kind() == ChildKind.SERVICE_ACCOUNT || ref.kind() == ChildKind.SERVICE)
                .findFirst()
                .orElseThrow();
        Bench.await("it is watched", () -> shop.children.get(map).isPresent());
        bench.change(map, "{\"metadata\":{\"ownerReferences\":null}}");
        Bench.await(
                "nobody's",
                () -> shop.children
                        .get(map)
                        .filter(live -> live.controller().isEmpty())
                        .isPresent());
        shop.children.listen((namespace, stack) -> told.add(stack));

        bench.change(map, "{\"metadata\":{\"labels\":{\"app.kubernetes.io/instance\":\"other\"}}}");

        Bench.await("both are told", () -> told.containsAll(List.of("shop", "other")));
        assertThat(shop.look().happened()).hasAtLeastOneElementOfType(ObjectEvent.Corrected.class);
    }
}
