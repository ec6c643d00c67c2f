package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;

/** Whatever goes wrong on the way, a stack ends as it should be: no password made anew, no claim lost, no object twice. */
@OnOperator(namespace = "fault", started = false)
class OperatorFaultTest {
  private static final Duration SOON = Duration.ofSeconds(30);
  /** The tests' lease lasts 6 s, and those who wait for it look every second. */
  private static final Duration LEASE = Duration.ofSeconds(6 + 1 + 5);

  private final OperatorBench bench;

  OperatorFaultTest(OperatorBench bench) {
    this.bench = bench;
  }

  @AfterEach
  void end() {
    if (bench.operator() != null) {
      bench.operator().close();
    }
  }

  @EveryKind
  void killedInTheMidstOfItsWorkItIsDoneByTheNext(StackFile kind) {
    String name = "killed";
    Map<String, String> secrets = new TreeMap<>();
    for (int objects : new int[] {1, 4, 9, 15}) {
      bench.start();
      if (objects == 1) {
        bench.apply(kind.named(name));
      }
      await().atMost(SOON).pollInterval(Duration.ofMillis(20)).until(() -> bench.objects(name).size() >= objects);
      bench.operator().kill();
      bench.objects(name).forEach((object, json) -> remember(secrets, object, json));
    }

    bench.start();
    bench.awaitReady(kind, name);

    assertSound(kind, name, secrets);
  }

  @EveryKind
  void answersOfAServerInTroubleAreNotTheEnd(StackFile kind) {
    String name = "troubled";
    try (FaultyProxy proxy = new FaultyProxy(bench.account.kubeconfig())) {
      AtomicInteger count = new AtomicInteger();
      int[] codes = {409, 429, 500, 503};
      // Of all that is written every third request fails, each time in another way.
      proxy.answer(line -> !line.startsWith("GET") && !line.contains("/leases") && !line.contains("selfsubject")
          && count.incrementAndGet() % 3 == 0 ? Optional.of(codes[count.get() / 3 % codes.length]) : Optional.empty());
      try (OperatorProcess operator = OperatorProcess.start(proxy.kubeconfig(), bench.settings())) {
        bench.apply(kind.named(name));
        Map<String, String> secrets = new TreeMap<>();
        await("ready in spite of all").atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(500)).until(() -> {
          bench.objects(name).forEach((object, json) -> remember(secrets, object, json));
          return bench.condition(kind, name, "Ready").startsWith("True");
        });

        assertThat(proxy.answered()).as("faults").isGreaterThan(10);
        assertSound(kind, name, secrets);
      }
    }
  }

  @EveryKind
  void watchesThatAreCutAreOpenedAgainAndMissNothing(StackFile kind) {
    String name = "cut";
    try (FaultyProxy proxy = new FaultyProxy(bench.account.kubeconfig());
        OperatorProcess operator = OperatorProcess.start(proxy.kubeconfig(), bench.settings())) {
      bench.apply(kind.named(name));
      bench.awaitReady(kind, name);
      Map<String, String> secrets = new TreeMap<>();
      bench.objects(name).forEach((object, json) -> remember(secrets, object, json));
      String workload = bench.objects(name).keySet().stream().filter(object -> object.startsWith("Deployment/")).findFirst().orElseThrow();
      for (int i = 0; i < 3; i++) {
        // Nobody watches while it goes.
        assertThat(proxy.cutWatches()).isPositive();
        bench.plane.kubectl("delete", workload, "-n", "fault").require();
        await("made anew").atMost(SOON).until(() -> bench.objects(name).containsKey(workload));
      }
      bench.awaitReady(kind, name);
      assertSound(kind, name, secrets);
      assertThat(operator.isAlive()).isTrue();
    }
  }

  @EveryKind
  void leadershipPassesWithinTheLeaseWhenTheLeaderIsKilledOrAskedToGo(StackFile kind) {
    try (OperatorProcess first = OperatorProcess.start(bench.account.kubeconfig(), bench.settings())) {
      bench.apply(kind.smallest("led"));
      bench.awaitReady(kind, "led");
      try (OperatorProcess second = OperatorProcess.start(bench.account.kubeconfig(), bench.settings())) {
        first.kill();
        Instant killed = Instant.now();
        scale(kind, 3);
        assertThat(Duration.between(killed, Instant.now())).as("after kill -9").isLessThan(LEASE);

        try (OperatorProcess third = OperatorProcess.start(bench.account.kubeconfig(), bench.settings())) {
          second.terminate();
          Instant asked = Instant.now();
          second.awaitEnd(Duration.ofSeconds(10));
          scale(kind, 4);
          assertThat(Duration.between(asked, Instant.now())).as("after SIGTERM").isLessThan(LEASE);
          assertThat(third.isAlive()).isTrue();
        }
        bench.remove(kind, "led");
      }
    }
  }

  /** Asks for something and waits until somebody has done it: the first workload's environment gets a new value. */
  private void scale(StackFile kind, int value) {
    Map<String, String> before = OperatorBench.versions(bench.objects("led"));
    bench.patchSpec(kind, "led", kind.touch(value));
    await("somebody leads").atMost(SOON).pollInterval(Duration.ofMillis(100)).until(() ->
        !OperatorBench.versions(bench.objects("led")).equals(before));
  }

  private static void remember(Map<String, String> secrets, String name, JsonNode object) {
    if (name.startsWith("Secret/")) {
      String data = object.path("metadata").path("uid") + " " + object.path("data");
      assertThat(secrets.getOrDefault(name, data)).as("%s stays what it was at first", name).isEqualTo(data);
      secrets.put(name, data);
    }
  }

  /** The objects are those that the same stack has where nothing went wrong, and nothing is left to do for anybody. */
  private void assertSound(StackFile kind, String name, Map<String, String> secrets) {
    Map<String, JsonNode> objects = bench.objects(name);
    assertThat(secrets).isNotEmpty();
    secrets.keySet().forEach(secret -> assertThat(objects).containsKey(secret));
    objects.forEach((object, json) -> remember(secrets, object, json));
    String other = name + "-undisturbed";
    bench.apply(kind.named(other));
    bench.awaitReady(kind, other);
    assertThat(objects.keySet()).containsExactlyInAnyOrderElementsOf(
        bench.objects(other).keySet().stream().map(object -> object.replace(other, name)).toList());
    bench.remove(kind, name, other);
  }
}
