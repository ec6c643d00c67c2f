package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the operator costs the API server while all is well, counted by the server itself: nothing. */
@OnControlPlane
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OperatorRestTest {
  private static final int STACKS = 50;
  private static final Duration QUIET = Duration.ofSeconds(60);

  private OperatorBench bench;

  static Stream<StackFile> kinds() {
    return StackFile.all();
  }

  @BeforeAll
  void start(ControlPlane plane) {
    bench = new OperatorBench(plane, "rest");
    bench.start();
  }

  @AfterAll
  void stop() {
    bench.close();
  }

  @ParameterizedTest
  @MethodSource("kinds")
  void fiftyStacksAtRestCostNoRequestAndARestartWritesNothing(StackFile kind) {
    List<String> names = IntStream.range(0, STACKS).mapToObj(i -> "rest-" + i).toList();
    names.forEach(name -> bench.apply(kind.smallest(name)));
    await("all are ready").atMost(Duration.ofMinutes(4)).pollInterval(Duration.ofSeconds(1)).until(() ->
        bench.plane.kubectl("get", kind.kind(), "-n", "rest", "-o", "jsonpath={.items[*].status.conditions[?(@.type=='Ready')].status}")
            .require().split(" +").length == STACKS
            && !bench.plane.kubectl("get", kind.kind(), "-n", "rest", "-o",
                "jsonpath={.items[*].status.conditions[?(@.type=='Ready')].status}").require().contains("False"));
    bench.operator().close();
    AuditLog restart = AuditLog.ofNow(bench.plane, bench.account.name());

    bench.start();
    await("it leads and has looked at all").atMost(Duration.ofSeconds(60)).pollInterval(Duration.ofMillis(500)).until(() ->
        bench.operator().get("/q/metrics").contains("sild_stacks{kind=\"" + kind.kind() + "\",state=\"ready\"} " + STACKS + ".0"));

    assertThat(restart.requests().stream().filter(request -> request.writes() && !request.isOfTheLease()))
        .as("writes of a restart").isEmpty();
    AuditLog quiet = AuditLog.ofNow(bench.plane, bench.account.name());
    pause(QUIET);
    assertThat(quiet.requests().stream().filter(request -> !request.isOfTheLease() && !request.verb().equals("watch")))
        .as("requests in %s s of quiet", QUIET.toSeconds()).isEmpty();
    assertThat(quiet.requests()).as("the lease is renewed").anyMatch(AuditLog.Request::isOfTheLease);
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
