package dev.sild.images;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Where a command says which server of several it starts: by a word ({@code taskmanager}), a script
 * ({@code start-master.sh}) or a class ({@code org.apache.spark.deploy.master.Master}). Options, their values and
 * addresses have the same names for other servers: {@code spark-submit --master spark://master:7077}.
 */
final class StartedRole {
    private static final Pattern WORD = Pattern.compile("[^\\s;&|()'\"]+|[;&|()\\n]");
    private static final Pattern SEPARATOR = Pattern.compile("[;&|()\\n]");

    /** What looks like an option before the name of a server. */
    private static final Pattern BEFORE_ROLES = Pattern.compile("--|--service|-[a-z]{0,3}c");

    private StartedRole() {}

    /**
     * Returns where a text first says that it starts a server; -1 where it does not.
     *
     * @param text commands and modes, between semicolons, in lower case
     */
    static int at(String text, String role) {
        Matcher word = WORD.matcher(text);
        String before = "";
        while (word.find()) {
            String found = word.group();
            boolean value =
                    before.startsWith("-") && !BEFORE_ROLES.matcher(before).matches();
            if (isClass(found, role) || !value && (found.equals(role) || isScript(found, role))) {
                return word.start();
            }
            before = SEPARATOR.matcher(found).matches() ? "" : found;
        }
        return -1;
    }

    private static boolean isClass(String word, String role) {
        return word.startsWith("org.apache.")
                && word.indexOf('=') < 0
                && word.indexOf(':') < 0
                && ('.' + word + '.').contains('.' + role + '.');
    }

    private static boolean isScript(String word, String role) {
        String file = word.substring(word.lastIndexOf('/') + 1).replaceFirst("\\.sh$", "");
        String name = file.startsWith("start-") ? file.substring("start-".length()) : file;
        return !word.contains("://") && (name.equals(role) || name.equals(role + "-server"));
    }
}
