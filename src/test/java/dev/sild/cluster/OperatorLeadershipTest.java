package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Who leads is known from the Lease, and changes without a wait where it can. */
@OnOperator(namespace = "leadership", started = false)
class OperatorLeadershipTest {
    /** A lease so long that nobody waits for its end by chance. */
    private static final Duration LEASE = Duration.ofSeconds(60);
    /** Who waits for the lease to end needs longer. */
    private static final Duration AT_ONCE = Duration.ofSeconds(30);

    private final OperatorBench bench;
    private final Map<String, String> settings;

    OperatorLeadershipTest(OperatorBench bench) {
        this.bench = bench;
        settings = new HashMap<>(bench.settings());
        settings.put("SILD_LEADER_ELECTION_LEASE_DURATION", LEASE.toSeconds() + "s");
        settings.put("SILD_LEADER_ELECTION_RENEW_DEADLINE", "40s");
    }

    private String leader() {
        JsonNode leases = Manifest.json(bench.plane
                .kubectl("get", "leases", "-n", bench.namespace, "-o", "json")
                .require());
        return leases.path("items").path(0).path("spec").path("holderIdentity").asText();
    }

    private void awaitLeader(OperatorProcess operator, Duration limit) {
        await("it leads")
                .atMost(limit)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> leader().equals(operator.identity()));
    }

    @Test
    void whoIsAskedToGoLetsTheNextLeadAtOnce() {
        try (OperatorProcess first = OperatorProcess.start(bench.account.kubeconfig(), settings)) {
            awaitLeader(first, AT_ONCE);
            try (OperatorProcess second = OperatorProcess.start(bench.account.kubeconfig(), settings)) {
                Instant asked = Instant.now();
                first.terminate();
                awaitLeader(second, LEASE);

                assertThat(Duration.between(asked, Instant.now()))
                        .as("of a lease of a minute")
                        .isLessThan(AT_ONCE);
                first.awaitEnd(AT_ONCE);
                assertThat(first.log()).doesNotContain("Exception", "cannot release");
                assertThat(second.isAlive()).isTrue();
            }
        }
    }

    @Test
    void whoDoesNotLeadTakesNothingFromWhoDoes() {
        try (OperatorProcess first = OperatorProcess.start(bench.account.kubeconfig(), settings)) {
            awaitLeader(first, AT_ONCE);
            try (OperatorProcess second = OperatorProcess.start(bench.account.kubeconfig(), settings)) {
                second.terminate();
                second.awaitEnd(AT_ONCE);

                assertThat(leader()).isEqualTo(first.identity());
                assertThat(first.isAlive()).isTrue();
            }
            first.terminate();
            first.awaitEnd(AT_ONCE);
            assertThat(leader()).isEmpty();
        }
    }
}
