package dev.sild.operator.engine.secrets;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.cluster.ControlPlane;
import dev.sild.cluster.OnControlPlane;
import dev.sild.kubernetes.objects.Labels;
import dev.sild.operator.engine.Bench;
import dev.sild.operator.engine.Preview;
import dev.sild.operator.engine.plan.AdoptionConsent;
import dev.sild.operator.engine.plan.Plan;
import dev.sild.operator.engine.plan.Readiness;
import dev.sild.operator.engine.state.ChildKind;
import dev.sild.operator.engine.state.Reason;
import dev.sild.operator.engine.state.Ref;
import dev.sild.operator.engine.state.Step;
import dev.sild.operator.engine.status.ObjectEvent;
import dev.sild.stacks.web.WebStacks;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/**
 * What becomes of the passwords of a WebStack's servers, and who starts again for it, look by look on a real API
 * server.
 */
@OnControlPlane
class GeneratedSecretsTest extends GeneratedSecretsCase {
    GeneratedSecretsTest(ControlPlane plane) {
        super(plane);
    }

    private static final String CLAIM = "database-shop-database-0";

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

        Plan plan = preview.of(bench.owner, AdoptionConsent.NONE, inputs -> WebStacks.translate(shop.stack(), inputs));

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
