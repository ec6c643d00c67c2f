package dev.sild.operator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.cluster.ControlPlane;
import dev.sild.cluster.OnControlPlane;
import dev.sild.stack.Capability;
import dev.sild.v1alpha1.WebStack;
import dev.sild.webstack.WebStacks;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What a stack says of itself where something goes wrong between the operator and the API server. */
@OnControlPlane
class ReconciliationTest {
  private final ControlPlane plane;
  private StackBench shop;
  private Bench bench;

  ReconciliationTest(ControlPlane plane) {
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
  void whereOneKindFailsTheOthersAreMadeAndTheStackSaysWhat() {
    shop.proxy.answer(line -> line.startsWith("PATCH") && line.contains("/deployments/") ? Optional.of(500) : Optional.empty());

    Report report = shop.look();

    assertThat(report.failure()).hasValueSatisfying(failure -> assertThat(failure.getCode()).isEqualTo(500));
    assertThat(report.happened()).hasAtLeastOneElementOfType(Happened.Created.class)
        .hasAtLeastOneElementOfType(Happened.Failed.class);
    assertThat(bench.client.network().v1().networkPolicies().inNamespace(bench.owner.namespace()).list().getItems()).isNotEmpty();
    assertThat(shop.condition("Ready")).satisfies(ready -> {
      assertThat(ready.getStatus().getValue()).isEqualTo("False");
      assertThat(ready.getReason()).isEqualTo("ApiUnavailable");
      assertThat(ready.getMessage()).contains("Deployment/shop-api").hasLineCount(1);
    });
    assertThat(shop.condition("Reconciling").getStatus().getValue()).isEqualTo("True");

    shop.proxy.answer(line -> Optional.empty());
    assertThat(shop.look().failure()).isEmpty();
    assertThat(shop.condition("Ready").getReason()).isNotEqualTo("ApiUnavailable");
  }

  @Test
  void aServerThatIsBusyIsLeftAloneAndWhatWasDoneIsTold() {
    shop.proxy.answer(line -> line.startsWith("PATCH") && line.contains("/services/") ? Optional.of(503) : Optional.empty());

    Report report = shop.look();

    assertThat(report.failure()).isPresent();
    assertThat(report.happened()).hasAtLeastOneElementOfType(Happened.Created.class);
    assertThat(bench.client.apps().deployments().inNamespace(bench.owner.namespace()).list().getItems()).isEmpty();
    assertThat(shop.condition("Ready").getReason()).isEqualTo("ApiUnavailable");
  }

  @Test
  void aSecretThatMayNotBeMadeIsRefusedByItsName() {
    shop.proxy.answer(line -> line.startsWith("POST") && line.contains("/secrets") ? Optional.of(403) : Optional.empty());
    shop.spec("{\"cache\":{}}");

    Report report = shop.look();

    assertThat(report.failure()).isEmpty();
    assertThat(shop.condition("Stalled")).satisfies(stalled -> {
      assertThat(stalled.getReason()).isEqualTo("Rejected");
      assertThat(stalled.getMessage()).contains("Secret/shop-");
    });
    assertThat(bench.client.apps().deployments().inNamespace(bench.owner.namespace()).list().getItems()).isNotEmpty();
  }

  @Test
  void aSpecThatDescribesNoStackIsSaidToBeInvalidWhoeverTranslatesItFirst() {
    for (RuntimeException wrong : List.of(new IllegalArgumentException("no such port"), new IllegalStateException("no such port"))) {
      shop.translation = (stack, inputs) -> {
        throw wrong;
      };

      assertThat(shop.look().failure()).isEmpty();

      assertThat(shop.condition("Stalled")).satisfies(stalled -> {
        assertThat(stalled.getReason()).isEqualTo("InvalidSpec");
        assertThat(stalled.getMessage()).isEqualTo("no such port");
      });
      shop.translation = WebStacks::translate;
      shop.look();
      assertThat(shop.condition("Stalled").getStatus().getValue()).isEqualTo("False");
    }
  }

  @Test
  void aStackThatIsPausedOrGoneIsCountedNoMore() {
    shop.look();
    assertThat(shop.reconciliation.states()).containsEntry(Readiness.State.IN_PROGRESS, 1L);
    WebStack paused = shop.stack();
    paused.getSpec().setPaused(true);

    shop.reconciliation.reconcile(paused);

    assertThat(shop.reconciliation.states().values()).containsOnly(0L);
    shop.look();
    shop.reconciliation.forget(bench.owner.namespace(), "shop");
    assertThat(shop.reconciliation.states().values()).containsOnly(0L);
  }

  @Test
  void aStackIsToldOfWhatLosesItsLabel() {
    List<String> told = new CopyOnWriteArrayList<>();
    shop.look();
    Ref map = shop.children.of(bench.owner.namespace(), "shop").stream().map(Live::ref)
        .filter(ref -> ref.kind() == ChildKind.SERVICE_ACCOUNT || ref.kind() == ChildKind.SERVICE).findFirst().orElseThrow();
    Bench.await("it is watched", () -> shop.children.get(map).isPresent());
    bench.change(map, "{\"metadata\":{\"ownerReferences\":null}}");
    Bench.await("nobody's", () -> shop.children.get(map).filter(live -> live.controller().isEmpty()).isPresent());
    shop.children.listen((namespace, stack) -> told.add(stack));

    bench.change(map, "{\"metadata\":{\"labels\":{\"app.kubernetes.io/instance\":\"other\"}}}");

    Bench.await("both are told", () -> told.containsAll(List.of("shop", "other")));
    assertThat(shop.look().happened()).hasAtLeastOneElementOfType(Happened.Corrected.class);
  }

  @Test
  void aKindIsGoneWhenItIsMissedTwiceAndAnObjectOfItIsRefusedAtOnce() {
    TestClock clock = bench.clock;
    Capabilities capabilities = new Capabilities(shop.client, Set.of(bench.owner.namespace()), clock);
    var definition = bench.client.resource("""
        apiVersion: apiextensions.k8s.io/v1
        kind: CustomResourceDefinition
        metadata: {name: servicemonitors.monitoring.coreos.com}
        spec:
          group: monitoring.coreos.com
          names: {kind: ServiceMonitor, plural: servicemonitors, singular: servicemonitor, listKind: ServiceMonitorList}
          scope: Namespaced
          versions:
          - name: v1
            served: true
            storage: true
            schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}
        """);
    definition.serverSideApply();
    Bench.await("the kind is served", () -> shop.client.getApiResources("monitoring.coreos.com/v1") != null);
    assertThat(capabilities.refresh()).contains(Capability.SERVICE_MONITOR);
    definition.delete();
    Bench.await("the kind is gone", () -> shop.client.getApiGroups().getGroups().stream()
        .noneMatch(group -> group.getName().equals("monitoring.coreos.com")));

    Desired monitor = bench.desired("{apiVersion: monitoring.coreos.com/v1, kind: ServiceMonitor, metadata: {name: shop}, spec: {}}");
    assertThat(bench.execute(new Plan(List.of(new Step.Create(monitor))))).singleElement()
        .isInstanceOfSatisfying(Happened.Refused.class,
            refused -> assertThat(refused.reason()).isEqualTo(Reason.CAPABILITY_MISSING));
    clock.pass(Capabilities.PATIENCE);
    assertThat(capabilities.refresh()).as("missed once").contains(Capability.SERVICE_MONITOR);
    clock.pass(Capabilities.PATIENCE);
    assertThat(capabilities.refresh()).as("missed twice").doesNotContain(Capability.SERVICE_MONITOR);
  }
}
