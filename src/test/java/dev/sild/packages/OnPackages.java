package dev.sild.packages;

import dev.sild.podman.CommandRunner;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * A class of the tier of packages; where something it needs is missing it counts as skipped, and says so in capitals.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("package")
@ExtendWith(OnPackages.Condition.class)
public @interface OnPackages {

    /** The programs it runs. */
    String[] value();

    /** Whether only root can do what it does. */
    boolean root() default false;

    /** Skips by a condition, for what is given up in a set-up method is in nobody's count of skipped tests. */
    final class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            List<String> missing = context.getTestClass()
                    .flatMap(type -> AnnotationSupport.findAnnotation(type, OnPackages.class))
                    .map(Condition::missing)
                    .orElse(List.of());
            if (missing.isEmpty()) {
                return ConditionEvaluationResult.enabled("all programs are here");
            }
            String reason = "PACKAGE TIER SKIPPED: " + context.getDisplayName() + ": MISSING: " + missing;
            if (context.getTestMethod().isEmpty()) {
                System.err.println(reason);
            }
            return ConditionEvaluationResult.disabled(reason);
        }

        private static List<String> missing(OnPackages needs) {
            Stream<String> programs = Stream.of(needs.value()).filter(program -> !CommandRunner.installed(program));
            boolean root = "root".equals(System.getProperty("user.name"));
            return Stream.concat(programs, needs.root() && !root ? Stream.of("ROOT") : Stream.of())
                    .toList();
        }
    }
}
