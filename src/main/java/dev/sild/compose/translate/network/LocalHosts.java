package dev.sild.compose.translate.network;

import dev.sild.units.Digits;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The user's own machine in texts: in web addresses, and in lists of hosts and origins. */
public final class LocalHosts {
    private static final Pattern ADDRESS = Pattern.compile(
            "(?<![\\w.-])(?:http|ws)(s?)://(?:localhost|127\\.0\\.0\\.1)(?::([0-9]{1,5}))?(?![\\w.:-])");

    private static final Pattern LOCAL = Pattern.compile(
            "(?i)(?:(?:https?|wss?)://)?(?:localhost|127(?:\\.[0-9]{1,3}){3}|0\\.0\\.0\\.0|\\[?::1]?)(?::[0-9]{1,5})?/?");

    /** A name without a dot: of a service, or of a machine in its network. */
    private static final Pattern NEAR =
            Pattern.compile("(?i)(?:(?:https?|wss?)://)?[a-z][a-z0-9_-]{0,62}(?::[0-9]{1,5})?/?");

    private static final int LONGEST = 4096;

    private LocalHosts() {}

    /** Returns the ports of web addresses in a text. */
    public static Set<Integer> ports(String text) {
        Set<Integer> ports = new LinkedHashSet<>();
        if (text.length() <= LONGEST && (text.contains("localhost") || text.contains("127.0.0.1"))) {
            Matcher address = ADDRESS.matcher(text);
            while (address.find()) {
                String port = address.group(2);
                ports.add(port == null ? address.group(1).isEmpty() ? 80 : 443 : Digits.port(port));
            }
        }
        return ports;
    }

    /** Whether a list has the machine itself, and no host that others could know. */
    public static boolean areAll(String list) {
        boolean any = false;
        for (String entry : list.length() > LONGEST ? new String[0] : list.split("[\\s,;'\"\\[\\]()]+")) {
            boolean local = LOCAL.matcher(entry).matches();
            if (!entry.isEmpty() && !local && !NEAR.matcher(entry).matches()) {
                return false;
            }
            any |= local;
        }
        return any;
    }

    /** Returns the number that a text is; nothing for another text, such as a range. */
    public static Set<Integer> number(String text) {
        int number = Digits.port(text);
        return number > 0 ? Set.of(number) : Set.of();
    }
}
