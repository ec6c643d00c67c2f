package dev.sild.compose.translate.relations;

import java.util.regex.Pattern;

/** Lines of settings and code that say from whom requests come, not where they go: no name can stand in them. */
public final class ClientLists {
    private static final Pattern LIST = Pattern.compile(
            "(?i)\\b(?:allow|deny|trust(?!_?ServerCertificate)\\w*|whitelist\\w*|set_real_ip_from|internal-?proxies"
                    + "|known_?(?:proxies|networks)|forwarded_allow_ips)\\b");

    /** What stands before a host to which a program connects. */
    private static final Pattern CONNECTED = Pattern.compile("(?i).*(?://|@|(?:server|host|data source)\\s?=)\\s?");

    private static final int LONGEST = 100;

    private ClientLists() {}

    /** Whether a line is one of these. */
    public static boolean isOne(String line) {
        return LIST.matcher(line).find();
    }

    /** Whether a line is one of these and has an address in its list, rather than as a host to connect to. */
    static boolean has(String line, String address) {
        int at = line.indexOf(address);
        return isOne(line)
                && at >= 0
                && !CONNECTED
                        .matcher(line.substring(Math.max(0, at - LONGEST), at))
                        .matches();
    }
}
