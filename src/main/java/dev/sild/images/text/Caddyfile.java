package dev.sild.images.text;

import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The sites of a Caddyfile.
 *
 * @see <a href="https://caddyserver.com/docs/caddyfile/concepts">Caddyfile concepts</a>
 */
public final class Caddyfile {
    private static final int LONGEST = 128 << 10;
    private static final Pattern VARIABLE = Pattern.compile("\\{\\$(\\w{1,100}+)(?::([^{}\\n]{0,200}+))?+}");

    /** Settings with which Caddy asks nobody for a certificate. */
    private static final Pattern NO_REQUESTS = Pattern.compile(
            "(?m)^[ \\t]*(?:tls[ \\t]+(?:internal|[\"/])|local_certs|auto_https[ \\t]+(?:off|disable_certs))");

    private static final Pattern DOMAIN = Pattern.compile(
            "(?:https://)?((?:\\*\\.)?(?:[a-z0-9-]{1,63}\\.){1,8}[a-z]{2,63})(?::443|:)?(?:/\\S*)?",
            Pattern.CASE_INSENSITIVE);

    private static final Set<String> PRIVATE =
            Set.of("local", "localhost", "internal", "test", "lan", "home", "localdomain");

    private Caddyfile() {}

    /**
     * Returns the public names for which Caddy requests certificates, in order.
     *
     * @param variables returns the value of a variable of the container; empty for none
     */
    public static Set<String> domains(String text, UnaryOperator<String> variables) {
        Set<String> domains = new LinkedHashSet<>();
        if (text.length() > LONGEST || NO_REQUESTS.matcher(text).find()) {
            return domains;
        }
        Matcher variable = VARIABLE.matcher(text);
        String resolved = variable.replaceAll(match -> {
            String value = variables.apply(match.group(1));
            String given = value.isEmpty() && match.group(2) != null ? match.group(2) : value;
            return Matcher.quoteReplacement(given.length() > 200 ? "" : given);
        });
        int depth = 0;
        for (String line : resolved.split("\n")) {
            String code = line.replaceFirst("(?:^|\\s)#.*", "").strip();
            if (depth == 0 && !code.startsWith("(") && !code.startsWith("&(")) {
                add(code, domains);
            }
            depth += (int) code.chars().filter(c -> c == '{').count()
                    - (int) code.chars().filter(c -> c == '}').count();
        }
        return domains;
    }

    private static void add(String line, Set<String> domains) {
        for (String word : line.split("[,\\s{]+")) {
            Matcher domain = DOMAIN.matcher(word);
            if (domain.matches()
                    && !PRIVATE.contains(
                            domain.group(1).substring(domain.group(1).lastIndexOf('.') + 1))) {
                domains.add(domain.group(1));
            }
        }
    }
}
