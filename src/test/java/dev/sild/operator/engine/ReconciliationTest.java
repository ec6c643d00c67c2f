package dev.sild.operator.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.cluster.ControlPlane;
import dev.sild.cluster.FaultyProxy;
import dev.sild.cluster.OnControlPlane;
import dev.sild.stack.Capability;
import dev.sild.stack.Inputs;
import dev.sild.stack.Stack;
import dev.sild.v1alpha1.WebStack;
import dev.sild.v1alpha1.webstackspec.Cache;
import dev.sild.v1alpha1.webstackstatus.Conditions;
import dev.sild.webstack.WebStacks;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BiFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInfo;

/** What a stack says of itself where something goes wrong between the operator and the API server. */
@OnControlPlane
class ReconciliationTest {
  private final ControlPlane plane;
  private Bench bench;
  private FaultyProxy proxy;
  private KubernetesClient client;
  private Children children;
  private References references;
  private BiFunction<WebStack, Inputs, Stack> translation = WebStacks::translate;
  private Reconciliation<WebStack> reconciliation;

  ReconciliationTest(ControlPlane plane) {
    this.plane = plane;
  }

  @BeforeEach
  void open(TestInfo test) {
    String name = test.getTestMethod().orElseThrow().getName().toLowerCase(Locale.ROOT);
    String namespace = "r-" + name.substring(0, Math.min(name.length(), 55));
    bench = new Bench(plane.kubeconfig(), namespace);
    proxy = new FaultyProxy(plane.kubeconfig());
    client = Bench.client(proxy.kubeconfig());
    children = new Children(client, Set.of(namespace), Clock.systemUTC());
    children.watch(List.of(ChildKind.values()).stream().filter(kind -> kind.capability().isEmpty()).toList());
    references = new References(client);
    reconciliation = new Reconciliation<>(new Kind(), new Cluster(client), children, references,
        new Capabilities(client, Set.of(namespace), Clock.systemUTC()), Clock.systemUTC(), new Random(1));
  }

  @AfterEach
  void close() {
    references.close();
    children.close();
    client.close();
    proxy.close();
    bench.close();
  }

  @Test
  void whereOneKindFailsTheOthersAreMadeAndTheStackSaysWhat() {
    proxy.answer(line -> line.startsWith("PATCH") && line.contains("/deployments/") ? Optional.of(500) : Optional.empty());

    Report report = reconciliation.reconcile(stack());

    assertThat(report.failure()).hasValueSatisfying(failure -> assertThat(failure.getCode()).isEqualTo(500));
    assertThat(report.happened()).hasAtLeastOneElementOfType(Happened.Created.class)
        .hasAtLeastOneElementOfType(Happened.Failed.class);
    assertThat(bench.client.network().v1().networkPolicies().inNamespace(bench.owner.namespace()).list().getItems()).isNotEmpty();
    assertThat(condition("Ready")).satisfies(ready -> {
      assertThat(ready.getStatus().getValue()).isEqualTo("False");
      assertThat(ready.getReason()).isEqualTo("ApiUnavailable");
      assertThat(ready.getMessage()).contains("Deployment/shop-api").hasLineCount(1);
    });
    assertThat(condition("Reconciling").getStatus().getValue()).isEqualTo("True");

    proxy.answer(line -> Optional.empty());
    assertThat(reconciliation.reconcile(stack()).failure()).isEmpty();
    assertThat(condition("Ready").getReason()).isNotEqualTo("ApiUnavailable");
  }

  @Test
  void aServerThatIsBusyIsLeftAloneAndWhatWasDoneIsTold() {
    proxy.answer(line -> line.startsWith("PATCH") && line.contains("/services/") ? Optional.of(503) : Optional.empty());

    Report report = reconciliation.reconcile(stack());

    assertThat(report.failure()).isPresent();
    assertThat(report.happened()).hasAtLeastOneElementOfType(Happened.Created.class);
    assertThat(bench.client.apps().deployments().inNamespace(bench.owner.namespace()).list().getItems()).isEmpty();
    assertThat(condition("Ready").getReason()).isEqualTo("ApiUnavailable");
  }

  @Test
  void aSecretThatMayNotBeMadeIsRefusedByItsName() {
    proxy.answer(line -> line.startsWith("POST") && line.contains("/secrets") ? Optional.of(403) : Optional.empty());
    WebStack stack = bench.client.resources(WebStack.class).inNamespace(bench.owner.namespace()).withName("shop")
        .edit(old -> {
          old.getSpec().setCache(new Cache());
          return old;
        });

    Report report = reconciliation.reconcile(stack);

    assertThat(report.failure()).isEmpty();
    assertThat(condition("Stalled")).satisfies(stalled -> {
      assertThat(stalled.getReason()).isEqualTo("Rejected");
      assertThat(stalled.getMessage()).contains("Secret/shop-");
    });
    assertThat(bench.client.apps().deployments().inNamespace(bench.owner.namespace()).list().getItems()).isNotEmpty();
  }

  @Test
  void aSpecThatDescribesNoStackIsSaidToBeInvalidWhoeverTranslatesItFirst() {
    for (RuntimeException wrong : List.of(new IllegalArgumentException("no such port"), new IllegalStateException("no such port"))) {
      translation = (stack, inputs) -> {
        throw wrong;
      };

      assertThat(reconciliation.reconcile(stack()).failure()).isEmpty();

      assertThat(condition("Stalled")).satisfies(stalled -> {
        assertThat(stalled.getReason()).isEqualTo("InvalidSpec");
        assertThat(stalled.getMessage()).isEqualTo("no such port");
      });
      translation = WebStacks::translate;
      reconciliation.reconcile(stack());
      assertThat(condition("Stalled").getStatus().getValue()).isEqualTo("False");
    }
  }

  @Test
  void aStackThatIsPausedOrGoneIsCountedNoMore() {
    reconciliation.reconcile(stack());
    assertThat(reconciliation.states()).containsEntry(Readiness.State.IN_PROGRESS, 1L);
    WebStack paused = stack();
    paused.getSpec().setPaused(true);

    reconciliation.reconcile(paused);

    assertThat(reconciliation.states().values()).containsOnly(0L);
    reconciliation.reconcile(stack());
    reconciliation.forget(bench.owner.namespace(), "shop");
    assertThat(reconciliation.states().values()).containsOnly(0L);
  }

  @Test
  void aStackIsToldOfWhatLosesItsLabel() {
    List<String> told = new CopyOnWriteArrayList<>();
    reconciliation.reconcile(stack());
    Ref map = children.of(bench.owner.namespace(), "shop").stream().map(Live::ref)
        .filter(ref -> ref.kind() == ChildKind.SERVICE_ACCOUNT || ref.kind() == ChildKind.SERVICE).findFirst().orElseThrow();
    Bench.await("it is watched", () -> children.get(map).isPresent());
    bench.change(map, "{\"metadata\":{\"ownerReferences\":null}}");
    Bench.await("nobody's", () -> children.get(map).filter(live -> live.controller().isEmpty()).isPresent());
    children.listen((namespace, stack) -> told.add(stack));

    bench.change(map, "{\"metadata\":{\"labels\":{\"app.kubernetes.io/instance\":\"other\"}}}");

    Bench.await("both are told", () -> told.containsAll(List.of("shop", "other")));
    assertThat(reconciliation.reconcile(stack()).happened()).hasAtLeastOneElementOfType(Happened.Corrected.class);
  }

  @Test
  void aKindIsGoneWhenItIsMissedTwiceAndAnObjectOfItIsRefusedAtOnce() {
    TestClock clock = bench.clock;
    Capabilities capabilities = new Capabilities(client, Set.of(bench.owner.namespace()), clock);
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
    Bench.await("the kind is served", () -> client.getApiResources("monitoring.coreos.com/v1") != null);
    assertThat(capabilities.refresh()).contains(Capability.SERVICE_MONITOR);
    definition.delete();
    Bench.await("the kind is gone", () -> client.getApiGroups().getGroups().stream()
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

  private WebStack stack() {
    return bench.client.resources(WebStack.class).inNamespace(bench.owner.namespace()).withName("shop").get();
  }

  private Conditions condition(String type) {
    return stack().getStatus().getConditions().stream().filter(one -> one.getType().equals(type)).findFirst().orElseThrow();
  }

  private final class Kind implements StackKind<WebStack> {
    @Override
    public Class<WebStack> type() {
      return WebStack.class;
    }

    @Override
    public Stack translate(WebStack stack, Inputs inputs) {
      return translation.apply(stack, inputs);
    }

    /** As the kinds of the operator do it, by a translation. */
    @Override
    public Set<Reference> references(WebStack stack) {
      translate(stack, Inputs.OFFLINE);
      return Set.of();
    }

    @Override
    public boolean isPaused(WebStack stack) {
      return Boolean.TRUE.equals(stack.getSpec().getPaused());
    }
  }
}
