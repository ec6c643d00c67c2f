package dev.sild.operator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sild.cluster.ControlPlane;
import dev.sild.cluster.OnControlPlane;
import dev.sild.operator.engine.plan.Managers;
import dev.sild.operator.engine.plan.Plan;
import dev.sild.operator.engine.state.Desired;
import dev.sild.operator.engine.state.OwnerMarks;
import dev.sild.operator.engine.state.Reason;
import dev.sild.operator.engine.state.Step;
import dev.sild.operator.engine.status.ObjectEvent;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/**
 * What becomes of another object of the same name that is there when a plan is executed, and was not when it was made.
 */
@OnControlPlane
class ReplacedObjectsTest {
    private final ControlPlane plane;
    private Bench bench;

    ReplacedObjectsTest(ControlPlane plane) {
        this.plane = plane;
    }

    @BeforeEach
    void open(TestInfo test) {
        String name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
        bench = new Bench(plane, "o-" + name.substring(0, Math.min(name.length(), 55)));
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private Desired settings(String value) {
        return bench.desired("{apiVersion: v1, kind: ConfigMap, metadata: {name: settings}, data: {a: " + value + "}}");
    }

    private void somebodyMakesSettings() {
        bench.client
                .configMaps()
                .inNamespace(bench.owner.namespace())
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("settings")
                        .endMetadata()
                        .addToData("theirs", "stays")
                        .build())
                .create();
    }

    private void assertUntouched(Desired settings) {
        assertThat(bench.live(settings).field("data")).contains(Map.of("theirs", "stays"));
        assertThat(bench.live(settings).controller()).isEmpty();
        assertThat(bench.plan(settings).steps())
                .singleElement()
                .isInstanceOfSatisfying(
                        Step.Refuse.class, refuse -> assertThat(refuse.reason()).isEqualTo(Reason.CONFLICT));
    }

    /** The API server refuses, and it is not taken for its last word. */
    private void fails(Plan plan, int code) {
        assertThatThrownBy(() -> bench.execute(plan))
                .isInstanceOfSatisfying(
                        KubernetesClientException.class,
                        answer -> assertThat(answer.getCode()).isEqualTo(code));
    }

    @Test
    void whatIsToBeMadeDoesNotChangeWhatSomebodyMadeMeanwhile() {
        Desired settings = settings("b");
        Plan plan = bench.plan(settings);
        assertThat(plan.steps()).singleElement().isInstanceOf(Step.Create.class);
        somebodyMakesSettings();

        assertThat(bench.execute(plan)).isEmpty();

        assertUntouched(settings);
    }

    @Test
    void whatIsToBeChangedDoesNotChangeWhatSomebodyMadeInItsPlace() {
        bench.converge(settings("b"));
        Desired settings = settings("c");
        Plan plan = bench.plan(settings);
        assertThat(plan.steps()).singleElement().isInstanceOf(Step.Apply.class);
        bench.client
                .configMaps()
                .inNamespace(bench.owner.namespace())
                .withName("settings")
                .delete();
        somebodyMakesSettings();

        fails(plan, 422);

        assertUntouched(settings);
    }

    @Test
    void whatIsToBeChangedIsNotMadeWhereItIsGone() {
        bench.converge(settings("b"));
        Desired settings = settings("c");
        Plan plan = bench.plan(settings);
        bench.client
                .configMaps()
                .inNamespace(bench.owner.namespace())
                .withName("settings")
                .delete();

        fails(plan, 409);

        assertThat(bench.find(settings.ref())).isEmpty();
        bench.converge(settings);
        assertThat(bench.live(settings).field("data")).contains(Map.of("a", "c"));
    }

    @Test
    void whatIsToBeChangedMayHaveChangedMeanwhile() {
        bench.converge(settings("b"));
        Desired settings = settings("c");
        Plan plan = bench.plan(settings);
        bench.change(settings.ref(), "{\"data\":{\"theirs\":\"stays\"}}");

        assertThat(bench.execute(plan)).singleElement().isInstanceOf(ObjectEvent.Updated.class);

        assertThat(bench.live(settings).field("data")).contains(Map.of("a", "c", "theirs", "stays"));
    }

    @Test
    void whatIsMadeIsMadeOfEveryKindAndKeptWithoutAnotherWrite() {
        List<Desired> all = List.of(
                settings("b"),
                bench.desired(
                        "{apiVersion: v1, kind: Service, metadata: {name: api}, spec: {selector: {a: b}, ports: [{port: 80}]}}"),
                bench.desired(
                        "{apiVersion: v1, kind: ServiceAccount, metadata: {name: api}, automountServiceAccountToken: false}"),
                bench.desired(
                        "{apiVersion: networking.k8s.io/v1, kind: NetworkPolicy, metadata: {name: api}, spec: {podSelector: {}}}"),
                bench.desired("""
            apiVersion: apps/v1
            kind: Deployment
            metadata: {name: api}
            spec:
              selector: {matchLabels: {a: b}}
              template: {metadata: {labels: {a: b}}, spec: {containers: [{name: api, image: "shop:1"}]}}
            """),
                bench.desired("""
            apiVersion: policy/v1
            kind: PodDisruptionBudget
            metadata: {name: api}
            spec: {maxUnavailable: 1, selector: {matchLabels: {a: b}}}
            """));

        assertThat(bench.execute(bench.plan(all.toArray(Desired[]::new))))
                .hasSize(all.size())
                .allMatch(ObjectEvent.Created.class::isInstance);

        assertThat(bench.plan(all.toArray(Desired[]::new)).isDone()).isTrue();
        assertThat(all).allMatch(desired -> Managers.applies(bench.live(desired), OwnerMarks.MANAGER));
    }
}
