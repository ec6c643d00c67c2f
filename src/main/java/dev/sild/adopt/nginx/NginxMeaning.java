package dev.sild.adopt.nginx;

import dev.sild.images.text.NginxDirective;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What an nginx configuration says, compared with the one that the operator generates: what fields of the resource say,
 * and what no field does. Directives that change nothing that a client or the api could tell are passed over: buffers,
 * logs, compression's details, timeouts of single steps.
 */
public final class NginxMeaning {
    private static final Pattern PROXY_PASS = Pattern.compile("http://([-A-Za-z0-9._]+)(?::([0-9]{1,5}))?(/.*)?");
    private static final Pattern SECONDS = Pattern.compile("(\\d{1,6})(s|m|h|)");

    private final Predicate<String> isApi;
    private final String staticFolder;
    private final Set<String> upstreams = new TreeSet<>();
    private final Set<String> named = new TreeSet<>();
    private final Set<String> plainPorts = new TreeSet<>();
    private final Set<String> tlsPorts = new TreeSet<>();
    private final List<NginxDirective> beyond = new ArrayList<>();
    private Optional<Integer> apiPort = Optional.empty();
    private Optional<String> bodySize = Optional.empty();
    private Optional<Long> timeout = Optional.empty();
    private Optional<Boolean> gzip = Optional.empty();
    private Optional<String> staticPath = Optional.empty();
    private boolean tls;
    private boolean everything;

    private NginxMeaning(Predicate<String> isApi, String staticFolder) {
        this.isApi = isApi;
        this.staticFolder = staticFolder;
    }

    /**
     * Reads a configuration.
     *
     * @param isApi whether a host is the api
     * @param staticFolder the path of the static files volume in the container; empty if there is none
     */
    public static NginxMeaning of(List<NginxDirective> directives, Predicate<String> isApi, String staticFolder) {
        NginxMeaning meaning = new NginxMeaning(isApi, staticFolder);
        for (NginxDirective directive : directives) {
            if (directive.name().equals("http")) {
                meaning.http(directive.inside());
            } else if (!KnownDirectives.OF_THE_PROCESS.contains(directive.name())) {
                meaning.beyond.add(directive);
            }
        }
        return meaning;
    }

    private void http(List<NginxDirective> http) {
        List<NginxDirective> servers =
                http.stream().filter(each -> each.name().equals("server")).toList();
        http.stream().filter(each -> each.name().equals("upstream")).forEach(this::upstream);
        List<NginxDirective> content =
                servers.stream().filter(server -> !redirects(server)).toList();
        for (NginxDirective directive : http) {
            switch (directive.name()) {
                case "server", "upstream" -> {}
                case "map" -> unless(directive.first().equals("$http_upgrade"), directive);
                case "include" -> unless(directive.first().endsWith("/mime.types"), directive);
                default -> general(directive);
            }
        }
        content.stream().skip(1).forEach(beyond::add);
        content.stream().limit(1).forEach(server -> server(server.inside()));
        if (!everything && beyond.isEmpty()) {
            beyond.addAll(content.stream().limit(1).toList());
        }
    }

    private void upstream(NginxDirective upstream) {
        named.add(upstream.first());
        List<NginxDirective> servers = upstream.inside().stream()
                .filter(each -> each.name().equals("server"))
                .toList();
        boolean toApi =
                servers.stream().filter(server -> api(server.first(), 80)).count() == servers.size();
        if (servers.size() == 1 && toApi) {
            upstreams.add(upstream.first());
            upstream.inside().stream()
                    .filter(each -> !Set.of(
                                    "server",
                                    "keepalive",
                                    "keepalive_timeout",
                                    "keepalive_requests",
                                    "keepalive_time",
                                    "least_conn",
                                    "ip_hash",
                                    "zone",
                                    "random")
                            .contains(each.name()))
                    .forEach(beyond::add);
        } else {
            beyond.add(upstream);
        }
    }

    /** Whether {@code host:port} is the api; then that is its port. */
    private boolean api(String address, int otherwise) {
        int colon = address.lastIndexOf(':');
        String host = colon < 0 ? address : address.substring(0, colon);
        String number = colon < 0 ? Integer.toString(otherwise) : address.substring(colon + 1);
        if (!isApi.test(host) || !number.matches("[0-9]{1,5}")) {
            return false;
        }
        int port = Integer.parseInt(number);
        boolean same = apiPort.isEmpty() || apiPort.get() == port;
        apiPort = apiPort.or(() -> Optional.of(port));
        return same;
    }

    /** Whether a server leads those who speak HTTP to HTTPS, and does nothing else. */
    static boolean redirects(NginxDirective server) {
        List<NginxDirective> does = server.inside().stream()
                .flatMap(each -> each.name().equals("location") && each.first().equals("/")
                        ? each.inside().stream()
                        : Stream.of(each))
                .filter(each -> !Set.of("listen", "server_name", "access_log", "error_log", "server_tokens")
                        .contains(each.name()))
                .toList();
        return does.size() == 1
                && does.get(0).name().equals("return")
                && does.get(0).words().size() == 3
                && does.get(0).arguments().get(1).startsWith("https://");
    }

    private void server(List<NginxDirective> server) {
        for (NginxDirective directive : server) {
            switch (directive.name()) {
                case "listen" -> listen(directive);
                case "server_name" -> {}
                case "location" -> location(directive);
                // In the generated configuration, only locations serve files, so a root that no
                // location uses has no effect.
                case "root" -> {}
                default -> {
                    if (KnownDirectives.OF_TLS.contains(directive.name())) {
                        tls = true;
                    } else {
                        general(directive);
                    }
                }
            }
        }
    }

    private void listen(NginxDirective listen) {
        String port = listen.first().substring(listen.first().lastIndexOf(':') + 1);
        boolean ssl = listen.arguments().contains("ssl");
        tls |= ssl;
        (ssl ? tlsPorts : plainPorts).add(port);
        unless(tlsPorts.size() <= 1 && plainPorts.size() <= 1, listen);
    }

    private void location(NginxDirective location) {
        List<String> words = location.arguments();
        String path = words.get(words.size() - 1);
        boolean prefix = words.size() == 1 || words.get(0).equals("^~");
        if (prefix && isStatic(location, path)) {
            return;
        }
        Optional<NginxDirective> pass = location.inside().stream()
                .filter(each -> each.name().equals("proxy_pass"))
                .findFirst();
        Matcher url = PROXY_PASS.matcher(pass.map(NginxDirective::first).orElse(""));
        boolean toApi = prefix
                && url.matches()
                && (named.contains(url.group(1))
                        ? upstreams.contains(url.group(1))
                        : api(url.group(1) + (url.group(2) == null ? "" : ":" + url.group(2)), 80));
        boolean whole = toApi && (url.group(3) == null || url.group(3).equals(path));
        if (!whole) {
            beyond.add(location);
            return;
        }
        everything |= path.equals("/");
        location.inside().stream()
                .filter(each -> !each.name().equals("proxy_pass"))
                .forEach(this::general);
    }

    /** Whether a location serves the static files; then that is their path. */
    private boolean isStatic(NginxDirective location, String path) {
        String folder = "";
        for (NginxDirective each : location.inside()) {
            folder = each.name().equals("alias")
                    ? each.first()
                    : each.name().equals("root") ? each.first() + path : folder;
        }
        boolean known = !staticFolder.isEmpty()
                && (folder.replaceFirst("/+$", "") + "/").replace("//", "/").equals(staticFolder + "/")
                && path.endsWith("/")
                && path.length() > 1;
        if (!known || staticPath.filter(other -> !other.equals(path)).isPresent()) {
            return false;
        }
        staticPath = Optional.of(path);
        location.inside().stream()
                .filter(each -> !KnownDirectives.OF_FILES.contains(each.name()))
                .filter(each ->
                        !(each.name().equals("add_header") && each.first().equalsIgnoreCase("Cache-Control")))
                .filter(each ->
                        !(each.name().equals("try_files") && each.arguments().equals(List.of("$uri", "=404"))))
                .forEach(beyond::add);
        return true;
    }

    /** Reads a directive that is allowed anywhere. */
    private void general(NginxDirective directive) {
        String first = directive.first();
        switch (directive.name()) {
            case "gzip" -> gzip = Optional.of(first.equals("on"));
            case "client_max_body_size" -> {
                boolean again = bodySize.filter(known -> !known.equals(first)).isPresent();
                unless(!again && first.matches("(?i)[0-9]{1,12}[kmg]?"), directive);
                bodySize = bodySize.or(() -> Optional.of(first.toLowerCase(Locale.ROOT)));
            }
            case "proxy_read_timeout", "proxy_send_timeout" -> {
                Optional<Long> seconds = seconds(first);
                unless(seconds.isPresent(), directive);
                timeout = seconds.map(value -> Math.max(value, timeout.orElse(0L)))
                        .or(() -> timeout);
            }
            case "proxy_set_header" ->
                unless(KnownDirectives.HEADERS.contains(first.toLowerCase(Locale.ROOT)), directive);
            case "proxy_buffering" -> unless(first.equals("on"), directive);
            default ->
                unless(
                        KnownDirectives.OF_NO_MATTER.contains(directive.name())
                                || directive.name().startsWith("gzip_")
                                || KnownDirectives.OF_TLS.contains(directive.name()),
                        directive);
        }
    }

    private static Optional<Long> seconds(String text) {
        Matcher time = SECONDS.matcher(text);
        if (!time.matches()) {
            return Optional.empty();
        }
        long unit = time.group(2).equals("m") ? 60 : time.group(2).equals("h") ? 3600 : 1;
        return Optional.of(Long.parseLong(time.group(1)) * unit).filter(value -> value >= 1 && value <= 86_400);
    }

    private void unless(boolean known, NginxDirective directive) {
        if (!known) {
            beyond.add(directive);
        }
    }

    /** Returns what no field of the resource says, in order: where there is something, the whole file is kept. */
    public List<NginxDirective> beyond() {
        return beyond;
    }

    public Optional<Integer> apiPort() {
        return apiPort;
    }

    public Optional<String> bodySize() {
        return bodySize;
    }

    public Optional<Long> timeout() {
        return timeout;
    }

    public Optional<Boolean> gzip() {
        return gzip;
    }

    public Optional<String> staticPath() {
        return staticPath;
    }

    /** Whether it ends TLS. */
    public boolean tls() {
        return tls;
    }
}
