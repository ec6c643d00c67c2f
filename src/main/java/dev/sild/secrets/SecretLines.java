package dev.sild.secrets;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The values under secret names in a text that may not be a valid file: a message about it must not show them,
 * regardless of what is wrong with it.
 */
public final class SecretLines {
    private static final Pattern SETTING =
            Pattern.compile("(?<![\\w.-])([\\w.-]{1,200}+)[\"']?+[ \\t]*+[:=][ \\t]*+([^\\n]{0,2000})");
    private static final Pattern NEXT_LINE = Pattern.compile(
            "(?m)^[ \\t-]*+([\\w.-]{1,200}+):[ \\t]*+(?:[|>][+-]?)?[ \\t]*+\\n[ \\t]++(\\S[^\\n]{0,2000})");

    /** {@code ${NAME:?message}}: the message is for the user who has not set the variable. */
    private static final Pattern REQUIRED = Pattern.compile("\\$\\{\\w{1,200}+:?\\?");

    private static final Pattern REFERENCE = Pattern.compile("[\"']?\\$\\{\\w{1,200}+\\}");

    private SecretLines() {}

    /** Returns names by value, as the value is written and in the forms that a reader may make of it. */
    public static Map<String, String> values(String text) {
        Map<String, String> values = new LinkedHashMap<>();
        for (Pattern pattern : List.of(SETTING, NEXT_LINE)) {
            Matcher setting = pattern.matcher(text).useAnchoringBounds(false).useTransparentBounds(true);
            while (setting.find()) {
                boolean message = setting.group(2).startsWith("?") && text.startsWith("${", setting.start(1) - 2);
                if (!message && SecretNames.verdict(setting.group(1)) != SecretNames.Verdict.PLAIN) {
                    add(setting.group(1), setting.group(2).strip(), values);
                }
                setting.region(setting.end(1), text.length());
            }
        }
        return values;
    }

    private static void add(String name, String written, Map<String, String> values) {
        int comment = written.indexOf(" #");
        String value = comment < 0 ? written : written.substring(0, comment).strip();
        put(name, written, values);
        put(name, value, values);
        put(name, value.replaceFirst("^[*&!|>@%`-]+", ""), values);
        for (char end : new char[] {',', '}', ']'}) {
            // A reference ends there, and has the name of a variable.
            boolean reference = end == '}' && REFERENCE.matcher(value).lookingAt();
            if (value.indexOf(end) > 0 && !reference) {
                put(name, value.substring(0, value.indexOf(end)).strip(), values);
            }
        }
    }

    private static void put(String name, String value, Map<String, String> values) {
        boolean quoted = value.length() > 1 && (value.charAt(0) == '"' || value.charAt(0) == '\'');
        int end = quoted ? value.indexOf(value.charAt(0), 1) : -1;
        String bare = end > 0 ? value.substring(1, end) : quoted ? value.substring(1) : value;
        if (REQUIRED.matcher(bare).lookingAt() || bare.startsWith("$(")) {
            // A message for the user, or the command that makes the value, which is none.
            return;
        }
        if (bare.startsWith("${") && bare.indexOf('}') < 0) {
            values.putIfAbsent(bare, name);
            bare = bare.substring(2);
        }
        if (!bare.isBlank() && !bare.startsWith("${")) {
            values.putIfAbsent(bare, name);
        }
    }
}
