package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * What the operator does about a stack that cannot be as it is: it says so, makes nothing by halves, and goes on once
 * it can.
 */
@OnOperator(namespace = "stalls")
class OperatorStallTest {
    /** Discovery is asked twice before a kind is gone, and half a minute lies between. */
    private static final Duration NOTICED = Duration.ofMinutes(3);

    private final OperatorBench bench;

    OperatorStallTest(OperatorBench bench) {
        this.bench = bench;
    }

    private static StackFile kind(String folder) {
        return StackFile.all()
                .filter(kind -> kind.toString().equals(folder))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void aGraphThatNoRuleSeesStallsItsStackUntilItIsMended() {
        StackFile kind = kind("microservicestack");
        Map<String, Object> resource = kind.smallest("graph");
        resource.put("spec", services("{service: pay, url: PEER}, {service: user, url: PEER}"));

        bench.apply(resource);

        bench.awaitCondition(
                kind, "graph", "Stalled", "True InvalidSpec the variable PEER of order would hold two addresses");
        assertThat(bench.condition(kind, "graph", "Ready")).startsWith("False InvalidSpec");
        assertThat(bench.objects("graph")).as("nothing is half made").isEmpty();
        bench.patchSpec(kind, "graph", services("{service: pay, url: PAY}, {service: user, url: PEER}"));
        bench.awaitReady(kind, "graph");
        bench.remove(kind, "graph");
    }

    @Test
    void aKindOfOthersThatGoesStallsTheStackThatNeedsItAndNoOtherUntilItIsBack() {
        StackFile kind = kind("webstack");
        define();
        try {
            Map<String, Object> resource = kind.smallest("watched");
            StackFile.map(resource.get("spec")).put("monitoring", Map.of("type", "ServiceMonitor"));
            bench.apply(List.of(resource, kind.smallest("beside")));
            awaitOnceLookedAt(kind, "Ready", "True");

            takeAway();

            awaitOnceLookedAt(kind, "Stalled", "True CapabilityMissing");
            assertThat(bench.operator().isAlive()).isTrue();
            bench.patchSpec(kind, "beside", kind.touch(7));
            bench.awaitReady(kind, "beside");

            define();

            awaitOnceLookedAt(kind, "Ready", "True");
            bench.remove(kind, "watched", "beside");
        } finally {
            takeAway();
        }
    }

    private void define() {
        bench.client.resource(ServiceMonitors.DEFINITION).forceConflicts().serverSideApply();
        bench.plane
                .kubectl("wait", "--for=condition=Established", "--timeout=60s", "crd", ServiceMonitors.NAME)
                .require();
    }

    /**
     * What is applied to a definition that is still on its way out goes with it: it has to be gone before it can be
     * back.
     */
    private void takeAway() {
        bench.plane
                .kubectl("delete", "crd", ServiceMonitors.NAME, "--ignore-not-found", "--wait=true", "--timeout=60s")
                .require();
    }

    /** A stack is looked at again when something of it changes. */
    private void awaitOnceLookedAt(StackFile kind, String type, String beginning) {
        await(type).atMost(NOTICED).pollInterval(Duration.ofSeconds(3)).untilAsserted(() -> {
            bench.plane
                    .kubectl(
                            "annotate",
                            kind.kind(),
                            "watched",
                            "-n",
                            bench.namespace,
                            "looked-at=" + System.nanoTime(),
                            "--overwrite")
                    .require();
            assertThat(bench.condition(kind, "watched", type)).startsWith(beginning);
        });
    }

    private static Map<String, Object> services(String addresses) {
        return StackFile.map(Serialization.unmarshal("""
        gateway: {routes: [{path: /, service: order}]}
        services:
        - {name: order, image: "registry.example.com/order:1", calls: [pay, user], addresses: [%s]}
        - {name: pay, image: "registry.example.com/pay:1"}
        - {name: user, image: "registry.example.com/user:1"}
        """.formatted(addresses), Map.class));
    }
}
