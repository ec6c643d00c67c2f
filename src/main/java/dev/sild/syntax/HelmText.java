package dev.sild.syntax;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Text in templates of a Helm chart, and in values that a template evaluates with {@code tpl}.
 *
 * @see <a href="https://pkg.go.dev/text/template">Go's templates</a>
 */
public final class HelmText {
    /** An action begins with two braces; one at the end would make two with what comes next. */
    private static final Pattern BRACES = Pattern.compile("\\{{2,}|\\{\\z");

    private HelmText() {}

    /**
     * Returns what the template engine writes as {@code text}. The quotes in it are backquotes, which YAML never
     * escapes: the result can be quoted as YAML, read and evaluated.
     */
    public static String literal(String text) {
        return text.indexOf('{') < 0
                ? text
                : BRACES.matcher(text).replaceAll(braces -> Matcher.quoteReplacement("{{`" + braces.group() + "`}}"));
    }

    /** Returns the action that writes what {@code expression} yields; the expression is code. */
    public static String action(String expression) {
        return "{{ " + expression + " }}";
    }

    /** Returns an action on a line of its own, which leaves no line of its own behind; the expression is code. */
    public static String line(String expression) {
        return "{{- " + expression + " }}";
    }

    /** Returns a comment on a line of its own, of which nothing is left. */
    public static String comment(String text) {
        return "{{- /* " + text.replace("*/", "* /") + " */ -}}\n";
    }

    /** Returns a template of that name, which is code, with this text, without the white space around it. */
    public static String definition(String name, String text) {
        return "{{- define " + string(name) + " -}}\n" + text + "{{- end -}}\n";
    }

    /**
     * Returns an expression that yields {@code text}: a string as Go writes it, without braces, which could end an
     * action.
     */
    public static String string(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                quoted.append('\\').append(c);
            } else if (c < ' ' || c == '{' || c == '}') {
                quoted.append("\\x").append(Character.forDigit(c >> 4, 16)).append(Character.forDigit(c & 15, 16));
            } else {
                quoted.append(c);
            }
        }
        return quoted.append('"').toString();
    }
}
