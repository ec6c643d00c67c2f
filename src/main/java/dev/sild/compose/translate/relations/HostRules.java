package dev.sild.compose.translate.relations;

import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Which clients PostgreSQL accepts, as {@code pg_hba.conf} says. Files of compose projects often accept only the
 * networks that container engines make, and no pod has an address of these.
 *
 * @see <a href="https://www.postgresql.org/docs/current/auth-pg-hba-conf.html">The pg_hba.conf File</a>
 */
final class HostRules {
    private static final Pattern NAME = Pattern.compile("(?i)(?:.*/)?[\\w.-]*pg_hba[\\w.-]*");

    /** Type, database, user, then the address. */
    private static final Pattern RULE =
            Pattern.compile("(?m)^[ \\t]*+host\\w{0,8}+[ \\t]++\\S++[ \\t]++\\S++[ \\t]++(\\S++).*$");

    /** The networks that Docker takes for compose projects. */
    private static final Pattern OF_ENGINE =
            Pattern.compile("(?:172\\.(?:1[6-9]|2\\d|3[01])|192\\.168)\\.\\d{1,3}\\.\\d{1,3}(?:/\\d{1,2})?");

    private static final Set<String> OF_ITSELF = Set.of("localhost", "::1", "::1/128", "samehost");

    private HostRules() {}

    /**
     * Returns where the first rule for a network of the engine has its address, if no rule lets in any other client.
     */
    static OptionalInt ofEngine(String file, String text) {
        OptionalInt first = OptionalInt.empty();
        Matcher rule = NAME.matcher(file).matches() ? RULE.matcher(text) : RULE.matcher("");
        while (rule.find()) {
            String address = rule.group(1);
            if (OF_ENGINE.matcher(address).matches()) {
                first = first.isPresent() ? first : OptionalInt.of(rule.start(1));
            } else if (!address.startsWith("127.") && !OF_ITSELF.contains(address)) {
                return OptionalInt.empty();
            }
        }
        return first;
    }
}
