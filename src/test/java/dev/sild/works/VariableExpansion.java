package dev.sild.works;

import java.util.Map;

/**
 * Kubernetes' expansion of {@code $(NAME)}, as the kubelet does it for variables, commands and arguments: {@code $$} is
 * a {@code $}, what is not known stays, and what was put in is not expanded again.
 *
 * @see <a href="https://kubernetes.io/docs/tasks/inject-data-application/define-interdependent-environment-variables/">
 *     Dependent environment variables</a>
 */
final class VariableExpansion {
    private VariableExpansion() {}

    static String expand(String text, Map<String, String> variables) {
        StringBuilder expanded = new StringBuilder();
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
            int end = c == '$' && next == '(' ? text.indexOf(')', at + 2) : -1;
            if (end >= 0) {
                String name = text.substring(at + 2, end);
                expanded.append(variables.getOrDefault(name, "$(" + name + ")"));
                at = end + 1;
            } else if (c == '$' && next == '$') {
                expanded.append('$');
                at += 2;
            } else {
                expanded.append(c);
                at++;
            }
        }
        return expanded.toString();
    }
}
