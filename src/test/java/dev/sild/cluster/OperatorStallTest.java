package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.client.utils.Serialization;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the operator does about stacks that cannot be as they are: it says so, goes on with the others, and with these once they can. */
@OnOperator(namespace = "stalls")
class OperatorStallTest {
  /** Discovery is asked twice before a kind is gone, and half a minute lies between. */
  private static final Duration NOTICED = Duration.ofMinutes(3);

  private final OperatorBench bench;

  OperatorStallTest(OperatorBench bench) {
    this.bench = bench;
  }

  private static StackFile kind(String folder) {
    return StackFile.all().filter(kind -> kind.toString().equals(folder)).findFirst().orElseThrow();
  }

  @Test
  void aGraphThatNoRuleSeesStallsItsStackUntilItIsMended() {
    StackFile kind = kind("microservicestack");
    Map<String, Object> resource = kind.smallest("graph");
    resource.put("spec", services("{service: pay, url: PEER}, {service: user, url: PEER}"));

    bench.apply(resource);

    bench.awaitCondition(kind, "graph", "Stalled", "True InvalidSpec the variable PEER of order is to hold two addresses");
    assertThat(bench.condition(kind, "graph", "Ready")).startsWith("False InvalidSpec");
    assertThat(bench.objects("graph")).as("nothing is half made").isEmpty();
    bench.patchSpec(kind, "graph", services("{service: pay, url: PAY}, {service: user, url: PEER}"));
    bench.awaitReady(kind, "graph");
    bench.remove(kind, "graph");
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

  @ParameterizedTest
  @ValueSource(strings = {"webstack", "microservicestack"})
  void aKindOfOthersThatGoesStallsTheStacksThatNeedItAndNoOtherUntilItIsBack(String folder) {
    StackFile kind = kind(folder);
    HasMetadata definition = Serialization.unmarshal(ServiceMonitors.DEFINITION);
    bench.client.resource(definition).serverSideApply();
    try {
      Map<String, Object> resource = kind.smallest("watched");
      StackFile.map(resource.get("spec")).put("monitoring", Map.of("type", "ServiceMonitor"));
      bench.apply(List.of(resource, kind.smallest("beside")));
      await("ready").atMost(NOTICED).untilAsserted(() -> {
        touch(kind, "watched");
        assertThat(bench.condition(kind, "watched", "Ready")).startsWith("True");
      });

      bench.client.resource(definition).delete();

      await("said").atMost(NOTICED).pollInterval(Duration.ofSeconds(2)).untilAsserted(() -> {
        touch(kind, "watched");
        assertThat(bench.condition(kind, "watched", "Stalled")).startsWith("True CapabilityMissing");
      });
      assertThat(bench.operator().isAlive()).isTrue();
      bench.patchSpec(kind, "beside", kind.touch(7));
      bench.awaitReady(kind, "beside");

      bench.client.resource(definition).serverSideApply();

      await("healed").atMost(NOTICED).pollInterval(Duration.ofSeconds(2)).untilAsserted(() -> {
        touch(kind, "watched");
        assertThat(bench.condition(kind, "watched", "Ready")).startsWith("True");
      });
      bench.remove(kind, "watched", "beside");
    } finally {
      bench.client.resource(definition).delete();
    }
  }

  /** A stack is looked at again when something of it changes. */
  private void touch(StackFile kind, String name) {
    bench.plane.kubectl("annotate", kind.kind(), name, "-n", bench.namespace, "looked-at=" + System.nanoTime(), "--overwrite")
        .require();
  }
}
