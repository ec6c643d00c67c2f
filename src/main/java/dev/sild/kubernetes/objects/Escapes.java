package dev.sild.kubernetes.objects;

import dev.sild.model.Text;
import java.util.stream.Collectors;

/**
 * Keeps {@code $} what it is. Kubernetes folds {@code $$} to {@code $} and expands {@code $(NAME)} in commands,
 * arguments, the commands of probes and plain environment values, but not in those of hooks; podman does so in commands
 * and arguments only (tried with 5.4.2). What the user wrote must arrive unchanged.
 *
 * @see <a href="https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/">
 *     Dependent environment variables</a>
 */
public final class Escapes {
    private Escapes() {}

    /** Returns the entry of {@code command} or {@code args} that results in {@code text}. */
    public static String ofArgument(Text text) {
        return text instanceof Text.Concat || text instanceof Text.EnvRef ? composed(text) : forExpansion(text.value());
    }

    /**
     * Returns the {@code value} of an environment variable that results in {@code text}.
     *
     * @throws IllegalStateException for a text with the value of another variable where podman reads it, which does not
     *     know how to
     */
    public static String ofEnv(Text text, Target target) {
        if (target == Target.PODMAN) {
            return text.value();
        }
        return refers(text) ? composed(text) : forExpansion(text.value());
    }

    private static boolean refers(Text text) {
        return text instanceof Text.EnvRef
                || text instanceof Text.Concat concat && concat.parts().stream().anyMatch(Escapes::refers);
    }

    private static String composed(Text text) {
        if (text instanceof Text.EnvRef reference) {
            return "$(" + reference.name() + ")";
        }
        if (text instanceof Text.Concat concat) {
            return concat.parts().stream().map(Escapes::composed).collect(Collectors.joining());
        }
        // Every $ is doubled here: the last one of a part may precede the parenthesis of the next.
        return text.value().replace("$", "$$");
    }

    /** Returns the entry of a probe's command that results in {@code value}. */
    public static String ofProbe(String value, Target target) {
        return target == Target.KUBERNETES ? forExpansion(value) : value;
    }

    /** Returns the text that the expansion turns into {@code value}. */
    private static String forExpansion(String value) {
        if (value.indexOf("$(") < 0 && value.indexOf("$$") < 0) {
            return value;
        }
        StringBuilder escaped = new StringBuilder(value.length() + 4);
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            escaped.append(c);
            if (c == '$' && i + 1 < value.length() && (value.charAt(i + 1) == '$' || value.charAt(i + 1) == '(')) {
                escaped.append('$');
            }
        }
        return escaped.toString();
    }
}
