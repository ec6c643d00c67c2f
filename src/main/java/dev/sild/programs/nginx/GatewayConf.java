package dev.sild.programs.nginx;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.regex.Pattern;

/**
 * A whole {@code nginx.conf} that passes requests on by host and path. Beside that it is as {@link NginxConf} is.
 *
 * <p>A path that is a prefix is for itself and all below it, element by element, as paths of an Ingress are; an exact
 * one is for itself alone, and goes first.
 *
 * @param settings what it has in common with others
 * @param upstreams the upstreams that it passes requests to
 * @param hosts the hosts, of which the first is the default for all hosts that are not named
 * @see <a href="https://nginx.org/en/docs/http/ngx_http_core_module.html#location">nginx: location</a>
 */
public record GatewayConf(NginxSettings settings, List<Upstream> upstreams, List<Host> hosts) {
    private static final Pattern NAME = Pattern.compile("[a-z]([-a-z0-9]{0,61}[a-z0-9])?");
    private static final Pattern HOST_NAME = Pattern.compile("(\\*\\.)?[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");
    private static final Pattern PATH = Pattern.compile("/([-._~a-zA-Z0-9]+/)*([-._~a-zA-Z0-9]+)?");

    /** Room for names of hosts of any length. */
    private static final int BUCKET = 512;

    /**
     * A Service that requests are passed on to.
     *
     * @param name what it is called here, a DNS label
     * @param host the name of the Service, as the pod resolves it at its start
     * @param port the port of that Service
     */
    public record Upstream(String name, String host, int port) {
        public Upstream {
            NginxSettings.require(NAME.matcher(name).matches(), "a name", name);
            NginxSettings.requireHost(host);
            NginxSettings.requirePort(port);
        }
    }

    /**
     * A host.
     *
     * @param name its name, also {@code *.name}; that of the first does not matter
     * @param rules which upstream answers what; no two have the same path and exactness
     */
    public record Host(String name, List<Rule> rules) {
        public Host {
            NginxSettings.require(name.isEmpty() || HOST_NAME.matcher(name).matches(), "a host name", name);
            rules = List.copyOf(rules);
        }
    }

    /**
     * Which upstream answers the requests for a path.
     *
     * @param path the path; a prefix ends with no slash, but for the one of all paths
     * @param isExact whether it is the whole path
     * @param upstream the name of the upstream
     * @param rewrite what the path is replaced by; empty for nothing
     * @param timeoutSeconds how long the upstream may be silent, in seconds; empty for what is usual
     */
    public record Rule(
            String path, boolean isExact, String upstream, Optional<String> rewrite, OptionalInt timeoutSeconds) {
        public Rule {
            NginxSettings.require(
                    PATH.matcher(path).matches() && (isExact || path.equals("/") || !path.endsWith("/")),
                    "a path",
                    path);
            NginxSettings.require(
                    rewrite.stream().allMatch(text -> PATH.matcher(text).matches()), "a path", rewrite);
            NginxSettings.require(timeoutSeconds.stream().allMatch(NginxSettings::isTimeout), "a time", timeoutSeconds);
        }

        private String below() {
            return path.equals("/") ? path : path + "/";
        }

        private boolean holdsBelow(String other) {
            return !isExact && (other + "/").startsWith(below());
        }
    }

    public GatewayConf {
        upstreams = List.copyOf(upstreams);
        hosts = List.copyOf(hosts);
    }

    /** Returns the configuration. */
    public String text() {
        StringBuilder before = new StringBuilder();
        if (hosts.size() > 1) {
            before.append("server_names_hash_bucket_size ").append(BUCKET).append(";\n\n");
        }
        before.append(String.join(
                "\n",
                upstreams.stream()
                        .map(upstream -> NginxSettings.upstream(upstream.name(), upstream.host(), upstream.port()))
                        .toList()));
        return settings.text(
                before.toString(), List.of(), hosts.stream().map(this::server).toList());
    }

    private String server(Host host) {
        boolean isFirst = host.equals(hosts.get(0));
        StringBuilder text = new StringBuilder("server {\n");
        text.append(NginxSettings.indented(settings.listening()));
        if (!isFirst) {
            text.append("  server_name ").append(host.name()).append(";\n");
        }
        text.append('\n').append(NginxSettings.indented(settings.passingOn()));
        text.append('\n').append(NginxSettings.indented(NginxBlocks.HEALTH));
        host.rules().forEach(rule -> text.append('\n').append(NginxSettings.indented(locations(host, rule))));
        if (host.rules().stream()
                .noneMatch(rule -> !rule.isExact() && rule.path().equals("/"))) {
            text.append("\n  location / {\n    return 404;\n  }\n");
        }
        return text.append("}\n").toString();
    }

    private static String locations(Host host, Rule rule) {
        if (rule.isExact()) {
            return location("= " + rule.path(), rule, rule.rewrite().orElse("")) + withoutSlash(host, rule);
        }
        String below = location(
                rule.below(),
                rule,
                rule.rewrite().map(to -> to.endsWith("/") ? to : to + "/").orElse(""));
        return rule.path().equals("/") || has(host, rule.path())
                ? below
                : location("= " + rule.path(), rule, rule.rewrite().orElse("")) + below;
    }

    /**
     * If an exact path ends with a slash, nginx itself redirects requests without the slash to it: that path is a
     * different one, and gets the rule that would otherwise apply to it.
     */
    private static String withoutSlash(Host host, Rule rule) {
        String path = rule.path().substring(0, rule.path().length() - 1);
        if (!rule.path().endsWith("/")
                || path.isEmpty()
                || has(host, path)
                || host.rules().stream()
                        .anyMatch(other -> !other.isExact() && other.path().equals(path))) {
            return "";
        }
        Optional<Rule> longest = host.rules().stream()
                .filter(other -> other.holdsBelow(path))
                .max((one, other) -> one.path().length() - other.path().length());
        return longest.map(found -> location(
                        "= " + path,
                        found,
                        found.rewrite()
                                .map(to -> (to.endsWith("/") ? to : to + "/")
                                        + path.substring(found.below().length()))
                                .orElse("")))
                .orElse("location = " + path + " {\n  return 404;\n}\n");
    }

    private static boolean has(Host host, String path) {
        return host.rules().stream()
                .anyMatch(rule -> rule.isExact() && rule.path().equals(path));
    }

    private static String location(String where, Rule rule, String rewrite) {
        StringBuilder text = new StringBuilder("location ").append(where).append(" {\n");
        text.append("  proxy_pass http://")
                .append(rule.upstream())
                .append(rewrite)
                .append(";\n");
        rule.timeoutSeconds()
                .ifPresent(seconds -> text.append("  proxy_read_timeout ")
                        .append(seconds)
                        .append("s;\n")
                        .append("  proxy_send_timeout ")
                        .append(seconds)
                        .append("s;\n"));
        return text.append("}\n").toString();
    }
}
