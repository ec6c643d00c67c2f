package dev.sild.images;

import java.util.regex.Pattern;

/** Which files in their folders of configuration servers read. */
public final class ServerFiles {
    /** What names of files end with that a server's own pattern does not include. */
    private static final Pattern PUT_ASIDE =
            Pattern.compile("(?i).*(?:[._-](?:disabled?|off|bak|backup|old|orig|save|example|sample|dist)|~)");

    /** Documents and programs. */
    private static final Pattern NO_CONFIGURATION = Pattern.compile(
            "(?i).*\\.(?:md|rst|adoc|txt|sh|py|rb|jsx?|tsx?|vue|php|html?|css|sql|lua|go|rs|java|cs|json)");

    private ServerFiles() {}

    /** Whether a file may be one that servers read: in documents and programs such lines are examples. */
    public static boolean mayBeConfiguration(String path) {
        return !NO_CONFIGURATION.matcher(path).matches();
    }

    /** Whether programs look for their configuration at an absolute path. */
    public static boolean isOfConfiguration(String place) {
        return place.contains("/etc/") || place.contains("/conf/");
    }

    /** Whether the name of a file says that no server is to read it. */
    public static boolean isPutAside(String path) {
        return PUT_ASIDE.matcher(path).matches();
    }

    /** Whether nginx includes a file at an absolute path, where its image includes files by their endings. */
    public static boolean isIncluded(String place) {
        return !(place.contains("/nginx/conf.d/") && !place.endsWith(".conf"))
                && !(place.contains("/nginx/templates/") && !place.endsWith(".template"))
                && !place.contains("/sites-available/");
    }
}
