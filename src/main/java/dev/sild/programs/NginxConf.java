package dev.sild.programs;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A whole {@code nginx.conf} for nginx that runs without root and may write to {@code /tmp} only: from version 1.25.1
 * on, of which the directive {@code http2} is.
 *
 * <p>Besides the application it answers {@link #HEALTH_PATH} by itself, on every port, and gives its numbers on
 * {@link #STATUS_PORT} of the pod's loopback address.
 *
 * @param apiHost the name of the api's Service, as the pod resolves it at its start
 * @param apiPort the port of that Service
 * @param tls set where nginx ends TLS: it then listens on {@link #HTTPS_PORT} too, and {@link #HTTP_PORT} leads there
 * @param staticPath the path, with a slash at both ends, below which {@link #STATIC_FOLDER} is served
 * @param clientMaxBodySize the largest request body, in bytes or with one of k, m, g; 0 for any size
 * @param readTimeoutSeconds how long the api may be silent, in seconds
 * @param gzip whether texts are compressed
 * @param behindProxy whether who calls is a proxy, such as an ingress controller, whose word about the client holds;
 *     where callers are clients themselves, what they say of their address, scheme and host is replaced
 * @param workers how many processes serve, at least 1
 * @see <a href="https://nginx.org/en/docs/dirindex.html">nginx: directives</a>
 */
public record NginxConf(
    String apiHost,
    int apiPort,
    Optional<Tls> tls,
    Optional<String> staticPath,
    String clientMaxBodySize,
    int readTimeoutSeconds,
    boolean gzip,
    boolean behindProxy,
    int workers) {

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

  /** Answered with 200 by nginx itself, whatever becomes of the api; for the probes, on {@link #HTTP_PORT}. */
  public static final String HEALTH_PATH = "/.sild/healthz";

  private static final Pattern HOST = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");
  private static final Pattern URL_PATH = Pattern.compile("/([-._~a-zA-Z0-9]+/)+");
  private static final Pattern SIZE = Pattern.compile("([0-9]{1,12})([kmg]?)");
  private static final BigInteger LARGEST_SIZE = BigInteger.valueOf(Long.MAX_VALUE);
  private static final int LONGEST_TIMEOUT = 86_400;
  private static final int MOST_WORKERS = 64;
  private static final int LARGEST_PORT = 65_535;

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
    require(HOST.matcher(apiHost).matches(), "a host name", apiHost);
    require(apiPort > 0 && apiPort <= LARGEST_PORT, "a port", apiPort);
    require(staticPath.stream().allMatch(path -> URL_PATH.matcher(path).matches()), "a path", staticPath);
    require(SIZE.matcher(clientMaxBodySize.toLowerCase(Locale.ROOT)).matches(), "a size", clientMaxBodySize);
    require(readTimeoutSeconds > 0 && readTimeoutSeconds <= LONGEST_TIMEOUT, "a time", readTimeoutSeconds);
    require(workers > 0 && workers <= MOST_WORKERS, "a number of processes", workers);
  }

  /**
   * Returns the command that starts nginx, with a configuration of the user's own as well. It writes down where IPv6
   * is to be listened to, which only the node knows: {@code listen [::]:8080} fails on one that has it switched off.
   *
   * <p>nginx asks for the addresses of its servers when it reads its configuration, and never again, while a Service that
   * was deleted and made anew has another. Whenever the api's is another than it was, nginx is told to read its
   * configuration anew, twice, as it may not have got the address that was seen here. Its own {@code resolve} would need
   * version 1.27.3, the address of a DNS server and the name in full, and would do nothing for other configurations.
   *
   * @param apiHost the name of the api's Service
   * @see <a href="https://nginx.org/en/docs/control.html#reconfiguration">nginx: changing configuration</a>
   */
  public static List<String> command(String apiHost) {
    require(HOST.matcher(apiHost).matches(), "a host name", apiHost);
    return List.of("/bin/sh", "-c", """
        set -eu
        if [ -e /proc/net/if_inet6 ]; then
          echo 'listen [::]:%1$s;' > %3$s/listen-http-ipv6.conf
          echo 'listen [::]:%2$s ssl;' > %3$s/listen-https-ipv6.conf
        fi
        api() {
          { getent ahosts %5$s || getent hosts %5$s; } 2>/dev/null | sort -u
        }
        known=$(api)
        trap '' HUP
        (
          again=
          while sleep 5 && kill -0 $$ 2>/dev/null; do
            now=$(api)
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
        """.formatted(HTTP_PORT, HTTPS_PORT, SCRATCH_FOLDER, FILE, apiHost));
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
    StringBuilder text = new StringBuilder();
    text.append(process());
    text.append("\nhttp {\n");
    text.append(indented(basics()));
    if (gzip) {
      text.append('\n').append(indented(NginxBlocks.COMPRESSION));
    }
    text.append('\n').append(indented(upstream()));
    text.append('\n').append(indented(NginxBlocks.ASKED));
    if (behindProxy) {
      text.append('\n').append(indented(NginxBlocks.SAID_BY_PROXIES));
    }
    staticPath.ifPresent(path -> text.append('\n').append(indented(NginxBlocks.CACHING)));
    tls.ifPresent(known -> text.append('\n').append(indented(redirect(known))));
    text.append('\n').append(indented(server()));
    text.append('\n').append(indented(NginxBlocks.STATUS));
    return text.append("}\n").toString();
  }

  private String process() {
    return """
        worker_processes %s;
        error_log stderr warn;
        pid /tmp/nginx.pid;
        # Connections that never end, such as web sockets, are not to keep an old process for ever.
        worker_shutdown_timeout 20s;

        events {
          worker_connections 1024;
        }
        """.formatted(workers);
  }

  private String basics() {
    return """
        include /etc/nginx/mime.types;
        default_type application/octet-stream;

        log_format access '$remote_addr - $remote_user [$time_local] "$request" $status $body_bytes_sent '
                          '"$http_referer" "$http_user_agent" "$http_x_forwarded_for" $request_time';
        access_log /dev/stdout access;

        client_body_temp_path /tmp/client_temp;
        proxy_temp_path /tmp/proxy_temp;
        fastcgi_temp_path /tmp/fastcgi_temp;
        uwsgi_temp_path /tmp/uwsgi_temp;
        scgi_temp_path /tmp/scgi_temp;

        server_tokens off;
        # The port that nginx listens on is not the one that clients know.
        absolute_redirect off;
        sendfile on;
        tcp_nopush on;
        keepalive_timeout 65s;
        client_max_body_size %s;
        large_client_header_buffers 4 16k;
        """.formatted(bodySize());
  }

  /** A number that nginx could not hold is refused by it: the largest it can hold means the same. */
  private String bodySize() {
    Matcher size = SIZE.matcher(clientMaxBodySize.toLowerCase(Locale.ROOT));
    if (!size.matches()) {
      throw new IllegalStateException("checked when it was made");
    }
    int shift = switch (size.group(2)) {
      case "k" -> 10;
      case "m" -> 20;
      case "g" -> 30;
      default -> 0;
    };
    BigInteger bytes = new BigInteger(size.group(1)).shiftLeft(shift);
    return bytes.compareTo(LARGEST_SIZE) > 0 ? LARGEST_SIZE.toString() : size.group();
  }

  private String upstream() {
    return """
        upstream api {
          server %s:%s max_fails=0;
          keepalive 32;
          # New copies of the api get their share of what comes.
          keepalive_time 5m;
        }
        """.formatted(apiHost, apiPort);
  }

  private static String redirect(Tls tls) {
    String port = tls.publicPort().isPresent() ? ":" + tls.publicPort().getAsInt() : "";
    return """
        server {
          listen %s;
          include /tmp/listen-http-*.conf;

        %s
          location / {
            return 308 https://$host%s$request_uri;
          }
        }
        """.formatted(HTTP_PORT, indented(NginxBlocks.HEALTH), port);
  }

  private String server() {
    return """
        server {
        %s
        %s
        %s%s}
        """.formatted(indented(listening()), indented(NginxBlocks.HEALTH),
        staticPath.map(path -> indented(staticFiles(path)) + "\n").orElse(""), indented(passingOn()));
  }

  private String listening() {
    return tls.isEmpty()
        ? """
            listen %s;
            include /tmp/listen-http-*.conf;
            """.formatted(HTTP_PORT)
        : """
            listen %s ssl;
            include /tmp/listen-https-*.conf;
            http2 on;

            ssl_certificate %s/tls.crt;
            ssl_certificate_key %2$s/tls.key;
            ssl_protocols TLSv1.2 TLSv1.3;
            ssl_ciphers ECDHE-ECDSA-AES128-GCM-SHA256:ECDHE-RSA-AES128-GCM-SHA256:ECDHE-ECDSA-AES256-GCM-SHA384:\
            ECDHE-RSA-AES256-GCM-SHA384:ECDHE-ECDSA-CHACHA20-POLY1305:ECDHE-RSA-CHACHA20-POLY1305;
            ssl_prefer_server_ciphers off;
            ssl_session_cache shared:tls:10m;
            ssl_session_timeout 1d;
            ssl_session_tickets off;
            """.formatted(HTTPS_PORT, TLS_FOLDER);
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

  private String passingOn() {
    return """
        location / {
          proxy_pass http://api;
          proxy_http_version 1.1;
          proxy_set_header Host $asked_host;
          proxy_set_header Upgrade $http_upgrade;
          proxy_set_header Connection $connection_upgrade;
        %2$s\
          proxy_connect_timeout 5s;
          proxy_read_timeout %1$ss;
          proxy_send_timeout %1$ss;
          proxy_buffer_size 16k;
          proxy_buffers 8 16k;
          proxy_busy_buffers_size 32k;
        }
        """.formatted(readTimeoutSeconds,
        indented(behindProxy ? NginxBlocks.FORWARDED_BY_PROXIES : NginxBlocks.FORWARDED_ANEW));
  }

  private static String indented(String lines) {
    return lines.indent(2).replaceAll("(?m)^ +$", "");
  }

  private static void require(boolean holds, String wanted, Object value) {
    if (!holds) {
      throw new IllegalArgumentException("not " + wanted + ": " + value);
    }
  }
}
