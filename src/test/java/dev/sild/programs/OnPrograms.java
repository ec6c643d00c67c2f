package dev.sild.programs;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** A class of the programs tier; where a program is missing it counts as skipped, and says so in capitals. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("programs")
@ExtendWith(OnPrograms.Condition.class)
public @interface OnPrograms {

    /** The programs it runs. */
    String[] value();

    /** Skips by a condition, for what is given up in a set-up method is in nobody's count of skipped tests. */
    final class Condition implements ExecutionCondition {

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            List<String> missing = context
                    .getTestClass()
                    .flatMap(type -> AnnotationSupport.findAnnotation(type, OnPrograms.class))
                    .map(annotation -> List.of(annotation.value()))
                    .orElse(List.of())
                    .stream()
                    .filter(program -> Programs.find(program).isEmpty())
                    .toList();
            if (missing.isEmpty()) {
                return ConditionEvaluationResult.enabled("all programs are here");
            }
            String reason = "PROGRAMS TIER SKIPPED: " + context.getDisplayName() + ": NOT INSTALLED: " + missing;
            if (context.getTestMethod().isEmpty()) {
                System.err.println(reason);
            }
            return ConditionEvaluationResult.disabled(reason);
        }
    }
}
