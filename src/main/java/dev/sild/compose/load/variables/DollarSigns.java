package dev.sild.compose.load.variables;

import dev.sild.model.Origin;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.secrets.SecretNames;
import dev.sild.secrets.SecretValues;
import java.util.Set;
import java.util.regex.Pattern;

/** Dollar signs in values of env files: docker compose takes {@code $NAME} for a variable there, also in a secret. */
final class DollarSigns {
    /** No variable has a longer name: Java's patterns call themselves for each repeated group. */
    private static final int LONGEST = 100;

    private static final Pattern IN_CAPITALS = Pattern.compile("[A-Z][A-Z0-9_]{2,}");
    /** Names of variables; what is random has digits and capitals among small letters. */
    private static final Pattern USUAL =
            Pattern.compile("[A-Z][A-Z0-9_]*|_*[a-z]+(?:_[a-z]+)*\\d{0,2}|[a-z]+(?:[A-Z][a-z]+)+\\d{0,2}");

    private static final Pattern WORDS = Pattern.compile("[A-Z]{2,}[0-9]?(?:_(?:[A-Z]{2,}[0-9]?|[0-9]))+");
    /** Words that stand beside passwords in URLs. */
    private static final Set<String> OF_ADDRESSES = Set.of("HOST", "HOSTNAME", "PORT", "USER", "USERNAME", "NAME");

    /** {@code user:password@host} without the rest of a URL. */
    private static final Pattern LOGIN = Pattern.compile("[^\\s:]:[^\\s@]{1,200}+@");

    private final String key;
    private final String value;
    private final boolean secret;

    /**
     * Looks at a value.
     *
     * @param key the variable that has it
     */
    DollarSigns(String key, String value) {
        this.key = key;
        this.value = value;
        secret = SecretNames.isSecret(key) || hasPassword(value);
    }

    /**
     * Whether the dollar before a name seems to be a character of a random secret, and not the start of a variable: the
     * name is a part of the secret then.
     */
    boolean isOfSecret(String name) {
        if (name.length() > LONGEST) {
            return true;
        }
        if (!secret) {
            return !USUAL.matcher(name).matches();
        }
        int at = value.indexOf('$' + name);
        if (at < 0) {
            return !USUAL.matcher(name).matches() || isMixed(name);
        }
        boolean apart = at == 0 || !Character.isLetterOrDigit(value.charAt(at - 1));
        return !apart || !IN_CAPITALS.matcher(name).matches() || !isOfWords(name);
    }

    private static boolean hasPassword(String value) {
        String plain = value.replace("$", "");
        return SecretValues.hasPassword(plain) || LOGIN.matcher(plain).find() || SecretValues.isSecret(plain);
    }

    private static boolean isOfWords(String name) {
        return WORDS.matcher(name).matches() || OF_ADDRESSES.contains(name) || SecretNames.isSecret(name);
    }

    /** Whether letters follow digits, as in what is random. */
    private static boolean isMixed(String name) {
        return !WORDS.matcher(name).matches() && name.matches(".*[0-9][A-Za-z].*");
    }

    /** Returns what says that a part of a secret is missing, which names no part of it. */
    Finding finding(Origin origin) {
        return new Finding(
                Code.VARIABLE_UNSET,
                origin,
                "'$' in the value of " + key + " starts the name of a variable that is not set, so a part is missing",
                "put the value in single quotes, or write '$$' for '$'");
    }
}
