package dev.sild.node;

import dev.sild.podman.CommandRunner;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;

/** A class of the node tier; where something it needs is missing it counts as skipped, and says so in capitals. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("node")
@ExtendWith(OnNode.Condition.class)
@interface OnNode {

    /** Never uses the user's own kubeconfig: the cluster is named, or there is none. */
    final class Condition implements ExecutionCondition {
        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            Optional<String> missing = missing();
            if (missing.isPresent() && context.getTestMethod().isEmpty()) {
                System.err.println("NODE TESTS SKIPPED: " + context.getDisplayName() + ": " + missing.get());
            }
            return missing.map(ConditionEvaluationResult::disabled)
                    .orElseGet(() -> ConditionEvaluationResult.enabled("a node is here"));
        }

        private static Optional<String> missing() {
            if (!Files.isRegularFile(Path.of(Node.KUBECONFIG))) {
                return Optional.of("-Dsild.node.kubeconfig NAMES NO FILE");
            }
            if (Node.LOAD.isBlank()) {
                return Optional.of("-Dsild.node.load NAMES NO COMMAND THAT LOADS AN IMAGE ARCHIVE");
            }
            return Stream.of("kubectl", "docker-compose", "podman", "runc", "busybox")
                    .filter(program ->
                            !program.equals("kubectl") || Node.kubectl().equals("kubectl"))
                    .filter(program -> !CommandRunner.installed(program))
                    .map(program -> program + " IS NOT INSTALLED")
                    .findFirst();
        }
    }
}
