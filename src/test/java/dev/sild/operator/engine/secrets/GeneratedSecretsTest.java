package dev.sild.operator.engine.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.cluster.ControlPlane;
import dev.sild.cluster.OnControlPlane;
import dev.sild.kubernetes.objects.Labels;
import dev.sild.operator.engine.Bench;
import dev.sild.operator.engine.Preview;
import dev.sild.operator.engine.StackBench;
import dev.sild.operator.engine.plan.AdoptionConsent;
import dev.sild.operator.engine.plan.Plan;
import dev.sild.operator.engine.plan.Readiness;
import dev.sild.operator.engine.state.ChildKind;
import dev.sild.operator.engine.state.OwnerMarks;
import dev.sild.operator.engine.state.Reason;
import dev.sild.operator.engine.state.Ref;
import dev.sild.operator.engine.state.Step;
import dev.sild.operator.engine.status.ObjectEvent;
import dev.sild.stacks.web.WebStacks;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.batch.v1.Job;
import io.fabric8.kubernetes.api.model.batch.v1.JobConditionBuilder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/**
 * What becomes of the passwords of a WebStack's servers, and who starts again for it, look by look on a real API
 * server.
 */
@OnControlPlane
class GeneratedSecretsTest {
    private static final String DATABASE = "shop-database";
    private static final String CLAIM = "database-shop-database-0";

    private final ControlPlane plane;
    private StackBench shop;
    private Bench bench;

    GeneratedSecretsTest(ControlPlane plane) {
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
    void areMadeOnceAndNobodyIsSaidToHaveChangedThem() {
        List<ObjectEvent> happened = shop.settle();

        assertThat(happened)
                .filteredOn(one -> one.ref().kind() == ChildKind.SECRET)
                .allMatch(ObjectEvent.Created.class::isInstance)
                .hasSize(2);
        assertThat(happened).noneMatch(ObjectEvent.Corrected.class::isInstance);
    }

    @Test
    void belongToTheStackFromTheirFirstMomentOnUnlessTheyOutliveIt() {
        shop.spec("{\"cache\":{\"persistence\":\"None\"}}");
        // Nothing comes after their creation.
        shop.proxy.answer(line -> line.startsWith("PATCH") ? Optional.of(500) : Optional.empty());

        shop.look();

        assertThat(secret("shop-cache").getMetadata().getOwnerReferences())
                .singleElement()
                .satisfies(owner -> {
                    assertThat(owner.getUid()).isEqualTo(bench.owner.uid());
                    assertThat(owner.getController()).isTrue();
                    assertThat(owner.getBlockOwnerDeletion()).isNull();
                });
        assertThat(secret("shop-cache").getMetadata().getLabels()).containsEntry(Labels.INSTANCE, "shop");
        assertThat(secret(DATABASE).getMetadata().getOwnerReferences())
                .as("as long as its data are kept")
                .isEmpty();
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

    @Test
    void aPasswordThatIsLostIsNotReplacedWhileTheDatabaseHasItsData() {
        shop.settle();
        bound();
        Secret saved = secret(DATABASE);
        Map<String, Long> before = generations();

        bench.client.resource(saved).delete();
        shop.settleUntil(() -> shop.last.message().contains("Secret/" + DATABASE));
        assertThat(shop.last.state()).contains(Readiness.State.FAILED);
        assertThat(shop.last.message()).contains("PersistentVolumeClaim/" + CLAIM, "backup");
        assertThat(secret(DATABASE)).isNull();
        assertThat(generations()).as("nothing is touched meanwhile").isEqualTo(before);

        saved.getMetadata().setResourceVersion(null);
        saved.getMetadata().setUid(null);
        bench.client.resource(saved).create();
        shop.settleUntil(() -> !shop.last.message().contains("lost"));
        assertThat(values(DATABASE)).isEqualTo(decoded(saved));

        bench.change(new Ref(ChildKind.SECRET, bench.owner.namespace(), DATABASE), "{\"data\":{\"password\":null}}");
        shop.settleUntil(() -> shop.last.message().contains("password"));
        assertThat(values(DATABASE)).doesNotContainKey("password");

        bench.client.resource(secret(DATABASE)).delete();
        bench.client
                .persistentVolumeClaims()
                .inNamespace(bench.owner.namespace())
                .withName(CLAIM)
                .delete();
        shop.settleUntil(() -> secret(DATABASE) != null);
        assertThat(values(DATABASE).get("password"))
                .as("a new one, for new data")
                .isNotEqualTo(decoded(saved).get("password"));
    }

    @Test
    void aPasswordThatIsLostIsNotSaidToBeMadeEither() {
        shop.settle();
        bound();
        bench.client.resource(secret(DATABASE)).delete();
        Preview preview = new Preview(bench.client, bench.clock);

        Plan plan = preview.of(
                bench.owner, AdoptionConsent.NONE, Set.of(), inputs -> WebStacks.translate(shop.stack(), inputs));

        assertThat(plan.steps()).singleElement().isInstanceOfSatisfying(Step.Refuse.class, refuse -> {
            assertThat(refuse.reason()).isEqualTo(Reason.SECRET_LOST);
            assertThat(refuse.why()).contains("Secret/" + DATABASE, "PersistentVolumeClaim/" + CLAIM);
        });
    }

    @Test
    void aPasswordOfAServerWithoutDataIsMadeAnewAndReadersRoll() {
        shop.spec("{\"cache\":{\"persistence\":\"None\"}}");
        shop.settle();
        Map<String, Long> before = generations();
        String old = values("shop-cache").get("password");

        bench.change(
                new Ref(ChildKind.SECRET, bench.owner.namespace(), "shop-cache"), "{\"data\":{\"password\":null}}");
        shop.settleUntil(() -> values("shop-cache").containsKey("password"));

        String drawn = values("shop-cache").get("password");
        assertThat(drawn).isNotEqualTo(old);
        assertThat(values("shop-cache").get("url")).contains(drawn);
        assertThat(generations().get("Deployment/shop-api")).isEqualTo(before.get("Deployment/shop-api") + 1);
    }

    private void rotate(String rotation) {
        shop.spec("{\"database\":{\"passwordRotation\":\"" + rotation + "\"}}");
    }

    private Map<String, Long> generations() {
        Map<String, Long> generations = new TreeMap<>();
        Stream.concat(
                        bench
                                .client
                                .apps()
                                .deployments()
                                .inNamespace(bench.owner.namespace())
                                .list()
                                .getItems()
                                .stream(),
                        bench
                                .client
                                .apps()
                                .statefulSets()
                                .inNamespace(bench.owner.namespace())
                                .list()
                                .getItems()
                                .stream())
                .forEach(workload -> generations.put(
                        workload.getKind() + "/" + workload.getMetadata().getName(),
                        workload.getMetadata().getGeneration()));
        return generations;
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

    private Secret secret(String name) {
        return bench.client
                .secrets()
                .inNamespace(bench.owner.namespace())
                .withName(name)
                .get();
    }

    private Map<String, String> values(String name) {
        return decoded(secret(name));
    }

    private static Map<String, String> decoded(Secret secret) {
        Map<String, String> decoded = new TreeMap<>();
        secret.getData()
                .forEach((key, value) ->
                        decoded.put(key, new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8)));
        return decoded;
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

    /** Binds the database's claim to a volume, as a provisioner would. */
    private void bound() {
        String namespace = bench.owner.namespace();
        var claim = bench.client.persistentVolumeClaims().inNamespace(namespace).withName(CLAIM);
        Bench.await("the claim is there", () -> claim.get() != null);
        bench.client.resource("""
        apiVersion: v1
        kind: PersistentVolume
        metadata: {name: %s-data}
        spec:
          capacity: {storage: 50Gi}
          accessModes: [ReadWriteOnce]
          hostPath: {path: /tmp/none}
          claimRef: {namespace: %s, name: %s}
        """.formatted(namespace, namespace, CLAIM)).serverSideApply();
        Bench.await(
                "the claim is bound",
                () -> "Bound".equals(claim.get().getStatus().getPhase()));
    }
}
