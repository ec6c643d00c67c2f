package dev.sild.operator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.cluster.ControlPlane;
import dev.sild.cluster.OnControlPlane;
import dev.sild.operator.engine.plan.AdoptionConsent;
import dev.sild.operator.engine.plan.Managers;
import dev.sild.operator.engine.plan.Plan;
import dev.sild.operator.engine.state.Desired;
import dev.sild.operator.engine.state.FieldPath;
import dev.sild.operator.engine.state.LiveObject;
import dev.sild.operator.engine.state.Reason;
import dev.sild.operator.engine.state.Step;
import dev.sild.operator.engine.status.ObjectEvent;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.batch.v1.JobCondition;
import io.fabric8.kubernetes.api.model.batch.v1.JobConditionBuilder;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What becomes of objects on a real API server, strategy by strategy. */
@OnControlPlane
class StrategiesTest extends StrategyCase {
    StrategiesTest(ControlPlane plane) {
        super(plane);
    }

    @Test
    void whatIsThereAsItShouldBeIsKeptWithoutAWrite() {
        Desired deployment = bench.desired(deployment("replicas: 2"));
        bench.converge(deployment);
        LiveObject before = bench.live(deployment);

        Plan again = bench.plan(deployment);
        bench.execute(again);

        assertThat(again.steps()).singleElement().isInstanceOf(Step.Keep.class);
        // The controllers write the status; of what is stated nothing is written.
        assertThat(bench.live(deployment).generation()).isEqualTo(before.generation());
        assertThat(Managers.applies(before, "sild", FieldPath.of("spec", "replicas")))
                .isTrue();
    }

    @Test
    void whatNobodyHasAnyUseForIsPrunedAndWhatIsKeptIsNot() {
        Desired map = bench.desired(configMap("settings", "a: b"));
        Desired claim = bench.kept(claim("1Gi"));
        Desired going = bench.desired(claim("1Gi").replace("name: data", "name: cache"));
        bench.converge(map, claim, going);

        List<ObjectEvent> happened = bench.converge(map);

        assertThat(happened)
                .filteredOn(ObjectEvent.Pruned.class::isInstance)
                .extracting(ObjectEvent::ref)
                .containsExactly(going.ref());
        assertThat(bench.find(claim.ref())).isPresent();
    }

    @Test
    void anObjectOfAnotherControllerIsNeverTouched() {
        Desired map = bench.desired(configMap("settings", "a: b"));
        String other = bench.client
                .configMaps()
                .inNamespace(bench.owner.namespace())
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("other")
                        .endMetadata()
                        .build())
                .create()
                .getMetadata()
                .getUid();
        HasMetadata foreign = bench.client
                .configMaps()
                .inNamespace(bench.owner.namespace())
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("settings")
                        .addNewOwnerReference()
                        .withApiVersion("v1")
                        .withKind("ConfigMap")
                        .withName("other")
                        .withUid(other)
                        .withController(true)
                        .endOwnerReference()
                        .endMetadata()
                        .addToData("a", "c")
                        .build())
                .create();

        List<ObjectEvent> happened = bench.execute(bench.plan(new AdoptionConsent(Set.of("*")), map));

        assertThat(happened).singleElement().isInstanceOfSatisfying(ObjectEvent.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.CONFLICT);
            assertThat(refused.why()).contains("ConfigMap/settings", "ConfigMap/other");
        });
        assertThat(bench.live(map).resourceVersion())
                .isEqualTo(foreign.getMetadata().getResourceVersion());
    }

    @Test
    void anObjectOfKubectlIsAdoptedOnlyWhenTheUserSaysSo() {
        Desired map = bench.desired(configMap("settings", "a: b"));
        bench.client
                .configMaps()
                .inNamespace(bench.owner.namespace())
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("settings")
                        .endMetadata()
                        .addToData("a", "c")
                        .addToData("theirs", "stays")
                        .build())
                .create();

        assertThat(bench.execute(bench.plan(map)))
                .singleElement()
                .isInstanceOfSatisfying(
                        ObjectEvent.Refused.class,
                        refused -> assertThat(refused.why())
                                .contains("sild.dev/adopt: ConfigMap/settings")
                                .contains("sild.dev/adoptable-by: WebStack/"));
        bench.change(
                map.ref(),
                "{\"metadata\":{\"annotations\":{\"sild.dev/adoptable-by\":\"WebStack/" + bench.owner.name() + "\"}}}");
        assertThat(bench.execute(bench.plan(new AdoptionConsent(Set.of("ConfigMap/settings")), map)))
                .containsExactly(new ObjectEvent.Adopted(map.ref()));

        assertThat(bench.live(map).field("data")).contains(Map.of("a", "b", "theirs", "stays"));
        assertThat(bench.plan(map).isDone()).isTrue();
    }

    @Test
    void replicasPassToAnAutoscalerAsTheyAre() {
        bench.converge(bench.desired(deployment("replicas: 3")));
        Desired autoscaled = bench.desired(deployment("revisionHistoryLimit: 5"));

        bench.converge(autoscaled);
        assertThat(bench.live(autoscaled).field("spec", "replicas")).contains(3);

        bench.client
                .apps()
                .deployments()
                .inNamespace(bench.owner.namespace())
                .withName("api")
                .scale(5);
        assertThat(bench.plan(autoscaled).isDone())
                .as("what the autoscaler did is left alone")
                .isTrue();
        assertThat(bench.live(autoscaled).field("spec", "replicas")).contains(5);
        bench.converge(bench.desired(deployment("replicas: 2")));
        assertThat(bench.live(autoscaled).field("spec", "replicas")).contains(2);
    }

    @Test
    void aServiceBecomesHeadlessAndBackByBeingMadeAnew() {
        Desired plain = bench.desired(service(""));
        Desired headless = bench.desired(service("clusterIP: None"));
        bench.converge(plain);

        assertThat(bench.converge(headless)).hasAtLeastOneElementOfType(ObjectEvent.Recreated.class);
        assertThat(bench.live(plain).field("spec", "clusterIP")).contains("None");
        assertThat(bench.converge(plain)).hasAtLeastOneElementOfType(ObjectEvent.Recreated.class);
        assertThat(bench.live(plain)
                        .field("spec", "clusterIP")
                        .map(Object::toString)
                        .orElse(""))
                .startsWith("10.");
    }

    @Test
    void aSelectorIsRefused() {
        bench.converge(bench.desired(deployment("replicas: 1")));

        Plan plan = bench.plan(bench.desired(deployment("replicas: 1").replace("app: api", "app: other")));

        assertThat(plan.steps()).singleElement().isInstanceOfSatisfying(Step.Refuse.class, refuse -> {
            assertThat(refuse.reason()).isEqualTo(Reason.IMMUTABLE_FIELD);
            assertThat(refuse.why()).contains("Deployment/api", "spec.selector.matchLabels.app");
        });
    }

    @Test
    void aJobsSuccessorDoesItsWorkBeforeTheOldOneGoes() {
        Desired old = bench.desired(job("migrate-1", "one"));
        bench.converge(old);
        Desired next = bench.desired(job("migrate-2", "two"));

        bench.converge(next);
        assertThat(bench.find(old.ref())).as("the new one has not ended yet").isPresent();

        Bench.await(
                "its controller has seen it",
                () -> bench.live(next).field("status", "startTime").isPresent());
        bench.client
                .batch()
                .v1()
                .jobs()
                .inNamespace(bench.owner.namespace())
                .withName("migrate-2")
                .editStatus(job -> {
                    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
                    job.getStatus().setCompletionTime(now);
                    job.getStatus().setActive(0);
                    job.getStatus().setSucceeded(1);
                    job.getStatus()
                            .setConditions(List.of(condition("SuccessCriteriaMet", now), condition("Complete", now)));
                    return job;
                });
        bench.converge(next);
        Bench.await("the old one goes", () -> bench.find(old.ref()).isEmpty());
    }

    private static JobCondition condition(String type, String now) {
        return new JobConditionBuilder()
                .withType(type)
                .withStatus("True")
                .withLastTransitionTime(now)
                .withLastProbeTime(now)
                .build();
    }

    private static String service(String spec) {
        return """
        apiVersion: v1
        kind: Service
        metadata: {name: api}
        spec:
          %s
          selector: {app: api}
          ports: [{name: http, port: 80, targetPort: 8080}]
        """.formatted(spec);
    }

    private static String job(String name, String argument) {
        return """
        apiVersion: batch/v1
        kind: Job
        metadata: {name: %s, labels: {app.kubernetes.io/component: migrate}}
        spec:
          template:
            spec:
              restartPolicy: Never
              containers: [{name: migrate, image: "shop:1", args: [%s]}]
        """.formatted(name, argument);
    }
}
