package dev.sild.operator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.cluster.ControlPlane;
import dev.sild.cluster.Kubelet;
import dev.sild.cluster.OnControlPlane;
import dev.sild.operator.engine.state.ChildKind;
import dev.sild.operator.engine.state.LiveObject;
import dev.sild.operator.engine.state.Ref;
import dev.sild.stacks.web.WebStacks;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** How often a stack is looked at, and what a look costs, by counting. */
@OnControlPlane
class LooksTest extends ReconciliationCase {
    private final AtomicInteger told = new AtomicInteger();
    private final AtomicInteger translations = new AtomicInteger();

    LooksTest(ControlPlane plane) {
        super(plane);
    }

    private void count() {
        shop.children.listen((namespace, stack) -> told.incrementAndGet());
        shop.translation = (stack, inputs) -> {
            translations.incrementAndGet();
            return WebStacks.translate(stack, inputs);
        };
    }

    @Test
    void aLookTranslatesItsStackOnce() {
        count();

        shop.look();
        assertThat(translations).as("while all is created").hasValue(1);

        shop.spec("{\"api\":{\"image\":\"shop:2\"}}");
        shop.look();
        assertThat(translations).as("when the spec was edited").hasValue(2);

        shop.look();
        assertThat(translations).as("when nothing has changed").hasValue(3);
    }

    @Test
    void aStackIsLookedAtAgainForReadinessAndNotForWhatIsWrittenToMakeIt() {
        count();

        int written = shop.look().happened().size();

        Bench.await(
                "controllers have seen all of it",
                () -> workloads().stream()
                        .allMatch(live -> live.number(0, "status", "observedGeneration") == live.generation()
                                && live.number(0, "status", "replicas") == live.number(1, "spec", "replicas")));
        Bench.await("claims are there", () -> claims() == sets());
        assertThat(written).isGreaterThan(20);
        assertThat(told)
                .as("times that the stack is to be looked at, for %s writes and the answers of controllers", written)
                .hasValueLessThanOrEqualTo(claims());

        int before = told.get();
        long pods = workloads().stream()
                .mapToLong(live -> live.number(1, "spec", "replicas"))
                .sum();
        try (Kubelet kubelet = new Kubelet(bench.client, bench.owner.namespace())) {
            Bench.await("it is ready", () -> {
                shop.look();
                return shop.condition("Ready").getStatus().getValue().equals("True");
            });
        }
        assertThat(told.get() - before)
                .as("times for %s pods that became ready", pods)
                .isBetween(1, (int) pods + workloads().size());
    }

    @Test
    void whatSomebodyChangesIsToldThoughTheOperatorWritesTheSame() {
        shop.settle();
        count();
        Ref map = shop.children.of(bench.owner.namespace(), "shop").stream()
                .map(LiveObject::ref)
                .filter(ref -> ref.kind() == ChildKind.CONFIG_MAP)
                .findFirst()
                .orElseThrow();

        shop.children.write(map, () -> {
            LiveObject answer = bench.cluster.patch(map, Map.of("metadata", Map.of("labels", Map.of("a", "1"))));
            bench.change(map, "{\"data\":{\"drift\":\"1\"}}");
            Bench.await(
                    "the watch has reported it before the answer",
                    () -> shop.children
                            .get(map)
                            .filter(live -> live.field("data", "drift").isPresent())
                            .isPresent());
            assertThat(told).as("it may be the write").hasValue(0);
            return answer;
        });

        assertThat(told).hasValue(1);
    }

    private List<LiveObject> workloads() {
        return shop.children.of(bench.owner.namespace(), "shop").stream()
                .filter(live ->
                        live.ref().kind() == ChildKind.DEPLOYMENT || live.ref().kind() == ChildKind.STATEFUL_SET)
                .toList();
    }

    private int sets() {
        return (int) workloads().stream()
                .filter(live -> live.ref().kind() == ChildKind.STATEFUL_SET)
                .count();
    }

    private int claims() {
        return (int) shop.children.of(bench.owner.namespace(), "shop").stream()
                .filter(live -> live.ref().kind() == ChildKind.PERSISTENT_VOLUME_CLAIM)
                .filter(live -> live.controller().isEmpty())
                .count();
    }
}
