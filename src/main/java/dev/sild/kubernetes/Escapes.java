package dev.sild.kubernetes;

/**
 * Keeps {@code $} what it is: Kubernetes folds {@code $$} to {@code $} and expands {@code $(NAME)} in commands, arguments
 * and plain environment values, each of which the user may have meant as it stands.
 *
 * @see <a href="https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/">
 *     Dependent environment variables</a>
 */
final class Escapes {
  private Escapes() {}

  /** Returns what must stand in {@code command} or {@code args} for {@code value} to arrive. */
  static String ofArgument(String value, Target target) {
    return target == Target.KUBERNETES ? forExpansion(value) : value;
  }

  /** Returns what must stand in an environment variable's {@code value} for {@code value} to arrive. */
  static String ofEnv(String value, Target target) {
    return target == Target.KUBERNETES ? forExpansion(value) : value;
  }

  private static String forExpansion(String value) {
    if (value.indexOf("$(") < 0 && value.indexOf("$$") < 0) {
      return value;
    }
    StringBuilder escaped = new StringBuilder(value.length() + 4);
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      escaped.append(c);
      if (c == '$') {
        escaped.append('$');
      }
    }
    return escaped.toString();
  }
}
