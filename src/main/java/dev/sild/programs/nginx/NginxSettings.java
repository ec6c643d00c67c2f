package dev.sild.programs.nginx;

import java.math.BigInteger;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What every generated {@code nginx.conf} contains, regardless of what it serves.
 *
 * @param tls set if nginx terminates TLS: it then also listens on {@link NginxConf#HTTPS_PORT}, and
 *     {@link NginxConf#HTTP_PORT} redirects there
 * @param clientMaxBodySize the largest request body, in bytes or with one of k, m, g; 0 for any size
 * @param readTimeoutSeconds how long what is behind it may be silent, in seconds
 * @param gzip whether texts are compressed
 * @param behindProxy whether who calls is a proxy, such as an ingress controller, whose word about the client holds;
 *     where callers are clients themselves, what they say of their address, scheme and host is replaced
 * @param workers how many processes serve, at least 1
 */
public record NginxSettings(
        Optional<NginxConf.Tls> tls,
        String clientMaxBodySize,
        int readTimeoutSeconds,
        boolean gzip,
        boolean behindProxy,
        int workers) {
    private static final Pattern HOST = Pattern.compile("[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?");
    private static final Pattern SIZE = Pattern.compile("([0-9]{1,12})([kmg]?)");
    private static final BigInteger LARGEST_SIZE = BigInteger.valueOf(Long.MAX_VALUE);
    private static final int LONGEST_TIMEOUT = 86_400;
    private static final int MOST_WORKERS = 64;
    private static final int LARGEST_PORT = 65_535;

    /**
     * Takes nothing that could end a directive and begin another.
     *
     * @throws IllegalArgumentException for what the schemas do not allow
     */
    public NginxSettings {
        require(SIZE.matcher(clientMaxBodySize.toLowerCase(Locale.ROOT)).matches(), "a size", clientMaxBodySize);
        require(isTimeout(readTimeoutSeconds), "a time", readTimeoutSeconds);
        require(workers > 0 && workers <= MOST_WORKERS, "a number of processes", workers);
    }

    static void require(boolean holds, String wanted, Object value) {
        if (!holds) {
            throw new IllegalArgumentException("not " + wanted + ": " + value);
        }
    }

    static void requireHost(String host) {
        require(HOST.matcher(host).matches(), "a host name", host);
    }

    static void requirePort(int port) {
        require(port > 0 && port <= LARGEST_PORT, "a port", port);
    }

    static boolean isTimeout(int seconds) {
        return seconds > 0 && seconds <= LONGEST_TIMEOUT;
    }

    /**
     * Returns a configuration.
     *
     * @param upstreams the upstreams that requests are passed to, within the http block
     * @param more further blocks within the http block
     * @param servers the servers, of which the first is the default for hosts that none of them names
     */
    String text(String upstreams, List<String> more, List<String> servers) {
        StringBuilder text = new StringBuilder();
        text.append(process());
        text.append("\nhttp {\n");
        text.append(indented(basics()));
        if (gzip) {
            text.append('\n').append(indented(NginxBlocks.COMPRESSION));
        }
        text.append('\n').append(indented(upstreams));
        text.append('\n').append(indented(NginxBlocks.ASKED));
        if (behindProxy) {
            text.append('\n').append(indented(NginxBlocks.SAID_BY_PROXIES));
        }
        more.forEach(block -> text.append('\n').append(indented(block)));
        tls.ifPresent(known -> text.append('\n').append(indented(redirect(known))));
        servers.forEach(server -> text.append('\n').append(indented(server)));
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
            throw new IllegalStateException("already validated");
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

    /** Returns a Service that requests are passed on to. */
    static String upstream(String name, String host, int port) {
        return """
        upstream %s {
          server %s:%s max_fails=0;
          keepalive 32;
          # New copies of the %1$s get their share of what comes.
          keepalive_time 5m;
        }
        """.formatted(name, host, port);
    }

    private static String redirect(NginxConf.Tls tls) {
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
        """.formatted(NginxConf.HTTP_PORT, indented(NginxBlocks.HEALTH), port);
    }

    /** Returns where a server listens. */
    String listening() {
        return tls.isEmpty()
                ? """
            listen %s;
            include /tmp/listen-http-*.conf;
            """.formatted(NginxConf.HTTP_PORT)
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
            """.formatted(NginxConf.HTTPS_PORT, NginxConf.TLS_FOLDER);
    }

    /** Returns how requests are passed on, whomever to: for a server, or for a location. */
    String passingOn() {
        return """
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
        """.formatted(
                readTimeoutSeconds, behindProxy ? NginxBlocks.FORWARDED_BY_PROXIES : NginxBlocks.FORWARDED_ANEW);
    }

    static String indented(String lines) {
        return lines.indent(2).replaceAll("(?m)^ +$", "");
    }
}
