package dev.sild.operator.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sild.cluster.ControlPlane;
import dev.sild.cluster.OnControlPlane;
import dev.sild.operator.engine.plan.AdoptionConsent;
import dev.sild.operator.engine.plan.Managers;
import dev.sild.operator.engine.plan.Memory;
import dev.sild.operator.engine.plan.Plan;
import dev.sild.operator.engine.state.Change;
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
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What becomes of objects on a real API server, strategy by strategy. */
@OnControlPlane
class StrategiesTest {

    private static final String PORTS =
            "{name: http, containerPort: 8080, protocol: TCP}, {name: metrics, containerPort: 9100, protocol: TCP}";

    private final ControlPlane plane;
    private Bench bench;

    StrategiesTest(ControlPlane plane) {
        this.plane = plane;
    }

    @BeforeEach
    void open(TestInfo test) {
        String name = test.getTestMethod()
                .orElseThrow()
                .getName()
                .replaceAll("[^A-Za-z]", "")
                .toLowerCase(Locale.ROOT);
        bench = new Bench(plane, "s-" + name.substring(0, Math.min(name.length(), 55)));
    }

    @AfterEach
    void close() {
        bench.close();
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
    void aClaimDoesNotShrinkAndTheServersAnswerToGrowthIsToldAndNotAskedForAgainAtOnce() {
        Desired claim = bench.kept(claim("2Gi"));
        bench.converge(claim);
        bound(claim.ref().name(), "none");

        assertThat(bench.execute(bench.plan(bench.kept(claim("1Gi")))))
                .singleElement()
                .isInstanceOfSatisfying(ObjectEvent.Refused.class, refused -> {
                    assertThat(refused.reason()).isEqualTo(Reason.IMMUTABLE_FIELD);
                    assertThat(refused.why())
                            .contains("PersistentVolumeClaim/data", "spec.resources.requests.storage", "2Gi", "1Gi");
                });

        Desired larger = bench.kept(claim("3Gi"));
        Plan first = bench.plan(larger);
        assertThat(first.steps()).singleElement().isInstanceOf(Step.Apply.class);
        // There is no class here that may expand.
        assertThat(bench.execute(first))
                .singleElement()
                .isInstanceOfSatisfying(
                        ObjectEvent.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.IMMUTABLE_FIELD));
        assertThat(bench.plan(larger).steps()).singleElement().isInstanceOf(Step.Refuse.class);
        bench.clock.pass(Memory.REFUSAL);
        assertThat(bench.plan(larger).steps()).singleElement().isInstanceOf(Step.Apply.class);
    }

    @Test
    void aClaimGrowsWhereItsClassMayExpand() {
        expandable();
        Desired claim = bench.kept(claim("2Gi", "expandable"));
        bench.converge(claim);
        bound(claim.ref().name(), "expandable");

        bench.converge(bench.kept(claim("3Gi", "expandable")));

        assertThat(bench.live(claim).field("spec", "resources", "requests", "storage"))
                .contains("3Gi");
    }

    @Test
    void theClaimsOfAStatefulSetGrowAndItsPodsStay() {
        expandable();
        Desired set = bench.desired(statefulSet("1Gi"));
        bench.converge(set);
        Bench.await(
                "the pod and its claim",
                () -> bench.client
                                        .pods()
                                        .inNamespace(bench.owner.namespace())
                                        .withName("db-0")
                                        .get()
                                != null
                        && bench.client
                                        .persistentVolumeClaims()
                                        .inNamespace(bench.owner.namespace())
                                        .withName("data-db-0")
                                        .get()
                                != null);
        bound("data-db-0", "expandable");
        String pod = bench.client
                .pods()
                .inNamespace(bench.owner.namespace())
                .withName("db-0")
                .get()
                .getMetadata()
                .getUid();
        String uid = bench.live(set).uid();

        List<ObjectEvent> happened = bench.converge(bench.desired(statefulSet("2Gi")));

        assertThat(happened)
                .hasAtLeastOneElementOfType(ObjectEvent.Grown.class)
                .hasAtLeastOneElementOfType(ObjectEvent.Recreated.class);
        assertThat(bench.live(set).uid()).isNotEqualTo(uid);
        assertThat(bench.client
                        .persistentVolumeClaims()
                        .inNamespace(bench.owner.namespace())
                        .withName("data-db-0")
                        .get()
                        .getSpec()
                        .getResources()
                        .getRequests()
                        .get("storage"))
                .hasToString("2Gi");
        assertThat(bench.client
                        .pods()
                        .inNamespace(bench.owner.namespace())
                        .withName("db-0")
                        .get()
                        .getMetadata()
                        .getUid())
                .as("the pod is the same")
                .isEqualTo(pod);
        assertThat(bench.execute(bench.plan(bench.desired(statefulSet("1Gi")))))
                .singleElement()
                .isInstanceOfSatisfying(
                        ObjectEvent.Refused.class,
                        refused -> assertThat(refused.reason()).isEqualTo(Reason.IMMUTABLE_FIELD));
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

    @Test
    void aFieldThatSomebodySetsAgainAndAgainIsContestedUntilThingsCalmDown() {
        Desired map = bench.desired(configMap("settings", "a: b"));
        bench.converge(map);
        for (int i = 0; i < Memory.REAPPLIES; i++) {
            bench.change(map.ref(), "{\"data\":{\"a\":\"theirs-" + i + "\"}}");
            assertThat(bench.execute(bench.plan(map)))
                    .singleElement()
                    .isInstanceOfSatisfying(ObjectEvent.Corrected.class, corrected -> {
                        assertThat(corrected.changes())
                                .extracting(Change::toString)
                                .containsExactly("data.a");
                        assertThat(corrected.managers()).containsExactly("somebody");
                    });
            bench.clock.pass(Duration.ofMinutes(1));
        }
        bench.change(map.ref(), "{\"data\":{\"a\":\"theirs\"}}");

        assertThat(bench.plan(map).steps()).singleElement().isInstanceOfSatisfying(Step.Refuse.class, refuse -> {
            assertThat(refuse.reason()).isEqualTo(Reason.FIELD_CONTESTED);
            assertThat(refuse.why())
                    .contains("ConfigMap/settings", "data.a", "somebody")
                    .doesNotContain("theirs");
        });
        bench.clock.pass(Memory.WINDOW);
        assertThat(bench.plan(map).steps()).singleElement().isInstanceOf(Step.Apply.class);
    }

    @Test
    void aPortIsPutBackThoughTheObjectChangesAllTheTime() {
        Desired api = withAnotherPort();
        Plan plan = bench.plan(api);
        bench.change(api.ref(), "{\"metadata\":{\"annotations\":{\"example.com/looked\":\"once\"}}}");

        assertThat(bench.execute(plan)).singleElement().isInstanceOf(ObjectEvent.Corrected.class);
        assertThat(bench.plan(api).isDone()).isTrue();
    }

    @Test
    void aPortThatIsAnotherOnceMoreIsLookedAtAgain() {
        Desired api = withAnotherPort();
        Plan plan = bench.plan(api);
        bench.change(api.ref(), otherPort(9998));

        assertThatThrownBy(() -> bench.execute(plan)).isInstanceOf(KubernetesClientException.class);
        assertThat(bench.plan(api).steps())
                .as("is no refusal that lasts")
                .singleElement()
                .isInstanceOf(Step.Apply.class);
        assertThat(bench.converge(api)).hasAtLeastOneElementOfType(ObjectEvent.Corrected.class);
    }

    /** Returns a Deployment that is as it should be, but for one of its ports. */
    private Desired withAnotherPort() {
        Desired api = bench.desired(deployment("").replace("image:", "ports: [" + PORTS + "], image:"));
        bench.converge(api);
        bench.change(api.ref(), otherPort(9999));
        return api;
    }

    /** Gives a port of the container another number, as kubectl edit does. */
    private static String otherPort(int number) {
        return """
        {"spec":{"template":{"spec":{"containers":[{"name":"api","ports":[{"$patch":"replace"},
          {"name":"http","containerPort":%d},{"name":"metrics","containerPort":9100}]}]}}}}
        """.formatted(number);
    }

    @Test
    void whatTheServerRefusesIsToldAndTheRestIsMade() {
        Desired wrong = bench.desired(configMap("Not_A_Name", "a: b"));
        Desired right = bench.desired(configMap("right", "a: b"));

        List<ObjectEvent> happened = bench.execute(bench.plan(wrong, right));

        assertThat(happened).hasSize(2);
        assertThat(happened.get(0)).isInstanceOfSatisfying(ObjectEvent.Refused.class, refused -> {
            assertThat(refused.reason()).isEqualTo(Reason.REJECTED);
            assertThat(refused.why()).contains("ConfigMap/Not_A_Name", "metadata.name");
        });
        assertThat(happened.get(1)).isEqualTo(new ObjectEvent.Created(right.ref()));
    }

    @Test
    void whatTheServerDoesNotKeepIsNotSentForEver() {
        // A zero that the server leaves out.
        Desired zero = bench.desired(deployment("minReadySeconds: 0"));

        bench.converge(zero);

        assertThat(bench.plan(zero).isDone()).isTrue();
        bench.change(
                zero.ref(),
                "{\"spec\":{\"template\":{\"spec\":{\"containers\":[{\"name\":\"api\",\"image\":\"theirs\"}]}}}}");
        assertThat(bench.execute(bench.plan(zero)))
                .singleElement()
                .isInstanceOfSatisfying(
                        ObjectEvent.Corrected.class,
                        corrected -> assertThat(corrected.changes())
                                .extracting(Change::toString)
                                .containsExactly("spec.template.spec.containers[name=api].image"));
    }

    private static JobCondition condition(String type, String now) {
        return new JobConditionBuilder()
                .withType(type)
                .withStatus("True")
                .withLastTransitionTime(now)
                .withLastProbeTime(now)
                .build();
    }

    private void expandable() {
        bench.client.resource("""
        apiVersion: storage.k8s.io/v1
        kind: StorageClass
        metadata: {name: expandable}
        provisioner: example.com/none
        allowVolumeExpansion: true
        """).serverSideApply();
    }

    /** Binds a claim to a volume, as a provisioner would. */
    private void bound(String claim, String storageClass) {
        String namespace = bench.owner.namespace();
        bench.client
                .resource("""
        apiVersion: v1
        kind: PersistentVolume
        metadata: {name: %s-%s}
        spec:
          capacity: {storage: 5Gi}
          accessModes: [ReadWriteOnce]
          storageClassName: %s
          hostPath: {path: /tmp/none}
          claimRef: {namespace: %s, name: %s}
        """.formatted(namespace, claim, storageClass, namespace, claim))
                .serverSideApply();
        Bench.await(
                "the claim is bound",
                () -> "Bound"
                        .equals(bench.client
                                .persistentVolumeClaims()
                                .inNamespace(namespace)
                                .withName(claim)
                                .get()
                                .getStatus()
                                .getPhase()));
    }

    private static String deployment(String spec) {
        return """
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: api}
        spec:
          %s
          selector: {matchLabels: {app: api}}
          template:
            metadata: {labels: {app: api}}
            spec:
              containers: [{name: api, image: "shop:1", resources: {limits: {cpu: "0.5"}}}]
        """.formatted(spec);
    }

    private static String statefulSet(String size) {
        return """
        apiVersion: apps/v1
        kind: StatefulSet
        metadata: {name: db}
        spec:
          serviceName: db
          selector: {matchLabels: {app: db}}
          template:
            metadata: {labels: {app: db}}
            spec:
              containers: [{name: db, image: "postgres:17", volumeMounts: [{name: data, mountPath: /data}]}]
          volumeClaimTemplates:
          - metadata: {name: data, labels: {app.kubernetes.io/managed-by: sild, app.kubernetes.io/instance: shop}}
            spec: {accessModes: [ReadWriteOnce], storageClassName: expandable, resources: {requests: {storage: %s}}}
        """.formatted(size);
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

    private static String configMap(String name, String data) {
        return """
        apiVersion: v1
        kind: ConfigMap
        metadata: {name: %s}
        data: {%s}
        """.formatted(name, data);
    }

    private static String claim(String size) {
        return claim(size, "none");
    }

    private static String claim(String size, String storageClass) {
        return """
        apiVersion: v1
        kind: PersistentVolumeClaim
        metadata: {name: data}
        spec: {accessModes: [ReadWriteOnce], storageClassName: %s, resources: {requests: {storage: %s}}}
        """.formatted(storageClass, size);
    }
}
