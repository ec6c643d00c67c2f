package dev.sild.compose.translate.source;

import dev.sild.report.Nearest;
import java.util.Collection;
import java.util.List;
import java.util.Optional;

/**
 * The author's hints about secrets under {@code x-sild}: names whose values are secret, and names whose values are not,
 * regardless of the rule. A {@code *} in a name matches any characters.
 *
 * @param project those of the project, behind a service's own
 */
public record SecretHints(List<String> secrets, List<String> plain, Optional<SecretHints> project) {
    static final SecretHints NONE = new SecretHints(List.of(), List.of(), Optional.empty());

    /** Reads the hints of a project or a service. */
    static SecretHints of(Attribute hints) {
        Attribute secrets = hints.get("secrets");
        Attribute plain = hints.get("plain");
        return !secrets.present() && !plain.present()
                ? NONE
                : new SecretHints(secrets.strings(), plain.strings(), Optional.empty());
    }

    /** Returns these hints with those of the project behind them, for names that these say nothing of. */
    SecretHints before(SecretHints others) {
        return secrets.isEmpty() && plain.isEmpty() ? others : new SecretHints(secrets, plain, Optional.of(others));
    }

    public boolean saySecret(String name) {
        return isIn(secrets, name)
                || !isIn(plain, name) && project.isPresent() && project.get().saySecret(name);
    }

    public boolean sayPlain(String name) {
        return !isIn(secrets, name)
                && (isIn(plain, name) || project.isPresent() && project.get().sayPlain(name));
    }

    private static boolean isIn(List<String> patterns, String name) {
        for (String pattern : patterns) {
            if (pattern.equals(name) || pattern.indexOf('*') >= 0 && matches(pattern, 0, name, 0)) {
                return true;
            }
        }
        return false;
    }

    /** Goes back to the last star where the text behind it does not fit. */
    private static boolean matches(String pattern, int from, String name, int start) {
        int p = from;
        int n = start;
        int star = -1;
        int behind = 0;
        while (n < name.length()) {
            if (p < pattern.length() && pattern.charAt(p) == '*') {
                star = p++;
                behind = n;
            } else if (p < pattern.length() && pattern.charAt(p) == name.charAt(n)) {
                p++;
                n++;
            } else if (star >= 0) {
                p = star + 1;
                n = ++behind;
            } else {
                return false;
            }
        }
        while (p < pattern.length() && pattern.charAt(p) == '*') {
            p++;
        }
        return p == pattern.length();
    }

    private static String remedy(String near) {
        return near.isEmpty() ? "remove it" : "did you mean '" + near + "'?";
    }

    /** Reports names that are those of nothing. */
    static void reportUnknown(Attribute hints, Collection<String> names) {
        for (String kind : List.of("secrets", "plain")) {
            for (Attribute name : hints.get(kind).items()) {
                if (names.stream().noneMatch(known -> isIn(List.of(name.string()), known))) {
                    name.noteLost(
                            "no variable, config or file is named '" + name.string() + "'; the hint has no effect",
                            remedy(Nearest.of(name.string(), names)));
                }
            }
        }
    }
}
