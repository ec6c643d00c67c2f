package dev.sild.images.text;

import java.util.LinkedHashSet;
import java.util.List;
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
        return text.length() > LONGEST || NO_REQUESTS.matcher(text).find() ? Set.of() : domains(sites(text, variables));
    }

    /** Whether Caddy answers any request for other names than {@link #domains}, such as that of this machine. */
    public static boolean answersOthers(String text, UnaryOperator<String> variables) {
        List<String> sites = sites(text, variables);
        return domains(sites).size() < sites.size();
    }

    /** Returns the addresses of the sites, in order and without those that are written twice. */
    private static List<String> sites(String text, UnaryOperator<String> variables) {
        Set<String> sites = new LinkedHashSet<>();
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
                add(code, sites);
                if (!code.isEmpty() && !code.endsWith("{") && !code.endsWith(",") && !code.endsWith("}")) {
                    // A file with one site needs no braces: its first line is the address, the rest is the site.
                    break;
                }
            }
            depth += (int) code.chars().filter(c -> c == '{').count()
                    - (int) code.chars().filter(c -> c == '}').count();
        }
        return List.copyOf(sites);
    }

    private static void add(String line, Set<String> sites) {
        for (String word : line.split("[,\\s{}]+")) {
            if (!word.isEmpty()) {
                sites.add(word);
            }
        }
    }

    private static Set<String> domains(List<String> sites) {
        Set<String> domains = new LinkedHashSet<>();
        for (String site : sites) {
            Matcher domain = DOMAIN.matcher(site);
            if (domain.matches()
                    && !PRIVATE.contains(
                            domain.group(1).substring(domain.group(1).lastIndexOf('.') + 1))) {
                domains.add(domain.group(1));
            }
        }
        return domains;
    }
}
