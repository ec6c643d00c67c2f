package dev.sild.node;

import static org.awaitility.Awaitility.await;

import dev.sild.cluster.OperatorProcess;
import dev.sild.podman.CommandRunner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Two replicas of the operator for one namespace, of which one leads. */
final class Operators implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(240);
    /** Longer than a lease, so that the other replica leads by then. */
    private static final Duration HANGING = Duration.ofSeconds(40);

    private final Node node;
    private final List<OperatorProcess> all = new ArrayList<>();

    Operators(Node node) {
        this.node = node;
        all.add(start());
        all.add(start());
    }

    private OperatorProcess start() {
        return OperatorProcess.start(
                Path.of(Node.KUBECONFIG),
                Map.of(
                        "QUARKUS_OPERATOR_SDK_NAMESPACES",
                        node.namespace(),
                        "SILD_LEADER_ELECTION_NAME",
                        "sild",
                        "SILD_LEADER_ELECTION_NAMESPACE",
                        node.namespace()));
    }

    private OperatorProcess leader() {
        String holder = node.run("get", "lease/sild", "-o", "jsonpath={.spec.holderIdentity}");
        return all.stream()
                .filter(operator -> operator.identity().equals(holder))
                .findFirst()
                .orElseThrow(() -> new AssertionError("none of the operators leads: " + holder));
    }

    void killTheLeader() {
        leader().kill();
        restartEnded();
    }

    void hangTheLeader() {
        OperatorProcess leader = leader();
        signal(leader, "STOP");
        try {
            Thread.sleep(HANGING.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        signal(leader, "CONT");
        await("the one that hung finds that it leads no more, and ends")
                .atMost(LIMIT)
                .until(() -> !leader.isAlive());
        restartEnded();
    }

    private static void signal(OperatorProcess operator, String signal) {
        CommandRunner.run(
                        Path.of("/tmp"), Map.of(), LIMIT, List.of("kill", "-" + signal, Long.toString(operator.pid())))
                .orFail();
    }

    /** As a kubelet does; a leader that cannot reach the API server in time ends, too. */
    void restartEnded() {
        all.replaceAll(operator -> {
            if (operator.isAlive()) {
                return operator;
            }
            operator.close();
            return start();
        });
    }

    @Override
    public void close() {
        all.forEach(OperatorProcess::close);
    }
}
