package dev.sild.adopt.draft;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The parts of a URL that names a server, such as {@code postgresql://user:password@host:5432/name?sslmode=disable}.
 *
 * @param port 0 where it names none
 * @param path the text after the first slash; may be empty
 * @param query the text after the question mark; may be empty
 */
record UrlParts(String scheme, String user, String password, String host, int port, String path, String query) {
    private static final Pattern URL = Pattern.compile("([A-Za-z][-A-Za-z0-9+.]*)://"
            + "(?:([^:@/?#\\s]*)(?::(\\S*))?@)?([-A-Za-z0-9._]+)(?::([0-9]{1,5}))?(?:/([^?#\\s]*))?(?:\\?([^#\\s]*))?");

    /** Parses a URL, even if its password should have been encoded; empty if it is not the URL of a single server. */
    static Optional<UrlParts> of(String text) {
        Matcher url = URL.matcher(text);
        return url.matches()
                ? Optional.of(new UrlParts(
                        url.group(1),
                        or(url.group(2)),
                        or(url.group(3)),
                        url.group(4),
                        url.group(5) == null ? 0 : Integer.parseInt(url.group(5)),
                        or(url.group(6)),
                        or(url.group(7))))
                : Optional.empty();
    }

    private static String or(String text) {
        return text == null ? "" : text;
    }

    /** Whether it names the port, or none, which means the same. */
    boolean isAt(int wanted) {
        return port == 0 || port == wanted;
    }
}
