package dev.sild.operator.engine.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.operator.engine.Objects;
import dev.sild.operator.engine.state.Desired;
import dev.sild.operator.engine.state.Reason;
import dev.sild.operator.engine.state.Step;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What is remembered of a stack's objects between two looks. */
class MemoryTest {
    private static final Instant NOW = Instant.parse("2026-11-24T12:00:00Z");
    private static final String META = "metadata: {name: logs, labels: {app.kubernetes.io/managed-by: sild}}";

    private final Memory memory = new Memory();
    private final Desired role =
            Objects.desired("{apiVersion: rbac.authorization.k8s.io/v1, kind: Role, " + META + "}");
    private final Desired map = Objects.desired("{apiVersion: v1, kind: ConfigMap, " + META + "}");
    private final Desired binding =
            Objects.desired("{apiVersion: rbac.authorization.k8s.io/v1, kind: RoleBinding, " + META + "}");

    @Test
    void aBindingThatWasRefusedIsAskedForAgainOnceItsRoleWasPutBack() {
        memory.reject(binding, Optional.empty(), new Step.Refuse(binding.ref(), Reason.REJECTED, "rights"), NOW);

        memory.applied(map, Objects.applied(map));
        assertThat(memory.rejection(binding, Optional.empty(), NOW)).isPresent();
        assertThat(memory.tookRefusalsBack()).isFalse();

        memory.applied(role, Objects.applied(role));
        assertThat(memory.rejection(binding, Optional.empty(), NOW)).isEmpty();
        assertThat(memory.tookRefusalsBack()).isTrue();
        assertThat(memory.tookRefusalsBack()).isFalse();
    }
}
