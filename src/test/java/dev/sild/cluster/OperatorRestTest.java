package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What the operator costs the API server while all is well, counted by the server itself: nothing. */
@OnOperator(namespace = "rest")
class OperatorRestTest {
    private static final List<StackFile> KINDS = StackFile.all().toList();
    /** Of each kind: fifty and a few in all. */
    private static final int STACKS = 50 / KINDS.size() + 1;

    private static final Duration COMING_UP = Duration.ofMinutes(6);
    private static final Duration QUIET = Duration.ofSeconds(60);

    private final OperatorBench bench;

    OperatorRestTest(OperatorBench bench) {
        this.bench = bench;
    }

    @Test
    void fiftyStacksAtRestCostNoRequestAndARestartWritesNothing() {
        AuditLog creation = AuditLog.ofNow(bench.plane, bench.account.name());
        KINDS.forEach(kind -> bench.apply(IntStream.range(0, STACKS)
                .mapToObj(i -> kind.smallest(kind + "-" + i))
                .toList()));
        await("all are ready")
                .atMost(COMING_UP)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> KINDS.forEach(kind -> assertThat(bench.stacks(kind))
                        .hasSize(STACKS)
                        .allMatch(
                                stack -> OperatorBench.condition(stack, "Ready").startsWith("True"))));
        assertThat(creation.requests().stream().filter(request -> request.verb().equals("get")))
                .as("what is not there is not read before it is created, except generated Secrets")
                .allMatch(request -> request.isOfTheLease()
                        || request.resource().equals("secrets")
                        || request.resource().endsWith("stacks.sild.dev")
                        || request.resource().isEmpty());
        bench.operator().close();
        AuditLog restart = AuditLog.ofNow(bench.plane, bench.account.name());

        bench.start();
        await("it leads and has looked at all")
                .atMost(Duration.ofSeconds(60))
                .pollInterval(Duration.ofMillis(500))
                .until(() -> KINDS.stream()
                        .allMatch(kind -> bench.operator()
                                .get("/q/metrics")
                                .contains(
                                        "sild_stacks{kind=\"" + kind.kind() + "\",state=\"ready\"} " + STACKS + ".0")));

        assertThat(restart.requests().stream().filter(request -> request.writes() && !request.isOfTheLease()))
                .as("writes of a restart")
                .isEmpty();
        AuditLog quiet = bench.atRest();
        pause(QUIET);
        assertThat(quiet.requests().stream()
                        .filter(request ->
                                !request.isOfTheLease() && !request.verb().equals("watch")))
                .as("requests in %s s of quiet", QUIET.toSeconds())
                .isEmpty();
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
