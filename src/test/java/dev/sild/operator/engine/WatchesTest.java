package dev.sild.operator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.cluster.ControlPlane;
import dev.sild.cluster.OnControlPlane;
import dev.sild.operator.engine.state.ChildKind;
import dev.sild.operator.engine.state.LiveObject;
import dev.sild.operator.engine.state.Ref;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
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
        bench.change(map, "{\"data\":{\"drift\":\"1\"}}");

        Bench.await(
                "the change is seen",
                () -> shop.children
                        .get(map)
                        .filter(live -> live.field("data", "drift").isPresent())
                        .isPresent());
    }
}
