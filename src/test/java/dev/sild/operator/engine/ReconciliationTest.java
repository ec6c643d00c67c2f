package dev.sild.operator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.cluster.ControlPlane;
import dev.sild.cluster.Kubelet;
import dev.sild.cluster.OnControlPlane;
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
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What a stack says of itself where something goes wrong between the operator and the API server. */
@OnControlPlane
class ReconciliationTest {
    private final ControlPlane plane;
    private StackBench shop;
    private Bench bench;

    ReconciliationTest(ControlPlane plane) {
        this.plane = plane;
    }

    @BeforeEach
    void open(TestInfo test) {
        shop = new StackBench(plane, test);
        bench = shop.bench;
    }

    @AfterEach
    void close() {
        shop.close();
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
    void aStackThatIsReadyStaysSoWhileTroubleMayPass() {
        try (Kubelet kubelet = new Kubelet(bench.client, bench.owner.namespace())) {
            shop.spec("{\"cache\":{\"persistence\":\"None\"}}");
            shop.settleUntil(
                    () -> shop.condition("Ready").getStatus().getValue().equals("True"));
            String since = shop.condition("Ready").getLastTransitionTime().toString();
            for (int code : new int[] {409, 429, 500}) {
                shop.proxy.answer(line ->
                        !line.startsWith("GET") && (line.contains("/networkpolicies") || line.contains("/secrets"))
                                ? Optional.of(code)
                                : Optional.empty());
                bench.client
                        .network()
                        .v1()
                        .networkPolicies()
                        .inNamespace(bench.owner.namespace())
                        .delete();
                Bench.await(
                        "it is seen",
                        () -> shop.look()
                                .failure()
                                .filter(failure -> failure.getCode() == code)
                                .isPresent());
                bench.client
                        .secrets()
                        .inNamespace(bench.owner.namespace())
                        .withName("shop-cache")
                        .delete();
                Bench.await(
                        "it is seen",
                        () -> shop.look().happened().stream()
                                        .anyMatch(one -> one.ref().kind() == ChildKind.SECRET)
                                || shop.children
                                        .get(new Ref(ChildKind.SECRET, bench.owner.namespace(), "shop-cache"))
                                        .isEmpty());

                bench.clock.pass(Reconciliation.PASSING.minusSeconds(1));
                assertThat(shop.look().failure()).isPresent();
                assertThat(shop.condition("Ready").getStatus().getValue())
                        .as("%d: %s", code, shop.condition("Ready"))
                        .isEqualTo("True");
                assertThat(shop.condition("Ready").getLastTransitionTime()).hasToString(since);

                shop.proxy.answer(line -> Optional.empty());
                shop.settleUntil(() -> shop.last.failure().isEmpty());
                shop.settleUntil(
                        () -> shop.condition("Ready").getStatus().getValue().equals("True"));
                since = shop.condition("Ready").getLastTransitionTime().toString();
            }
        }
    }

    @Test
    void troubleThatLastsIsSaidAndSoIsItsEnd() {
        try (Kubelet kubelet = new Kubelet(bench.client, bench.owner.namespace())) {
            shop.settleUntil(
                    () -> shop.condition("Ready").getStatus().getValue().equals("True"));
            shop.proxy.answer(line -> line.startsWith("PATCH") && line.contains("/networkpolicies")
                    ? Optional.of(500)
                    : Optional.empty());
            bench.client
                    .network()
                    .v1()
                    .networkPolicies()
                    .inNamespace(bench.owner.namespace())
                    .delete();
            Bench.await("it is seen", () -> shop.look().failure().isPresent());
            assertThat(shop.condition("Ready").getStatus().getValue()).isEqualTo("True");

            bench.clock.pass(Reconciliation.PASSING);
            shop.look();
            assertThat(shop.condition("Ready").getReason()).isEqualTo("ApiUnavailable");
            assertThat(shop.condition("Ready").getMessage()).contains("NetworkPolicy/");

            shop.proxy.answer(line -> Optional.empty());
            shop.settleUntil(
                    () -> shop.condition("Ready").getStatus().getValue().equals("True"));
        }
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
        Bench.await("it is told", () -> shop.look().happened().contains(failed));
        assertThat(shop.settle()).doesNotContain(failed);
    }

    @Test
    void whatIsAskedForAnewIsNotReadyBeforeItIsDone() {
        try (Kubelet kubelet = new Kubelet(bench.client, bench.owner.namespace())) {
            shop.settleUntil(
                    () -> shop.condition("Ready").getStatus().getValue().equals("True"));
            shop.proxy.answer(line ->
                    line.startsWith("PATCH") && line.contains("/deployments/") ? Optional.of(500) : Optional.empty());
            shop.spec("{\"api\":{\"image\":\"shop:2\"}}");

            for (int look = 0; look < 3; look++) {
                shop.look();
                assertThat(shop.condition("Ready").getReason()).isEqualTo("ApiUnavailable");
            }
        }
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
