package dev.sild.images.ports;

import dev.sild.units.Digits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Finds in the text of an environment variable or an argument which ports of which hosts it speaks of, and gives a host
 * another name there.
 *
 * <p>A host counts only where it is used as one: in the authority of a URL (<a
 * href="https://www.rfc-editor.org/rfc/rfc3986#section-3.2">RFC 3986, 3.2</a>), or before a colon and a port. A path, a
 * password or a longer name that contains it does not count.
 */
public final class AddressPorts {
    /** How far the two ends of an authority are looked for; keeps hostile text from taking quadratic time. */
    private static final int LONGEST_AUTHORITY = 2048;

    private static final Set<String> PAGES = Set.of("http", "https", "ws", "wss");

    private AddressPorts() {}

    /**
     * Returns the ports that {@code text} names for each of {@code hosts}: {@code kafka:9092},
     * {@code user:pw@postgres:5432}, {@code redis://cache:6379/0}, and the scheme's own port for {@code redis://cache}.
     *
     * @return hosts in the order they are met, each with its ports in ascending order; hosts without a port are absent
     */
    public static Map<String, Set<Integer>> find(String text, Set<String> hosts) {
        Map<String, Set<Integer>> found = new LinkedHashMap<>();
        int at = 0;
        while (at < text.length()) {
            if (!isNameCharacter(text.charAt(at))) {
                at++;
                continue;
            }
            int end = nameEnd(text, at);
            String name = text.substring(at, end);
            if (hosts.contains(name) && startsHost(text, at)) {
                int port = portAfter(text, at, end);
                if (port > 0) {
                    found.computeIfAbsent(name, host -> new TreeSet<>()).add(port);
                }
            }
            at = end;
        }
        return found;
    }

    /**
     * A variable with a host, beside one with its port, such as {@code DB_HOST=postgres} and {@code DB_PORT=5432}.
     *
     * @param variable the name of the one with the host
     * @param portVariable the name of the one with the port
     */
    public record Pair(String variable, String host, String portVariable, int port) {}

    /**
     * Returns the pairs of variables that name hosts and their ports.
     *
     * @param env the variables of one container
     * @return pairs in the order they are met
     */
    public static List<Pair> findPairs(Map<String, String> env, Set<String> hosts) {
        List<Pair> found = new ArrayList<>();
        for (Map.Entry<String, String> variable : env.entrySet()) {
            if (variable.getValue() == null || !hosts.contains(variable.getValue())) {
                continue;
            }
            String sibling = sibling(variable.getKey());
            String number = env.get(sibling);
            int port = number == null ? 0 : Digits.port(number);
            if (port > 0) {
                found.add(new Pair(variable.getKey(), variable.getValue(), sibling, port));
            }
        }
        return found;
    }

    /** Returns the name of the variable with the port of a variable with a host; empty where it is none. */
    private static String sibling(String key) {
        for (String ending : new String[] {"HOSTNAME", "HOST", "SERVER", "ADDRESS", "ADDR"}) {
            boolean upper = key.endsWith(ending);
            if (upper || key.endsWith(ending.toLowerCase(Locale.ROOT))) {
                return key.substring(0, key.length() - ending.length()) + (upper ? "PORT" : "port");
            }
        }
        return "";
    }

    /** Returns the usual port of a kind of server, such as {@code POSTGRES}; 0 where it is not known. */
    public static int usualPort(String kind) {
        return Schemes.defaultPort(kind);
    }

    /**
     * Returns {@code text} with {@code from} replaced by {@code to} wherever it is a host: in the authority of a URL,
     * before a colon and a port (or a variable for one), or after {@code host=}. A text that is nothing but the host is
     * left unchanged: a single word may just as well name a database or a queue.
     */
    public static String rewriteHost(String text, String from, String to) {
        if (from.isEmpty() || text.indexOf(from) < 0) {
            return text;
        }
        StringBuilder result = new StringBuilder();
        int copied = 0;
        int at = text.indexOf(from);
        while (at >= 0) {
            int end = at + from.length();
            boolean whole = (end == text.length() || !isNameCharacter(text.charAt(end)))
                    && (at == 0 || !isNameCharacter(text.charAt(at - 1)));
            if (whole
                    && startsHost(text, at)
                    && (colonAndPort(text, end) || inAuthority(text, at, end) || afterHostKey(text, at, end))) {
                result.append(text, copied, at).append(to);
                copied = end;
            }
            at = text.indexOf(from, end);
        }
        return result.append(text, copied, text.length()).toString();
    }

    private static int portAfter(String text, int start, int end) {
        if (end < text.length() && text.charAt(end) == ':') {
            int digits = end + 1;
            while (digits < text.length() && Digits.is(text.charAt(digits))) {
                digits++;
            }
            int port = Digits.port(text.substring(end + 1, digits));
            boolean complete = digits == text.length() || endsAuthority(text.charAt(digits));
            // "postgres:16" outside a URL is a version of an image far more often than a port.
            return complete && (port > 20 || inAuthority(text, start, end)) ? port : 0;
        }
        return inAuthority(text, start, end) ? Schemes.defaultPort(schemeBefore(text, start)) : 0;
    }

    /** Whether a host's name may start there: not in a word, and not in a path. */
    private static boolean startsHost(String text, int at) {
        if (at == 0) {
            return true;
        }
        return switch (text.charAt(at - 1)) {
            case '/' -> at > 1 && text.charAt(at - 2) == '/';
            case '@', ',', '=', ' ', '\t', '\n', '\r', '"', '\'', '(', '[', '{', ';', '|', '<', '>', '`' -> true;
            default -> false;
        };
    }

    private static boolean colonAndPort(String text, int end) {
        if (end + 1 >= text.length() || text.charAt(end) != ':') {
            return false;
        }
        int digits = end + 1;
        while (digits < text.length() && Digits.is(text.charAt(digits))) {
            digits++;
        }
        boolean number = digits > end + 1 && (digits == text.length() || endsAuthority(text.charAt(digits)));
        return number || text.charAt(end + 1) == '$';
    }

    /** Whether the name from {@code start} to {@code end} is a host of a URL's authority, alone or in a list. */
    private static boolean inAuthority(String text, int start, int end) {
        if (end < text.length() && text.charAt(end) != ':' && !endsAuthority(text.charAt(end))) {
            return false;
        }
        int authority = authorityBefore(text, start);
        if (authority < 0 || isWordAfterUrl(text, authority, start, end)) {
            return false;
        }
        // Before an "@" there are a user and a password, and neither is a host.
        int limit = Math.min(text.length(), end + LONGEST_AUTHORITY);
        for (int i = end; i < limit && "/?#".indexOf(text.charAt(i)) < 0 && text.charAt(i) > ' '; i++) {
            if (text.charAt(i) == '@') {
                return false;
            }
        }
        return true;
    }

    /**
     * Whether it is a word after a URL in a list, as in {@code http://a:80,b}: databases and queues have several hosts
     * in one authority, pages have one.
     */
    private static boolean isWordAfterUrl(String text, int authority, int start, int end) {
        boolean portless = end == text.length() || text.charAt(end) != ':';
        return portless
                && text.substring(authority, start).indexOf(',') >= 0
                && PAGES.contains(schemeBefore(text, start));
    }

    /** Returns where the authority around {@code at} begins, just behind its {@code ://}; -1 where there is none. */
    private static int authorityBefore(String text, int at) {
        int limit = Math.max(2, at - LONGEST_AUTHORITY);
        for (int i = at - 1; i >= limit; i--) {
            char c = text.charAt(i);
            if (c == '/') {
                return text.charAt(i - 1) == '/' && text.charAt(i - 2) == ':' ? i + 1 : -1;
            }
            if (c <= ' ' || c == '?' || c == '"' || c == '\'') {
                return -1;
            }
        }
        return -1;
    }

    private static String schemeBefore(String text, int at) {
        int end = authorityBefore(text, at) - 3;
        int start = end;
        while (start > 0 && (isNameCharacter(text.charAt(start - 1)) || text.charAt(start - 1) == '+')) {
            start--;
        }
        return text.substring(start, end);
    }

    /** {@code pgsql:host=db;port=5432}, {@code --host=db}: a key that ends in "host" or "server", then the name. */
    private static boolean afterHostKey(String text, int start, int end) {
        boolean ends = end == text.length() || "; \t\n&\"'".indexOf(text.charAt(end)) >= 0;
        int key = start - 1;
        return ends
                && key > 0
                && text.charAt(key) == '='
                && (text.regionMatches(true, key - 4, "host", 0, 4)
                        || text.regionMatches(true, key - 6, "server", 0, 6)
                        || text.regionMatches(true, key - 8, "hostname", 0, 8));
    }

    private static int nameEnd(String text, int start) {
        int end = start;
        while (end < text.length() && isNameCharacter(text.charAt(end))) {
            end++;
        }
        return end;
    }

    /** Characters of host names and of the service names that compose allows as such. */
    private static boolean isNameCharacter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || Digits.is(c) || c == '-' || c == '_' || c == '.';
    }

    private static boolean endsAuthority(char c) {
        return switch (c) {
            case '/',
                    '?',
                    '#',
                    ',',
                    ';',
                    ' ',
                    '\t',
                    '\n',
                    '\r',
                    '"',
                    '\'',
                    ')',
                    ']',
                    '}',
                    '|',
                    '&',
                    '<',
                    '>',
                    '\\',
                    '`' -> true;
            default -> false;
        };
    }
}
