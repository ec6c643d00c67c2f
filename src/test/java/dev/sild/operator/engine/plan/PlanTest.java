package dev.sild.operator.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.operator.engine.Bench;
import dev.sild.operator.engine.Objects;
import dev.sild.operator.engine.state.Change;
import dev.sild.operator.engine.state.Desired;
import dev.sild.operator.engine.state.LiveObject;
import dev.sild.operator.engine.state.Observed;
import dev.sild.operator.engine.state.OwnerMarks;
import dev.sild.operator.engine.state.Reason;
import dev.sild.operator.engine.state.Step;
import dev.sild.stacks.shared.Capability;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The plan for one object at a time, as a value. */
class PlanTest extends PlanCase {
    private static final String CLAIM =
            "{apiVersion: v1, kind: PersistentVolumeClaim, metadata: {name: data, labels: {%s}}, "
                            .formatted("app.kubernetes.io/managed-by: sild, app.kubernetes.io/instance: shop")
                    + "spec: {resources: {requests: {storage: %s}}}}";

    @Test
    void whatIsNotThereIsCreated() {
        assertThat(plan(map)).containsExactly(new Step.Create(map));
    }

    @Test
    void whatIsAsItShouldBeIsKept() {
        assertThat(plan(map, Objects.applied(map))).containsExactly(new Step.Keep(map, Objects.applied(map)));
    }

    @Test
    void whatFollowsFromAPlanIsThatAJobGoesOnceItsSuccessorIsDone() {
        String job = "{apiVersion: batch/v1, kind: Job, metadata: {name: fill-1, labels: {%s}}}"
                .formatted("app.kubernetes.io/managed-by: sild, app.kubernetes.io/component: fill");
        LiveObject old = owned(Objects.applied(Objects.desired(job)));
        List<Desired> desired = List.of(Objects.desired(job.replace("fill-1", "fill-2")));
        Observed observed = new Observed(List.of(old));
        Plan.Setting setting = setting(AdoptionConsent.NONE, Set.of());

        assertThat(Plan.of(desired, observed, setting).steps()).singleElement().isInstanceOf(Step.Create.class);
        assertThat(Plan.withConsequences(desired, observed, setting).steps())
                .hasSize(2)
                .last()
                .isInstanceOfSatisfying(
                        Step.Prune.class, prune -> assertThat(prune.ref()).isEqualTo(old.ref()));
    }

    @Test
    void whatWasVerifiedIsKeptWithoutALookAtIt() {
        LiveObject other = Objects.live(Bench.tree(MAP.replace("a: b", "a: c")), "{}");
        Memory memory = new Memory();
        memory.verify(map, owned(other));

        assertThat(Plan.of(
                                List.of(map),
                                new Observed(List.of(owned(other))),
                                setting(AdoptionConsent.NONE, Set.of()),
                                memory)
                        .steps())
                .singleElement()
                .isInstanceOf(Step.Keep.class);
    }

    @Test
    void aChangedSpecIsAnUpdateAndSomebodysChangeIsDrift() {
        LiveObject live = Objects.applied(map);
        Desired other = Objects.desired(MAP.replace("a: b", "a: c"));
        assertThat(plan(other, live)).singleElement().isInstanceOfSatisfying(Step.Apply.class, apply -> {
            assertThat(apply.cause()).isEqualTo(Step.Cause.UPDATE);
            assertThat(apply.changes()).extracting(Change::toString).containsExactly("data.a");
        });

        LiveObject changed = theirs(live, "kubectl");
        assertThat(plan(map, changed))
                .singleElement()
                .isInstanceOfSatisfying(
                        Step.Apply.class, apply -> assertThat(apply.cause()).isEqualTo(Step.Cause.DRIFT));
    }

    @Test
    void whatAnAdmissionMadeOfItIsNobodysChange() {
        LiveObject rewritten = theirs(Objects.applied(map), OwnerMarks.MANAGER);

        assertThat(plan(map, rewritten))
                .singleElement()
                .isInstanceOfSatisfying(
                        Step.Apply.class, apply -> assertThat(apply.cause()).isEqualTo(Step.Cause.ADMISSION));
    }

    @Test
    void whatIsGoneWasTakenAwayBySomebody() {
        LiveObject robbed = Objects.applied(map);
        robbed.resource().getAdditionalProperties().remove("data");

        assertThat(plan(map, robbed))
                .singleElement()
                .isInstanceOfSatisfying(
                        Step.Apply.class, apply -> assertThat(apply.cause()).isEqualTo(Step.Cause.DRIFT));
    }

    @Test
    void aClaimGrowsOnceItIsBound() {
        Desired larger = Objects.desired(CLAIM.formatted("3Gi"));
        LiveObject claim = Objects.applied(Objects.desired(CLAIM.formatted("2Gi")));
        claim.resource().getAdditionalProperties().put("status", Map.of("phase", "Pending"));
        assertThat(plan(larger, claim))
                .singleElement()
                .isInstanceOfSatisfying(
                        Step.Wait.class,
                        wait -> assertThat(wait.why()).contains("PersistentVolumeClaim/data", "bound"));

        claim.resource().getAdditionalProperties().put("status", Map.of("phase", "Bound"));
        assertThat(plan(larger, claim)).singleElement().isInstanceOf(Step.Apply.class);
    }

    @Test
    void aClaimThatSomebodyMadeLargerStaysLargerUntilAnotherSizeIsAskedFor() {
        Desired claim = Objects.desired(CLAIM.formatted("2Gi"));
        LiveObject grown = Objects.applied(claim);
        grown.resource()
                .getAdditionalProperties()
                .put("spec", Map.of("resources", Map.of("requests", Map.of("storage", "4Gi"))));

        assertThat(plan(claim, grown)).singleElement().isInstanceOf(Step.Keep.class);
        assertThat(plan(Objects.desired(CLAIM.formatted("3Gi")), grown))
                .singleElement()
                .isInstanceOfSatisfying(
                        Step.Refuse.class, refuse -> assertThat(refuse.reason()).isEqualTo(Reason.IMMUTABLE_FIELD));
        grown.resource().getMetadata().setLabels(Map.of());
        assertThat(plan(claim, grown)).singleElement().isInstanceOfSatisfying(Step.Apply.class, apply -> {
            assertThat(apply.desired().field("spec", "resources", "requests", "storage"))
                    .isEqualTo("4Gi");
            assertThat(apply.changes())
                    .extracting(Change::toString)
                    .allMatch(path -> path.startsWith("metadata.labels"));
        });
    }

    @Test
    void whatIsBeingDeletedIsWaitedFor() {
        LiveObject going = Objects.live(map.tree(), "deletionTimestamp: \"2026-01-01T00:00:00Z\"");

        assertThat(plan(map, going)).singleElement().isInstanceOf(Step.Wait.class);
    }

    @Test
    void whatNeedsKindsThatAreNotThereIsRefusedByTheirName() {
        Desired route = Objects.desired(
                "{apiVersion: gateway.networking.k8s.io/v1, kind: HTTPRoute, metadata: {name: shop}, spec: {}}");

        assertThat(plan(route)).singleElement().isInstanceOfSatisfying(Step.Refuse.class, refuse -> {
            assertThat(refuse.reason()).isEqualTo(Reason.CAPABILITY_MISSING);
            assertThat(refuse.why()).contains("HTTPRoute/shop", "gateway.networking.k8s.io/v1");
        });
        assertThat(Plan.of(
                                List.of(route),
                                new Observed(List.of()),
                                setting(AdoptionConsent.NONE, Set.of(Capability.GATEWAY_API)))
                        .steps())
                .containsExactly(new Step.Create(route));
    }

    @Test
    void whatIsOursAndNotWantedGoesLastAndWhatUsesOthersFirst() {
        Desired deployment =
                Objects.desired("{apiVersion: apps/v1, kind: Deployment, metadata: {name: old}, spec: {replicas: 1}}");
        Desired old = Objects.desired(MAP.replace("settings", "old"));
        LiveObject kept = Objects.applied(Objects.desired(MAP.replace("settings", "kept")));
        kept.resource().getMetadata().setOwnerReferences(List.of());

        assertThat(plan(map, Objects.applied(old), Objects.applied(deployment), kept))
                .extracting(Step::ref)
                .containsExactly(map.ref(), deployment.ref(), old.ref());
    }

    /** Returns an object whose data somebody has changed since. */
    private static LiveObject theirs(LiveObject live, String manager) {
        LiveObject changed = Objects.live(Bench.tree(MAP.replace("a: b", "a: theirs")), """
        managedFields:
        - {manager: sild, operation: Apply, fieldsV1: {"f:metadata": {"f:annotations": {"f:sild.dev/applied": {}}}}}
        - {manager: %s, operation: Update, fieldsV1: {"f:data": {"f:a": {}}}}
        """.formatted(manager));
        changed.resource()
                .getMetadata()
                .setAnnotations(live.resource().getMetadata().getAnnotations());
        return owned(changed);
    }
}
