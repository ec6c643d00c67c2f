package dev.sild.images.ports;

import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The configuration files in which proxies name the servers behind them. Patterns look at one line at a time, without
 * its comment. Their groups: {@code name}, a name for servers, with which their description begins; {@code to}, one or
 * more addresses; {@code by}, an address or such a name; and {@code port}, the number for the address beside it.
 */
public enum ProxyKind {
    /**
     * nginx; {@code server} has an address only in an {@code upstream}.
     *
     * @see <a href="https://nginx.org/en/docs/http/ngx_http_upstream_module.html#server">server</a>
     */
    NGINX(
            "nginx",
            true,
            80,
            "(?m)^[^#\\n]{0,200}?\\b(?:(?:proxy|fastcgi|uwsgi|scgi|grpc|memcached)_pass[ \\t]|upstream[ \\t]++\\S)",
            "(?:^|[\\s;{}])(?:upstream\\s++(?<name>[^\\s;{]++)"
                    + "|(?:(?:proxy|fastcgi|uwsgi|scgi|grpc|memcached)_pass\\s++(?<by>(?:\\$\\{\\w++}|[^\\s;{}])++)"
                    + "|server\\s++(?<to>(?:\\$\\{\\w++}|[^\\s;{}])++))[^;{}]*+;)"),
    /**
     * Caddy.
     *
     * @see <a href="https://caddyserver.com/docs/caddyfile/directives/reverse_proxy">reverse_proxy</a>
     */
    CADDY(
            "Caddy",
            false,
            80,
            "(?m)^[ \\t]*+(?:reverse_proxy|php_fastcgi|forward_auth)[ \\t]",
            "^\\s*+(?:reverse_proxy|php_fastcgi|forward_auth|to)\\s++(?:[@*/]\\S*+\\s++)?+(?<to>\\S.*+)"),
    /**
     * Varnish.
     *
     * @see <a href="https://varnish-cache.org/docs/7.6/users-guide/vcl-backends.html">Backend servers</a>
     */
    VARNISH(
            "Varnish",
            true,
            80,
            "(?m)^[ \\t]*+backend[ \\t]++\\w++\\s*+\\{",
            "\\bbackend\\s++(?<name>\\w++)|\\.(?:host\\s*+=\\s*+\"(?<to>[^\"]*+)\"|port\\s*+=\\s*+\"(?<port>[^\"]*+)\")"),
    /**
     * HAProxy.
     *
     * @see <a href="https://docs.haproxy.org/3.0/configuration.html#4.2-server">server</a>
     */
    HAPROXY(
            "HAProxy",
            true,
            0,
            "(?m)^(?:backend|listen|frontend)[ \\t]",
            "^\\s*+(?:server\\s++\\S++|server-template\\s++\\S++\\s++\\S++)\\s++(?<to>\\S++)"),
    /**
     * The file provider of Traefik, in YAML and TOML.
     *
     * @see <a href="https://doc.traefik.io/traefik/routing/services/">Services</a>
     */
    TRAEFIK(
            "Traefik",
            false,
            0,
            "(?im)^[^#\\n]{0,200}?\\b(?:loadBalancer|forwardAuth)\\b",
            "(?:^|[\\s{,\\[-])[\"']?+(?:url|address)[\"']?+\\s*+[:=]\\s*+[\"']?+(?<to>[^\\s\"',}\\]]++)"),
    /**
     * Apache.
     *
     * @see <a href="https://httpd.apache.org/docs/2.4/mod/mod_proxy.html">mod_proxy</a>
     */
    APACHE(
            "Apache",
            false,
            0,
            "(?im)^[ \\t]*+(?:ProxyPass|ProxyPassMatch|BalancerMember|SetHandler[ \\t]++[\"']?+proxy:)",
            "(?i)^\\s*+(?:ProxyPass(?:Match)?(?:\\s++\\S++)??\\s++|BalancerMember\\s++|SetHandler\\s++[\"']?+proxy:)"
                    + "(?<to>[\"']?+[a-z]++://[^\\s\"']++)");

    private final String program;
    private final boolean strict;
    private final int port;
    private final Pattern mark;
    private final Pattern target;

    ProxyKind(String program, boolean strict, int port, String mark, String target) {
        this.program = program;
        this.strict = strict;
        this.port = port;
        this.mark = Pattern.compile(mark);
        StringBuilder all = new StringBuilder(target);
        Stream.of("name", "by", "port")
                .filter(group -> !target.contains("<" + group + ">"))
                .forEach(group -> all.append("|(?!)(?<").append(group).append(">)"));
        this.target = Pattern.compile(all.toString());
    }

    /** Returns the program's name as people write it. */
    public String program() {
        return program;
    }

    /** Whether the program does not start if a host has no address. */
    public boolean isStrict() {
        return strict;
    }

    /** Returns the port of an address without a scheme and a port; 0 for none. */
    int port() {
        return port;
    }

    /** Whether a text has what only files of this kind have. */
    boolean isOf(String text) {
        return mark.matcher(text).find();
    }

    Pattern target() {
        return target;
    }
}
