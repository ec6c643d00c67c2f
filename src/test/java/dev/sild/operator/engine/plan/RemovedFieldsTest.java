package dev.sild.operator.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.operator.engine.Bench;
import dev.sild.operator.engine.Objects;
import dev.sild.operator.engine.state.Change;
import dev.sild.operator.engine.state.LiveObject;
import dev.sild.operator.engine.state.Observed;
import dev.sild.operator.engine.state.Step;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** The fields that the operator has applied and states no more. */
class RemovedFieldsTest extends PlanCase {
    private static final String DEPLOYMENT = """
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: api, labels: {app.kubernetes.io/managed-by: sild, app.kubernetes.io/instance: shop%s}}
            spec:
              template:
                spec:
                  containers:
                  - name: api
                    image: "api:1"%s
            """;

    private static final String MORE = """

                    lifecycle: {preStop: {sleep: {seconds: 5}}}
                    stdin: true
                    ports: [{containerPort: 80, protocol: TCP}]
            """;

    private static final String OWNED = """
            managedFields:
            - manager: sild
              operation: Apply
              fieldsV1:
                f:metadata: {f:labels: {f:app.kubernetes.io/managed-by: {}, f:team: {}}, f:annotations: {f:sild.dev/applied: {}}}
                f:spec: {f:template: {f:spec: {f:containers: {'k:{"name":"api"}': {
                  .: {}, f:name: {}, f:image: {}, f:lifecycle: {f:preStop: {}}, f:tty: {},
                  f:ports: {'k:{"containerPort":80,"protocol":"TCP"}': {.: {}, f:containerPort: {}}}}}}}}
            %s
            """;

    private static List<Change> removed(String others) {
        LiveObject live = Objects.live(Bench.tree(DEPLOYMENT.formatted(", team: shop", MORE)), OWNED.formatted(others));
        return RemovedFields.of(Objects.desired(DEPLOYMENT.formatted("", "")), live);
    }

    @Test
    void whatIsAppliedAndStatedNoMoreIsRemoved() {
        assertThat(removed(""))
                .extracting(Change::toString)
                .containsExactlyInAnyOrder(
                        "metadata.labels.team",
                        "spec.template.spec.containers[name=api].lifecycle",
                        "spec.template.spec.containers[name=api].ports");
        assertThat(removed(""))
                .allMatch(change -> change.stated().isEmpty() && change.live().isPresent());
    }

    @Test
    void whatOthersHoldTooStays() {
        assertThat(removed("""
                - {manager: kubectl, operation: Update, fieldsV1: {f:metadata: {f:labels: {f:team: {}}}}}"""))
                .extracting(Change::toString)
                .doesNotContain("metadata.labels.team")
                .hasSize(2);
    }

    @Test
    void noValueOfASecretIsShown() {
        String secret = "{apiVersion: v1, kind: Secret, metadata: {name: s}, data: {%s}}";
        LiveObject live = Objects.live(
                Bench.tree(secret.formatted("a: aHVudGVyMg==, b: aHVudGVyMg==")),
                "managedFields: [{manager: sild, operation: Apply, fieldsV1: {f:data: {f:a: {}, f:b: {}}}}]");

        assertThat(RemovedFields.of(Objects.desired(secret.formatted("a: aHVudGVyMg==")), live))
                .singleElement()
                .satisfies(change -> {
                    assertThat(change.path()).hasToString("data.b");
                    assertThat(change.live().orElseThrow().toString()).doesNotContain("aHVudGVy");
                });
    }

    @Test
    void aPlanWithItsConsequencesHasThem() {
        LiveObject live = Objects.live(
                Bench.tree(MAP.replace("a: b", "a: b, c: d")),
                "managedFields: [{manager: sild, operation: Apply, fieldsV1: {f:data: {f:a: {}, f:c: {}}}}]");

        assertThat(Plan.withConsequences(
                                List.of(map),
                                new Observed(List.of(owned(live))),
                                setting(AdoptionConsent.NONE, Set.of()))
                        .steps())
                .singleElement()
                .isInstanceOfSatisfying(
                        Step.Apply.class,
                        apply -> assertThat(apply.changes())
                                .extracting(Change::toString)
                                .contains("data.c"));
    }
}
