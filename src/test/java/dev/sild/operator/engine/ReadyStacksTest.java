package dev.sild.operator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.cluster.ControlPlane;
import dev.sild.cluster.Kubelet;
import dev.sild.cluster.OnControlPlane;
import dev.sild.operator.engine.state.ChildKind;
import dev.sild.operator.engine.state.Ref;
import dev.sild.operator.engine.status.ObjectEvent;
import io.fabric8.kubernetes.api.model.ConfigMapBuilder;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** When a stack is ready, and what is said while it is not. */
@OnControlPlane
class ReadyStacksTest extends ReconciliationCase {
    ReadyStacksTest(ControlPlane plane) {
        super(plane);
    }

    @Test
    void aStackThatIsReadyStaysSoWhileTroubleMayPass() {
        try (Kubelet kubelet = new Kubelet(bench.client, bench.owner.namespace())) {
            shop.spec("{\"cache\":{\"persistence\":\"None\"}}");
            shop.settleUntil(
                    () -> shop.condition("Ready").getStatus().getValue().equals("True"));
            String since = shop.condition("Ready").getLastTransitionTime().toString();
            for (int code : new int[] {409, 429, 500}) {
                shop.proxy.answer(line ->
                        !line.startsWith("GET") && (line.contains("/networkpolicies") || line.contains("/secrets"))
                                ? Optional.of(code)
                                : Optional.empty());
                bench.client
                        .network()
                        .v1()
                        .networkPolicies()
                        .inNamespace(bench.owner.namespace())
                        .delete();
                Bench.await(
                        "it is seen",
                        () -> shop.look()
                                .failure()
                                .filter(failure -> failure.getCode() == code)
                                .isPresent());
                bench.client
                        .secrets()
                        .inNamespace(bench.owner.namespace())
                        .withName("shop-cache")
                        .delete();
                Bench.await(
                        "it is seen",
                        () -> shop.look().happened().stream()
                                        .anyMatch(one -> one.ref().kind() == ChildKind.SECRET)
                                || shop.children
                                        .get(new Ref(ChildKind.SECRET, bench.owner.namespace(), "shop-cache"))
                                        .isEmpty());

                bench.clock.pass(Reconciliation.PASSING.minusSeconds(1));
                assertThat(shop.look().failure()).isPresent();
                assertThat(shop.condition("Ready").getStatus().getValue())
                        .as("%d: %s", code, shop.condition("Ready"))
                        .isEqualTo("True");
                assertThat(shop.condition("Ready").getLastTransitionTime()).hasToString(since);

                shop.proxy.answer(line -> Optional.empty());
                shop.settleUntil(() -> shop.last.failure().isEmpty());
                shop.settleUntil(
                        () -> shop.condition("Ready").getStatus().getValue().equals("True"));
                since = shop.condition("Ready").getLastTransitionTime().toString();
            }
        }
    }

    @Test
    void troubleThatLastsIsSaidAndSoIsItsEnd() {
        try (Kubelet kubelet = new Kubelet(bench.client, bench.owner.namespace())) {
            shop.settleUntil(
                    () -> shop.condition("Ready").getStatus().getValue().equals("True"));
            shop.proxy.answer(line -> line.startsWith("PATCH") && line.contains("/networkpolicies")
                    ? Optional.of(500)
                    : Optional.empty());
            bench.client
                    .network()
                    .v1()
                    .networkPolicies()
                    .inNamespace(bench.owner.namespace())
                    .delete();
            Bench.await("it is seen", () -> shop.look().failure().isPresent());
            assertThat(shop.condition("Ready").getStatus().getValue()).isEqualTo("True");

            bench.clock.pass(Reconciliation.PASSING);
            shop.look();
            assertThat(shop.condition("Ready").getReason()).isEqualTo("ApiUnavailable");
            assertThat(shop.condition("Ready").getMessage()).contains("NetworkPolicy/");

            shop.proxy.answer(line -> Optional.empty());
            shop.settleUntil(
                    () -> shop.condition("Ready").getStatus().getValue().equals("True"));
        }
    }

    @Test
    void whatIsAskedForAnewIsNotReadyBeforeItIsDone() {
        try (Kubelet kubelet = new Kubelet(bench.client, bench.owner.namespace())) {
            shop.settleUntil(
                    () -> shop.condition("Ready").getStatus().getValue().equals("True"));
            shop.proxy.answer(line ->
                    line.startsWith("PATCH") && line.contains("/deployments/") ? Optional.of(500) : Optional.empty());
            shop.spec("{\"api\":{\"image\":\"shop:2\"}}");

            for (int look = 0; look < 3; look++) {
                shop.look();
                assertThat(shop.condition("Ready").getReason()).isEqualTo("ApiUnavailable");
            }
        }
    }

    @Test
    void whatSomebodyElseHasMadeIsSaidOnceAndTheRestIsMade() {
        bench.client
                .configMaps()
                .inNamespace(bench.owner.namespace())
                .resource(new ConfigMapBuilder()
                        .withNewMetadata()
                        .withName("shop-proxy")
                        .endMetadata()
                        .build())
                .create();

        List<ObjectEvent> happened = shop.look().happened();

        assertThat(happened.stream().filter(ObjectEvent.Refused.class::isInstance))
                .singleElement()
                .satisfies(one -> assertThat(one.ref().name()).isEqualTo("shop-proxy"));
        assertThat(happened.stream()
                        .filter(ObjectEvent.Created.class::isInstance)
                        .map(ObjectEvent::ref))
                .doesNotHaveDuplicates()
                .hasSizeGreaterThan(10);
        assertThat(shop.condition("Ready").getMessage()).containsOnlyOnce("shop-proxy exists");

        bench.client
                .configMaps()
                .inNamespace(bench.owner.namespace())
                .withName("shop-proxy")
                .delete();
        assertThat(shop.look().happened())
                .singleElement()
                .isEqualTo(
                        new ObjectEvent.Created(new Ref(ChildKind.CONFIG_MAP, bench.owner.namespace(), "shop-proxy")));
    }
}
