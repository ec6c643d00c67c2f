package dev.sild.adopt.nginx;

import dev.sild.images.text.NginxDirective;
import dev.sild.programs.nginx.NginxConf;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * A configuration of the user's own for the nginx of a stack: it listens on the stack's ports, finds static files, the
 * certificate and the api where the stack has them, and writes to {@code /tmp} only.
 */
public final class NginxRewrite {
    private static final Set<String> OF_THE_PROCESS = Set.of("user", "pid", "error_log", "daemon", "lock_file");
    private static final Set<String> TEMPORARY = Set.of(
            "client_body_temp_path", "proxy_temp_path", "fastcgi_temp_path", "uwsgi_temp_path", "scgi_temp_path");
    private static final String DOCKERS_NAME_SERVER = "127.0.0.11";

    private final UnaryOperator<String> renamed;
    private final String staticFolder;
    private final boolean tls;
    private final Set<String> upstreams = new LinkedHashSet<>();
    private final List<NginxDirective> lost = new ArrayList<>();
    private Optional<String> plainPort = Optional.empty();

    /**
     * Makes the rewriting.
     *
     * @param renamed gives hosts in a text the names that they have in the stack
     * @param staticFolder where the volume of static files is mounted under compose; empty for none
     * @param tls whether the stack's nginx ends TLS
     */
    public NginxRewrite(UnaryOperator<String> renamed, String staticFolder, boolean tls) {
        this.renamed = renamed;
        this.staticFolder = staticFolder;
        this.tls = tls;
    }

    /** Returns the configuration as text. */
    public String of(List<NginxDirective> directives) {
        List<NginxDirective> all = new ArrayList<>();
        all.add(NginxDirective.of("pid", "/tmp/nginx.pid"));
        all.add(NginxDirective.of("error_log", "stderr", "warn"));
        for (NginxDirective directive : directives) {
            if (directive.name().equals("http")) {
                directive.inside().stream()
                        .filter(each -> each.name().equals("upstream"))
                        .forEach(each -> upstreams.add(each.first()));
                all.add(directive.containing(http(directive.inside())));
            } else if (!OF_THE_PROCESS.contains(directive.name())) {
                all.add(directive);
            }
        }
        if (all.stream().noneMatch(each -> each.name().equals("events"))) {
            all.add(2, NginxDirective.of("events").containing(List.of()));
        }
        return NginxDirective.print(all);
    }

    private List<NginxDirective> http(List<NginxDirective> http) {
        List<NginxDirective> all = new ArrayList<>();
        TEMPORARY.stream().sorted().forEach(path -> all.add(NginxDirective.of(path, "/tmp/" + path)));
        all.addAll(rewritten(http, ""));
        all.add(NginxDirective.of("server")
                .containing(List.of(
                        NginxDirective.of("listen", "127.0.0.1:" + NginxConf.STATUS_PORT),
                        NginxDirective.of("location", "=", NginxConf.STATUS_PATH)
                                .containing(List.of(NginxDirective.of("stub_status"))))));
        return all;
    }

    private List<NginxDirective> rewritten(List<NginxDirective> directives, String location) {
        List<NginxDirective> all = new ArrayList<>();
        boolean ipv6 = false;
        for (NginxDirective directive : directives) {
            switch (directive.name()) {
                case "listen" -> {
                    Optional<NginxDirective> listen = listen(directive);
                    boolean again =
                            listen.filter(each -> each.name().equals("include")).isPresent() && ipv6;
                    listen.filter(each -> !again).ifPresent(all::add);
                    ipv6 |= listen.filter(each -> each.name().equals("include")).isPresent();
                }
                case "ssl_certificate" ->
                    all.add(directive.with(List.of(directive.name(), NginxConf.TLS_FOLDER + "/tls.crt")));
                case "ssl_certificate_key" ->
                    all.add(directive.with(List.of(directive.name(), NginxConf.TLS_FOLDER + "/tls.key")));
                case "access_log" ->
                    all.add(directive.first().startsWith("/var/") ? log(directive, "/dev/stdout") : directive);
                case "error_log" ->
                    all.add(directive.first().startsWith("/var/") ? log(directive, "stderr") : directive);
                case "root" -> all.add(root(directive, location));
                case "resolver" -> {
                    if (directive.first().equals(DOCKERS_NAME_SERVER)) {
                        lost.add(directive);
                    } else {
                        all.add(directive);
                    }
                }
                default -> {
                    if (!TEMPORARY.contains(directive.name())) {
                        all.add(
                                directive.block().isEmpty()
                                        ? words(directive)
                                        : words(directive)
                                                .containing(rewritten(directive.inside(), path(directive, location))));
                    }
                }
            }
        }
        return all;
    }

    private static String path(NginxDirective directive, String otherwise) {
        return directive.name().equals("location")
                        && (directive.words().size() == 2 || directive.first().equals("^~"))
                ? NginxDirective.bare(directive.words().get(directive.words().size() - 1))
                : otherwise;
    }

    private static NginxDirective log(NginxDirective directive, String to) {
        List<String> words = new ArrayList<>(directive.words());
        words.set(1, to);
        return directive.with(words);
    }

    /** A root that refers to the volume only together with the location's path has no such path in the stack. */
    private NginxDirective root(NginxDirective directive, String location) {
        String folder = (directive.first() + location).replaceFirst("/+$", "");
        return !staticFolder.isEmpty() && location.length() > 1 && folder.equals(staticFolder)
                ? directive.with(List.of("alias", NginxConf.STATIC_FOLDER + (location.endsWith("/") ? "/" : "")))
                : words(directive);
    }

    /** Gives a server the stack's ports; those of IPv6 are known to the node alone, which the operator asks. */
    private Optional<NginxDirective> listen(NginxDirective directive) {
        String address = directive.first();
        String port = address.substring(address.lastIndexOf(':') + 1);
        boolean ssl = directive.arguments().contains("ssl");
        if (address.startsWith("127.") || address.startsWith("unix:")) {
            return Optional.of(directive);
        }
        if (ssl && !tls
                || !ssl && plainPort.filter(other -> !other.equals(port)).isPresent()) {
            lost.add(directive);
            return Optional.empty();
        }
        plainPort = ssl ? plainPort : Optional.of(port);
        if (address.startsWith("[")) {
            return Optional.of(
                    directive.with(List.of("include", "/tmp/listen-" + (ssl ? "https" : "http") + "-*.conf")));
        }
        List<String> words = new ArrayList<>(directive.words());
        words.set(1, Integer.toString(ssl ? NginxConf.HTTPS_PORT : NginxConf.HTTP_PORT));
        words.removeIf(word -> word.startsWith("ipv6only"));
        return Optional.of(directive.with(words));
    }

    private NginxDirective words(NginxDirective directive) {
        List<String> words = new ArrayList<>();
        for (String word : directive.words()) {
            String moved = !staticFolder.isEmpty() && word.startsWith(staticFolder)
                    ? NginxConf.STATIC_FOLDER + word.substring(staticFolder.length())
                    : word;
            words.add(
                    moved.startsWith("/var/cache/nginx")
                            ? "/tmp" + moved.substring("/var/cache/nginx".length())
                            : hosts(directive, moved));
        }
        return directive.with(words);
    }

    /** The name of an upstream is in the place of a host, and is kept. */
    private String hosts(NginxDirective directive, String word) {
        boolean named = upstreams.stream()
                .anyMatch(name -> word.startsWith("http://" + name)
                        && (word.length() == ("http://" + name).length()
                                || word.charAt(("http://" + name).length()) == '/'));
        if (named) {
            return word;
        }
        return directive.name().equals("server")
                        && directive.block().isEmpty()
                        && word.indexOf(':') < 0
                        && !word.equals("server")
                ? renamed.apply("http://" + word).substring("http://".length())
                : renamed.apply(word);
    }

    /** Returns what had to be left out. */
    public List<NginxDirective> lost() {
        return lost;
    }
}
