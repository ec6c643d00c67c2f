package dev.sild.operator.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.operator.engine.Objects;
import dev.sild.operator.engine.state.LiveObject;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How objects are doing, as kstatus has it. */
class ReadinessTest {

    @ParameterizedTest(name = "{0} {2} {3}")
    @CsvSource(delimiter = '|', textBlock = """
      Deployment  | apps/v1  | {replicas: 2} | {observedGeneration: 1, replicas: 2, updatedReplicas: 2, availableReplicas: 2} | CURRENT
      Deployment  | apps/v1  | {replicas: 2} | {observedGeneration: 0, replicas: 2, updatedReplicas: 2, availableReplicas: 2} | IN_PROGRESS
      Deployment  | apps/v1  | {replicas: 2} | {observedGeneration: 1, replicas: 2, updatedReplicas: 1, availableReplicas: 2} | IN_PROGRESS
      Deployment  | apps/v1  | {replicas: 2} | {observedGeneration: 1, replicas: 3, updatedReplicas: 2, availableReplicas: 2} | IN_PROGRESS
      Deployment  | apps/v1  | {replicas: 2} | {observedGeneration: 1, replicas: 2, updatedReplicas: 2, availableReplicas: 1} | IN_PROGRESS
      Deployment  | apps/v1  | {replicas: 2} | {observedGeneration: 1, conditions: [{type: Progressing, reason: ProgressDeadlineExceeded}]} | FAILED
      Deployment  | apps/v1  | {replicas: 0} | {} | IN_PROGRESS
      StatefulSet | apps/v1  | {replicas: 1} | {observedGeneration: 1, readyReplicas: 1, updatedReplicas: 1, currentRevision: a, updateRevision: a} | CURRENT
      StatefulSet | apps/v1  | {replicas: 1} | {observedGeneration: 1, readyReplicas: 0, updatedReplicas: 1, currentRevision: a, updateRevision: a} | IN_PROGRESS
      StatefulSet | apps/v1  | {replicas: 1} | {observedGeneration: 1, readyReplicas: 1, updatedReplicas: 1, currentRevision: a, updateRevision: b} | IN_PROGRESS
      DaemonSet   | apps/v1  | {}            | {observedGeneration: 1, desiredNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 2} | CURRENT
      DaemonSet   | apps/v1  | {}            | {observedGeneration: 1, desiredNumberScheduled: 2, updatedNumberScheduled: 2, numberAvailable: 1} | IN_PROGRESS
      DaemonSet   | apps/v1  | {}            | {} | IN_PROGRESS
      Job         | batch/v1 | {}            | {startTime: now} | CURRENT
      Job         | batch/v1 | {}            | {} | IN_PROGRESS
      Job         | batch/v1 | {}            | {startTime: now, conditions: [{type: Failed, status: 'True'}]} | FAILED
      Service     | v1       | {type: LoadBalancer} | {} | IN_PROGRESS
      Service     | v1       | {type: LoadBalancer} | {loadBalancer: {ingress: [{ip: 192.0.2.1}]}} | CURRENT
      Service     | v1       | {type: ClusterIP}    | {} | CURRENT
      PersistentVolumeClaim | v1 | {} | {phase: Pending} | CURRENT
      PersistentVolumeClaim | v1 | {} | {phase: Lost}    | FAILED
      """)
    void follows(String kind, String apiVersion, String spec, String status, Readiness.State state) {
        LiveObject live =
                Objects.live("{apiVersion: %s, kind: %s, metadata: {name: api, generation: 1}, spec: %s, status: %s}"
                        .formatted(apiVersion, kind, spec, status));

        Readiness readiness = Readiness.of(live);

        assertThat(readiness.state()).isEqualTo(state);
        assertThat(readiness.message().isEmpty())
                .as("says what is missing: %s", readiness.message())
                .isEqualTo(state == Readiness.State.CURRENT);
    }
}
