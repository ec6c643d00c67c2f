package dev.sild.operator.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.operator.engine.Bench;
import dev.sild.operator.engine.Objects;
import dev.sild.operator.engine.state.LiveObject;
import dev.sild.operator.engine.state.Observed;
import dev.sild.operator.engine.state.Reason;
import dev.sild.operator.engine.state.Step;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Ownership: what the plan does with objects that the stack does not own. */
class PlanOwnershipTest extends PlanCase {
    @Test
    void labelsAloneMakeNothingOurs() {
        LiveObject rendered = Objects.live(Bench.tree(MAP), "managedFields: [{manager: kubectl, operation: Apply}]");

        assertThat(plan(map, rendered))
                .singleElement()
                .isInstanceOfSatisfying(
                        Step.Refuse.class, refuse -> assertThat(refuse.reason()).isEqualTo(Reason.CONFLICT));
    }

    @Test
    void aSecretThatTheOperatorHasOnlyCreatedIsOurs() {
        LiveObject created = Objects.live(Bench.tree(MAP), "managedFields: [{manager: sild, operation: Update}]");

        assertThat(plan(map, created)).singleElement().isInstanceOf(Step.Apply.class);
    }

    @Test
    void whatIsKeptGetsItsLabelsBackWhoeverTookThem() {
        for (Map<String, String> labels :
                List.of(Map.<String, String>of(), Map.of("app.kubernetes.io/instance", "other"))) {
            LiveObject kept = Objects.applied(map);
            kept.resource().getMetadata().setOwnerReferences(List.of());
            kept.resource().getMetadata().setLabels(labels);

            assertThat(plan(map, kept))
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Step.Apply.class, apply -> assertThat(apply.cause()).isEqualTo(Step.Cause.DRIFT));
        }
    }

    @Test
    void whatTheOperatorKeepsForAnotherStackIsNotOurs() {
        LiveObject others = Objects.live(Bench.tree(MAP.replace("instance: shop", "instance: other")), """
        managedFields:
        - {manager: sild, operation: Apply, fieldsV1: {"f:metadata": {"f:labels": {"f:app.kubernetes.io/instance": {}}}}}
        """);

        assertThat(plan(map, others))
                .singleElement()
                .isInstanceOfSatisfying(
                        Step.Refuse.class, refuse -> assertThat(refuse.reason()).isEqualTo(Reason.CONFLICT));
    }

    @Test
    void whatAnEarlierStackOfTheNameOwnsIsWaitedFor() {
        LiveObject old = Objects.applied(map);
        old.resource().getMetadata().getOwnerReferences().get(0).setUid("earlier-uid");

        assertThat(plan(map, old))
                .singleElement()
                .isInstanceOfSatisfying(
                        Step.Wait.class, wait -> assertThat(wait.why()).contains("previous stack"));
    }

    @Test
    void whatOutlivedAnEarlierStackIsTakenOver() {
        LiveObject kept = Objects.applied(map);
        kept.resource().getMetadata().setOwnerReferences(List.of());

        assertThat(plan(map, kept)).singleElement().isInstanceOf(Step.Apply.class);
    }

    @Test
    void whatHasNoLabelOfOursIsRefusedUnlessGiven() {
        String object = "{apiVersion: v1, kind: ConfigMap, metadata: {name: settings%s}, data: {a: b}}";
        LiveObject foreign = Objects.live(object.formatted(
                ", annotations: {sild.dev/adoptable-by: " + Objects.OWNER.kind() + "/" + Objects.OWNER.name() + "}"));

        assertThat(plan(map, foreign))
                .singleElement()
                .isInstanceOfSatisfying(
                        Step.Refuse.class, refuse -> assertThat(refuse.reason()).isEqualTo(Reason.CONFLICT));
        for (String given : List.of("ConfigMap/settings", "*")) {
            assertThat(Plan.of(
                                    List.of(map),
                                    new Observed(List.of(foreign)),
                                    setting(new AdoptionConsent(Set.of(given)), Set.of()))
                            .steps())
                    .singleElement()
                    .isInstanceOfSatisfying(
                            Step.Apply.class, apply -> assertThat(apply.cause()).isEqualTo(Step.Cause.ADOPTION));
        }
        for (String other : List.of(
                "",
                ", annotations: {sild.dev/adoptable-by: " + Objects.OWNER.kind() + "/another}",
                ", annotations: {sild.dev/adoptable-by: \"*\"}")) {
            assertThat(Plan.of(
                                    List.of(map),
                                    new Observed(List.of(Objects.live(object.formatted(other)))),
                                    setting(new AdoptionConsent(Set.of("*")), Set.of()))
                            .steps())
                    .as("who may write the stack, but not the object: " + other)
                    .singleElement()
                    .isInstanceOf(Step.Refuse.class);
        }
    }
}
