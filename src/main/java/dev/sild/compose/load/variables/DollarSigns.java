package dev.sild.compose.load.variables;

import dev.sild.model.Origin;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.secrets.SecretNames;
import dev.sild.secrets.SecretValues;
import java.util.regex.Pattern;

/** Dollar signs in values of env files: docker compose takes {@code $NAME} for a variable there, also in a secret. */
final class DollarSigns {
    private static final Pattern USUAL = Pattern.compile("[A-Z][A-Z0-9_]{2,}");

    private DollarSigns() {}

    /**
     * Whether the dollar before a name seems to be a character of a random secret, and not the start of a variable.
     *
     * @param key the variable that has the value
     */
    static boolean isOfSecret(String key, String value, String name) {
        int at = value.indexOf('$' + name);
        if (at < 0 || !SecretNames.isSecret(key) && !SecretValues.hasPassword(value.replace("$", ""))) {
            return false;
        }
        boolean whole = at == 0 && value.length() == name.length() + 1;
        boolean apart = at == 0 || !Character.isLetterOrDigit(value.charAt(at - 1));
        return !whole && !(apart && USUAL.matcher(name).matches());
    }

    /** Returns what says that a part of a secret is missing, which names no part of it. */
    static Finding finding(String key, Origin origin) {
        return new Finding(
                Code.VARIABLE_UNSET,
                origin,
                "'$' in the value of " + key + " starts the name of a variable that is not set, so a part is missing",
                "put the value in single quotes, or write '$$' for '$'");
    }
}
