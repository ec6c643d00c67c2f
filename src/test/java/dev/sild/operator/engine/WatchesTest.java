package dev.sild.operator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.cluster.ControlPlane;
import dev.sild.cluster.OnControlPlane;
import dev.sild.operator.engine.state.ChildKind;
import dev.sild.operator.engine.state.LiveObject;
import dev.sild.operator.engine.state.Ref;
import dev.sild.operator.engine.state.Reference;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.api.model.SecretBuilder;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What is known of the cluster stays true when watches end. */
@OnControlPlane
class WatchesTest extends ReconciliationCase {

    WatchesTest(ControlPlane plane) {
        super(plane);
    }

    @Test
    void aChangeIsSeenThoughTheServerHasForgottenWhereTheWatchStood() {
        shop.settle();
        Ref map = shop.children.of(bench.owner.namespace(), "shop").stream()
                .map(LiveObject::ref)
                .filter(ref -> ref.kind() == ChildKind.CONFIG_MAP)
                .findFirst()
                .orElseThrow();
        forget();
        bench.change(map, "{\"data\":{\"drift\":\"1\"}}");

        Bench.await(
                "the change is seen",
                () -> shop.children
                        .get(map)
                        .filter(live -> live.field("data", "drift").isPresent())
                        .isPresent());
    }

    @Test
    void anotherSecretIsSeenThoughTheServerHasForgottenWhereTheWatchStood() {
        bench.client.resource(secret("old")).create();
        shop.references.watch(bench.owner, Set.of(Reference.secret("stripe")));
        Optional<String> before = identity();
        assertThat(before).isPresent();

        forget();
        bench.client.resource(secret("new")).update();

        Bench.await("the change is seen", () -> !identity().equals(before));
    }

    private Optional<String> identity() {
        return shop.references.identity(bench.owner.namespace(), Reference.secret("stripe"));
    }

    private Secret secret(String value) {
        return new SecretBuilder()
                .withNewMetadata()
                .withName("stripe")
                .withNamespace(bench.owner.namespace())
                .endMetadata()
                .withStringData(Map.of("key", value))
                .build();
    }

    /** Ends all watches, and lets none go on from a version of now or before. */
    private void forget() {
        String latest = bench.client
                .configMaps()
                .inNamespace(bench.owner.namespace())
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("latest")
                        .endMetadata()
                        .build())
                .create()
                .getMetadata()
                .getResourceVersion();
        shop.proxy.expire(Long.parseLong(latest));
        assertThat(shop.proxy.cutWatches()).isPositive();
    }
}
