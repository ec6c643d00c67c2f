package dev.sild.compose.translate.relations;

import java.util.regex.Pattern;

/** Lines of settings and code that say from whom requests come, not where they go: no name can stand in them. */
public final class ClientLists {
    private static final Pattern LIST = Pattern.compile(
            "(?i)\\b(?:allow\\w*|deny|trust\\w*|whitelist\\w*|set_real_ip_from|internal-?proxies|known_?(?:proxies|networks)|forwarded_allow_ips)\\b");

    private ClientLists() {}

    /** Whether a line is one of these. */
    public static boolean isOne(String line) {
        return LIST.matcher(line).find();
    }
}
