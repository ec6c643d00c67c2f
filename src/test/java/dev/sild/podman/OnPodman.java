package dev.sild.podman;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.platform.commons.support.AnnotationSupport;

/** A class of the podman tier; where something it needs is missing it counts as skipped, and says so in capitals. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Tag("podman")
@ExtendWith(OnPodman.Condition.class)
public @interface OnPodman {

    /** Programs it needs besides podman and what podman itself runs. */
    String[] also() default {};

    /** The oldest JDK that one of this machine's has to be; 0 for none. */
    int jdk() default 0;

    /** Skips by a condition, for what is given up in a set-up method is in nobody's count of skipped tests. */
    final class Condition implements ExecutionCondition {
        private static final List<String> PROGRAMS = List.of("podman", "runc", "conmon", "catatonit", "nft", "busybox");

        /** Debian keeps it off the path; without it pods play, but find nobody by name. */
        private static final Path NAME_SERVER = Path.of("/usr/lib/podman/aardvark-dns");

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            Optional<OnPodman> needs =
                    context.getTestClass().flatMap(type -> AnnotationSupport.findAnnotation(type, OnPodman.class));
            int jdk = needs.map(OnPodman::jdk).orElse(0);
            Optional<String> missing = missing(needs.map(OnPodman::also).orElse(new String[0]))
                    .or(() -> jdk == 0 || Jdks.atLeast(jdk).isPresent()
                            ? Optional.empty()
                            : Optional.of("NO JDK " + jdk + " IS IN /usr/lib/jvm"));
            if (missing.isPresent() && context.getTestMethod().isEmpty()) {
                System.err.println("PODMAN TESTS SKIPPED: " + context.getDisplayName() + ": " + missing.get());
            }
            context.getRoot()
                    .getStore(ExtensionContext.Namespace.create(Shelf.class))
                    .computeIfAbsent("shelf", key -> (AutoCloseable) Shelf::clear);
            return missing.map(ConditionEvaluationResult::disabled)
                    .orElseGet(() -> ConditionEvaluationResult.enabled("podman is here"));
        }

        private static Optional<String> missing(String... also) {
            List<String> programs = new ArrayList<>(PROGRAMS);
            Collections.addAll(programs, also);
            for (String program : programs) {
                if (!CommandRunner.installed(program)) {
                    return Optional.of(program + " IS NOT INSTALLED");
                }
            }
            if (!Files.isExecutable(NAME_SERVER)) {
                return Optional.of("aardvark-dns IS NOT INSTALLED");
            }
            return "root".equals(System.getProperty("user.name"))
                    ? Optional.empty()
                    : Optional.of("ONLY ROOT CAN GIVE PODS A NETWORK OF THEIR OWN");
        }
    }
}
