package dev.sild.programs.nginx;

import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A whole {@code nginx.conf} for nginx that runs without root and may write to {@code /tmp} only: from version 1.25.1
 * on, of which the directive {@code http2} is.
 *
 * <p>In addition to the application, nginx itself answers {@link #HEALTH_PATH} on every port, and serves its metrics on
 * {@link #STATUS_PORT} of the pod's loopback address.
 *
 * @param apiHost the name of the api's Service, as the pod resolves it at its start
 * @param apiPort the port of that Service
 * @param staticPath the path, with a slash at both ends, below which {@link #STATIC_FOLDER} is served
 * @param settings what it has in common with other configurations
 * @see <a href="https://nginx.org/en/docs/dirindex.html">nginx: directives</a>
 */
public record NginxConf(String apiHost, int apiPort, Optional<String> staticPath, NginxSettings settings) {

    /** Where the text of {@link #text()} is expected; the image has {@code mime.types} beside it. */
    public static final String FILE = "/etc/nginx/nginx.conf";

    /** Where the volume of static files is expected. */
    public static final String STATIC_FOLDER = "/usr/share/nginx/static";

    /** Where a Secret of type kubernetes.io/tls is expected, with the keys {@code tls.crt} and {@code tls.key}. */
    public static final String TLS_FOLDER = "/etc/nginx/tls";

    /** The one folder that nginx writes to; a volume for scratch data. */
    public static final String SCRATCH_FOLDER = "/tmp";

    public static final int HTTP_PORT = 8080;
    public static final int HTTPS_PORT = 8443;

    /** The port, on the pod's loopback address only, where the exporter beside nginx reads {@link #STATUS_PATH}. */
    public static final int STATUS_PORT = 8081;

    public static final String STATUS_PATH = "/stub_status";

    /** Answered with 200 by nginx itself, regardless of the state of the api; for the probes, on {@link #HTTP_PORT}. */
    public static final String HEALTH_PATH = "/.sild/healthz";

    private static final Pattern URL_PATH = Pattern.compile("/([-._~a-zA-Z0-9]+/)+");
    private static final int MOST_WORKERS = 64;

    /**
     * TLS that nginx ends.
     *
     * @param publicPort the port at which clients reach {@link #HTTPS_PORT}, where it is known not to be 443
     */
    public record Tls(OptionalInt publicPort) {}

    /**
     * Takes nothing that could end a directive and begin another.
     *
     * @throws IllegalArgumentException for what the schema of the WebStack does not allow
     */
    public NginxConf {
        NginxSettings.requireHost(apiHost);
        NginxSettings.requirePort(apiPort);
        NginxSettings.require(
                staticPath.stream().allMatch(path -> URL_PATH.matcher(path).matches()), "a path", staticPath);
    }

    /**
     * Returns the command that starts nginx, with a configuration of the user's own as well. It writes where nginx
     * listens on IPv6, which depends on the node: {@code listen [::]:8080} fails on one that has it switched off.
     *
     * <p>nginx asks for the addresses of its servers when it reads its configuration, and never again, while a Service
     * that was deleted and re-created has another. When an address changes, nginx reloads its configuration twice,
     * since it may not have resolved the address that was seen here. Its own {@code resolve} would need version 1.27.3,
     * the address of a DNS server and the name in full, and would do nothing for other configurations.
     *
     * @param hosts the names of the Services that it passes requests on to
     * @see <a href="https://nginx.org/en/docs/control.html#reconfiguration">nginx: changing configuration</a>
     */
    public static List<String> command(List<String> hosts) {
        hosts.forEach(NginxSettings::requireHost);
        return List.of(
                "/bin/sh", "-c", """
        set -eu
        if [ -e /proc/net/if_inet6 ]; then
          echo 'listen [::]:%1$s;' > %3$s/listen-http-ipv6.conf
          echo 'listen [::]:%2$s ssl;' > %3$s/listen-https-ipv6.conf
        fi
        addresses() {
          all=
          for host in %5$s; do
            one=$({ getent ahosts $host || getent hosts $host; } 2>/dev/null) || return 0
            all="$all$one
        "
          done
          printf '%%s' "$all" | sort -u
        }
        known=$(addresses)
        trap '' HUP
        (
          again=
          while sleep 5 && kill -0 $$ 2>/dev/null; do
            now=$(addresses)
            if [ -n "$now" ] && [ "$now" != "$known" ]; then
              known=$now again=yes
              kill -HUP $$
            elif [ "$again" ]; then
              again=
              kill -HUP $$
            fi
          done
        ) &
        exec nginx -e stderr -c %4$s -g 'daemon off;'
        """.formatted(HTTP_PORT, HTTPS_PORT, SCRATCH_FOLDER, FILE, String.join(" ", hosts)));
    }

    /**
     * Returns how many processes serve well with that much processor time. nginx's own {@code auto} counts the
     * processors of the node, of which a pod has a few only.
     *
     * @param cpuMillicores the limit of processor time in thousandths of a core; empty for none
     */
    public static int workersFor(OptionalLong cpuMillicores) {
        long cores = cpuMillicores.isPresent() ? (cpuMillicores.getAsLong() + 999) / 1000 : 2;
        return (int) Math.min(MOST_WORKERS, Math.max(1, cores));
    }

    /** Returns the configuration. */
    public String text() {
        return settings.text(
                NginxSettings.upstream("api", apiHost, apiPort),
                staticPath.isPresent() ? List.of(NginxBlocks.CACHING) : List.of(),
                List.of(server()));
    }

    private String server() {
        return """
        server {
        %s
        %s
        %s  location / {
            proxy_pass http://api;
        %s  }
        }
        """.formatted(
                        NginxSettings.indented(settings.listening()),
                        NginxSettings.indented(NginxBlocks.HEALTH),
                        staticPath
                                .map(path -> NginxSettings.indented(staticFiles(path)) + "\n")
                                .orElse(""),
                        NginxSettings.indented(NginxSettings.indented(settings.passingOn())));
    }

    private static String staticFiles(String path) {
        return """
        location ^~ "%1$s" {
          alias %2$s/;
          # A link may lead to what its owner could have put there, and to nothing else in this container.
          disable_symlinks if_not_owner from=%2$s/;
          add_header Cache-Control $static_caching;
          add_header X-Content-Type-Options nosniff always;

          location ~ "/\\.(?!well-known/)" {
            return 404;
          }
        }
        """.formatted(path, STATIC_FOLDER);
    }
}
