package dev.sild.images.text;

import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an nginx does with where a request is sent to, and where it comes from.
 *
 * @see <a href="https://nginx.org/en/docs/http/ngx_http_core_module.html#var_host">$host</a>
 */
public final class NginxRequests {
    /** The host of a request without its port, and with none after it; {@code $http_host} has the port. */
    private static final Pattern HOST = Pattern.compile("\\$(?:host\\b|\\{host\\})(?!:)");

    /** The name of the server itself, whatever a request asks for. */
    private static final Pattern NAME = Pattern.compile("\\$(?:server_name\\b|\\{server_name\\})(?!:)");

    /** Names under which a forwarded port is found. */
    private static final Pattern THIS_MACHINE = Pattern.compile("(?i)(?:[\\w-]{1,63}\\.){0,9}localhost");

    private static final Set<String> HOST_HEADERS = Set.of("host", "x-forwarded-host");
    private static final Set<String> MOVES = Set.of("301", "302", "303", "307", "308");
    private static final Set<String> REWRITES = Set.of("permanent", "redirect");

    /** Keys of limits that are the client's address, or contain it. */
    private static final Pattern ADDRESS = Pattern.compile("\\$\\{?(?:binary_)?remote_addr\\b");

    /** Addresses with which a rule is not about single clients. */
    private static final Pattern NO_CLIENT = Pattern.compile("all|unix:|127\\..*|::1|localhost");

    private NginxRequests() {}

    /**
     * Returns why a browser has to use the port at which nginx is meant to be found, in a few words; empty where any
     * port will do.
     */
    public static Optional<String> boundToPort(Collection<List<NginxDirective>> files) {
        boolean named = all(files)
                .anyMatch(directive -> directive.name().equals("server_name")
                        && directive.arguments().stream()
                                .anyMatch(name -> THIS_MACHINE.matcher(name).matches()));
        return all(files).anyMatch(directive -> passesHost(directive, named))
                ? Optional.of("nginx passes the host without its port, so logins at another port may be refused")
                : all(files).anyMatch(directive -> redirects(directive, named))
                        ? Optional.of("nginx redirects to the host without another port")
                        : Optional.empty();
    }

    /**
     * Returns the first rule or limit that is about the addresses of clients, if nginx takes these from connections.
     */
    public static Optional<NginxDirective> aboutClients(Collection<List<NginxDirective>> files) {
        return all(files).anyMatch(directive -> directive.name().equals("set_real_ip_from"))
                ? Optional.empty()
                : all(files).filter(NginxRequests::isAboutClients).findFirst();
    }

    private static boolean passesHost(NginxDirective directive, boolean named) {
        List<String> arguments = directive.arguments();
        return directive.name().equals("proxy_set_header")
                && arguments.size() == 2
                && HOST_HEADERS.contains(arguments.get(0).toLowerCase(Locale.ROOT))
                && hasHost(arguments.get(1), named);
    }

    /**
     * Whether a value has the host that a browser asked for, without a port.
     *
     * @param named whether it asks for the name of the server
     */
    private static boolean hasHost(String value, boolean named) {
        return HOST.matcher(value).find() || named && NAME.matcher(value).find();
    }

    private static boolean redirects(NginxDirective directive, boolean named) {
        List<String> arguments = directive.arguments();
        int last = arguments.size() - 1;
        return switch (directive.name()) {
            case "return" ->
                arguments.size() == 2 && MOVES.contains(arguments.get(0)) && isOwn(arguments.get(1), named);
            case "rewrite" -> last == 2 && REWRITES.contains(arguments.get(last)) && isOwn(arguments.get(1), named);
            default -> false;
        };
    }

    /** Whether a redirect leads to the same machine: by a path alone, or to the host that was asked for. */
    private static boolean isOwn(String target, boolean named) {
        return target.startsWith("/") && !target.startsWith("//") || hasHost(target, named);
    }

    private static boolean isAboutClients(NginxDirective directive) {
        return switch (directive.name()) {
            case "allow", "deny" -> !NO_CLIENT.matcher(directive.first()).matches();
            case "limit_req_zone", "limit_conn_zone" ->
                ADDRESS.matcher(directive.first()).find();
            default -> false;
        };
    }

    private static Stream<NginxDirective> all(Collection<List<NginxDirective>> files) {
        return files.stream().flatMap(List::stream).flatMap(NginxDirective::withInside);
    }
}
