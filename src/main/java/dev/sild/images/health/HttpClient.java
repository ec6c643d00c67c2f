package dev.sild.images.health;

import dev.sild.model.Health;
import dev.sild.units.Digits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The options of curl and wget that leave a request a plain GET (or the equivalent HEAD) of one URL.
 *
 * <p>An option that is not in the lists here changes the request, or is not known to leave it unchanged, and ends the
 * reading: the command stays a command. See <a href="https://curl.se/docs/manpage.html">curl</a>, <a
 * href="https://www.gnu.org/software/wget/manual/wget.html">GNU wget</a> and <a
 * href="https://busybox.net/downloads/BusyBox.html#wget">that of BusyBox</a>.
 */
final class HttpClient {
    private static final String CURL_FLAGS = "fsSkvLiI46gNq#";
    private static final String CURL_WITH_VALUE = "omHXAw";
    private static final String WGET_FLAGS = "qvSdc46";
    private static final String WGET_WITH_VALUE = "OTtUYwo";

    private final Set<String> ownNames;
    private final List<Health.Header> headers = new ArrayList<>();
    private String url = "";
    private String host = "";
    private boolean failsOnErrors;
    private boolean plain = true;

    private HttpClient(Set<String> ownNames) {
        this.ownNames = ownNames;
    }

    /** Returns the request that curl makes; empty where it is more than a probe can do, or ignores HTTP errors. */
    static Optional<Health.Check> curl(List<String> arguments, Set<String> ownNames) {
        HttpClient client = new HttpClient(ownNames);
        for (int i = 0; i < arguments.size() && client.plain; i++) {
            String argument = arguments.get(i);
            String next = i + 1 < arguments.size() ? arguments.get(i + 1) : null;
            if (argument.startsWith("--")) {
                i += client.curlLong(argument, next) ? 1 : 0;
            } else if (argument.length() > 1 && argument.charAt(0) == '-') {
                i += client.shortOptions(argument, next, CURL_FLAGS, CURL_WITH_VALUE) ? 1 : 0;
            } else {
                client.address(argument);
            }
        }
        return client.failsOnErrors ? client.check() : Optional.empty();
    }

    /** Returns the request that wget makes; empty where it is more than a probe can do. */
    static Optional<Health.Check> wget(List<String> arguments, Set<String> ownNames) {
        HttpClient client = new HttpClient(ownNames);
        for (int i = 0; i < arguments.size() && client.plain; i++) {
            String argument = arguments.get(i);
            String next = i + 1 < arguments.size() ? arguments.get(i + 1) : null;
            if (argument.startsWith("--")) {
                i += client.wgetLong(argument, next) ? 1 : 0;
            } else if (!argument.equals("-nv") && argument.length() > 1 && argument.charAt(0) == '-') {
                i += client.shortOptions(argument, next, WGET_FLAGS, WGET_WITH_VALUE) ? 1 : 0;
            } else if (!argument.equals("-nv")) {
                client.address(argument);
            }
        }
        return client.check();
    }

    /** Takes {@code -fsS} or {@code -qO-} apart; returns whether the next argument was the value of the last option. */
    private boolean shortOptions(String argument, @Nullable String next, String flags, String withValue) {
        for (int k = 1; k < argument.length(); k++) {
            char option = argument.charAt(k);
            if (withValue.indexOf(option) >= 0) {
                boolean attached = k + 1 < argument.length();
                value(option, attached ? argument.substring(k + 1) : next);
                return !attached;
            }
            if (flags.indexOf(option) < 0) {
                plain = false;
                return false;
            }
            failsOnErrors |= option == 'f';
        }
        return false;
    }

    private boolean curlLong(String argument, @Nullable String next) {
        int equals = argument.indexOf('=');
        String name = equals < 0 ? argument : argument.substring(0, equals);
        String attached = equals < 0 ? null : argument.substring(equals + 1);
        switch (name) {
            case "--fail", "--fail-with-body" -> failsOnErrors = true;
            case "--silent",
                    "--show-error",
                    "--insecure",
                    "--verbose",
                    "--location",
                    "--include",
                    "--head",
                    "--ipv4",
                    "--ipv6",
                    "--no-progress-meter",
                    "--progress-bar",
                    "--fail-early",
                    "--compressed",
                    "--http1.1",
                    "--globoff",
                    "--retry-connrefused",
                    "--retry-all-errors",
                    "--no-buffer",
                    "--disable" -> {}
            case "--output" -> value('o', attached == null ? next : attached);
            case "--header" -> value('H', attached == null ? next : attached);
            case "--request" -> value('X', attached == null ? next : attached);
            case "--user-agent" -> value('A', attached == null ? next : attached);
            case "--url" -> address(attached == null ? next : attached);
            case "--max-time",
                    "--connect-timeout",
                    "--retry",
                    "--retry-delay",
                    "--retry-max-time",
                    "--noproxy",
                    "--write-out" -> value('w', attached == null ? next : attached);
            default -> plain = false;
        }
        return attached == null
                && switch (name) {
                    case "--output",
                            "--header",
                            "--request",
                            "--user-agent",
                            "--url",
                            "--max-time",
                            "--connect-timeout",
                            "--retry",
                            "--retry-delay",
                            "--retry-max-time",
                            "--noproxy",
                            "--write-out" -> true;
                    default -> false;
                };
    }

    private boolean wgetLong(String argument, @Nullable String next) {
        int equals = argument.indexOf('=');
        String name = equals < 0 ? argument : argument.substring(0, equals);
        String attached = equals < 0 ? null : argument.substring(equals + 1);
        switch (name) {
            case "--spider",
                    "--quiet",
                    "--no-verbose",
                    "--verbose",
                    "--no-check-certificate",
                    "--server-response",
                    "--no-proxy",
                    "--no-cache",
                    "--inet4-only",
                    "--inet6-only",
                    "--continue",
                    "--no-hsts",
                    "--debug",
                    "--retry-connrefused" -> {
                return false;
            }
            case "--output-document" -> value('O', attached == null ? next : attached);
            case "--header" -> value('H', attached == null ? next : attached);
            case "--user-agent" -> value('U', attached == null ? next : attached);
            case "--tries",
                    "--timeout",
                    "--connect-timeout",
                    "--dns-timeout",
                    "--read-timeout",
                    "--wait",
                    "--waitretry",
                    "--proxy" -> value('T', attached == null ? next : attached);
            default -> plain = false;
        }
        return attached == null;
    }

    /** Takes the value of an option; options that only limit time or shape the output leave the request as it is. */
    private void value(char option, @Nullable String value) {
        if (value == null) {
            plain = false;
            return;
        }
        switch (option) {
            case 'o', 'O' -> plain &= value.equals("/dev/null") || value.equals("-");
            case 'X' -> plain &= value.equals("GET") || value.equals("HEAD");
            case 'A', 'U' -> header("User-Agent", value);
            case 'H' -> {
                int colon = value.indexOf(':');
                if (colon < 1 || value.charAt(0) == '@' || colon + 1 == value.length()) {
                    plain = false;
                } else {
                    header(
                            value.substring(0, colon).strip(),
                            value.substring(colon + 1).strip());
                }
            }
            default -> {}
        }
    }

    private void header(String name, String value) {
        if (name.equalsIgnoreCase("Host")) {
            host = value;
            return;
        }
        // Credentials do not belong in a probe, which everybody who may see the workload can read.
        plain &= !name.equalsIgnoreCase("Authorization")
                && !name.equalsIgnoreCase("Cookie")
                && !name.equalsIgnoreCase("Proxy-Authorization");
        headers.add(new Health.Header(name, value));
    }

    private void address(@Nullable String text) {
        plain &= url.isEmpty() && text != null;
        url = text == null ? "" : text;
    }

    private Optional<Health.Check> check() {
        if (!plain || !isPlainUrl(url)) {
            return Optional.empty();
        }
        boolean tls = url.startsWith("https://");
        String rest = tls ? url.substring(8) : url.startsWith("http://") ? url.substring(7) : url;
        int end = 0;
        while (end < rest.length() && "/?#".indexOf(rest.charAt(end)) < 0) {
            end++;
        }
        String authority = rest.substring(0, end);
        int colon = authority.lastIndexOf(':');
        boolean hasPort = colon > authority.lastIndexOf(']');
        String name = hasPort ? authority.substring(0, colon) : authority;
        int port = hasPort ? Digits.port(authority.substring(colon + 1)) : tls ? 443 : 80;
        if (port == 0 || !HealthCommand.isSelf(name, ownNames)) {
            return Optional.empty();
        }
        int fragment = rest.indexOf('#');
        String path = rest.substring(end, fragment < 0 ? rest.length() : fragment);
        path = path.startsWith("/") ? path : "/" + path;
        if (path.indexOf('[') >= 0) {
            return Optional.empty();
        }
        return Optional.of(new Health.Http(port, path, tls, host.isEmpty() ? name : host, headers));
    }

    /** Whether the URL is plain: no variables, ranges, credentials or other schemes. */
    private static boolean isPlainUrl(String url) {
        for (int i = 0; i < url.length(); i++) {
            char c = url.charAt(i);
            if (c <= ' ' || c > '~' || "${}`\"'\\<>^|@*".indexOf(c) >= 0) {
                return false;
            }
        }
        int scheme = url.indexOf("://");
        return !url.isEmpty() && (scheme < 0 || url.startsWith("http://") || url.startsWith("https://"));
    }
}
