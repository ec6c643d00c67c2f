package dev.sild.kubernetes;

import dev.sild.model.Text;

/**
 * Keeps {@code $} what it is. Kubernetes folds {@code $$} to {@code $} and expands {@code $(NAME)} in commands, arguments,
 * the commands of probes and plain environment values, but not in those of hooks; podman does so in commands and
 * arguments only (tried with 5.4.2). What the user wrote is to arrive as it stands.
 *
 * @see <a href="https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/">
 *     Dependent environment variables</a>
 */
final class Escapes {
  private Escapes() {}

  /** Returns what must stand in {@code command} or {@code args} for {@code text} to arrive. */
  static String ofArgument(Text text) {
    if (text instanceof Text.EnvRef reference) {
      return "$(" + reference.name() + ")";
    }
    if (text instanceof Text.Concat concat) {
      StringBuilder argument = new StringBuilder();
      for (Text part : concat.parts()) {
        // Every $ is doubled here: the last one of a part may stand before the parenthesis of the next.
        argument.append(part instanceof Text.EnvRef ? ofArgument(part) : part.value().replace("$", "$$"));
      }
      return argument.toString();
    }
    return forExpansion(text.value());
  }

  /** Returns what must stand in an environment variable's {@code value} for {@code value} to arrive. */
  static String ofEnv(String value, Target target) {
    return target == Target.KUBERNETES ? forExpansion(value) : value;
  }

  /** Returns what must stand in the command of a probe for {@code value} to arrive. */
  static String ofProbe(String value, Target target) {
    return ofEnv(value, target);
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
