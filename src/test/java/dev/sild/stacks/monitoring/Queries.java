package dev.sild.stacks.monitoring;

import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names of metrics in a query of PromQL: identifiers that are neither functions, nor operators, nor labels.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/querying/basics/">Querying basics</a>
 */
final class Queries {
    private static final Pattern STRING = Pattern.compile("\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*'|`[^`]*`");
    private static final Pattern MATCHERS = Pattern.compile("\\{[^}]*}");
    private static final Pattern RANGE = Pattern.compile("\\[[^]]*]");
    private static final Pattern LABELS = Pattern.compile(
            "\\b(?:by|without|on|ignoring|group_left|group_right)\\s*\\([^)]*\\)", Pattern.CASE_INSENSITIVE);
    private static final Pattern IDENTIFIER = Pattern.compile("(?<![\\w:.$])([a-zA-Z_:][\\w:]*)(?![\\w:]*\\s*\\()");
    private static final Pattern VALUES = Pattern.compile("label_values\\((?:(.*), *)?\\w+\\)");
    private static final Set<String> WORDS =
            Set.of("and", "or", "unless", "bool", "offset", "inf", "nan", "atan2", "group_left", "group_right");

    private Queries() {}

    /** Returns the metrics that a query, or a variable's {@code label_values(metric, label)}, names. */
    static Set<String> metrics(String query) {
        Matcher values = VALUES.matcher(query);
        String left = values.matches() ? values.group(1) == null ? "" : values.group(1) : query;
        // Strings first: what they hold may look like anything.
        for (Pattern none : new Pattern[] {STRING, MATCHERS, RANGE, LABELS}) {
            left = none.matcher(left).replaceAll(" ");
        }
        Set<String> names = new TreeSet<>();
        IDENTIFIER
                .matcher(left)
                .results()
                .map(match -> match.group(1))
                .filter(name -> !WORDS.contains(name.toLowerCase(Locale.ROOT)))
                .forEach(names::add);
        return names;
    }
}
