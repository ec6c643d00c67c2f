package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.client.utils.Serialization;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What the operator does about a stack that cannot be as it is: it says so, makes nothing by halves, and goes on once it can. */
@OnOperator(namespace = "stalls")
class OperatorStallTest {
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
}
