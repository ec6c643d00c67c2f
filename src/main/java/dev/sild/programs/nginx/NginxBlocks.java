package dev.sild.programs.nginx;

/** The parts of {@link NginxConf} that are the same in all of them, each for the http block or a server. */
final class NginxBlocks {
    private NginxBlocks() {}

    /** Texts worth compressing; {@code text/html} always is. Responses to requests from a proxy are compressed, too. */
    static final String COMPRESSION = """
      gzip on;
      gzip_vary on;
      gzip_proxied any;
      gzip_min_length 1024;
      gzip_comp_level 5;
      gzip_types text/plain text/css text/csv text/javascript text/xml application/javascript application/json
                 application/ld+json application/manifest+json application/wasm application/xml
                 application/xhtml+xml application/rss+xml application/atom+xml font/ttf font/otf image/svg+xml;
      """;

    /** An end to keep-alive where a client asks for another protocol, and the host, which old clients do not name. */
    static final String ASKED = """
      map $http_upgrade $connection_upgrade {
        default upgrade;
        "" "";
      }
      map $http_host $asked_host {
        default $http_host;
        "" $host;
      }
      """;

    /** What the proxies before this one say, or what is seen here where they say nothing. */
    static final String SAID_BY_PROXIES = """
      map $http_x_real_ip $said_address {
        default $http_x_real_ip;
        "" $remote_addr;
      }
      map $http_x_forwarded_proto $said_scheme {
        default $scheme;
        http http;
        https https;
      }
      map $http_x_forwarded_host $said_host {
        default $http_x_forwarded_host;
        "" $asked_host;
      }
      """;

    /** The client as reported by the proxies before this one, each of which adds the address that called it. */
    static final String FORWARDED_BY_PROXIES = """
      proxy_set_header X-Real-IP $said_address;
      proxy_set_header X-Forwarded-For $proxy_add_x_forwarded_for;
      proxy_set_header X-Forwarded-Proto $said_scheme;
      proxy_set_header X-Forwarded-Host $said_host;
      """;

    /** The client as it is seen here: what it says of itself could be anything, and goes no further. */
    static final String FORWARDED_ANEW = """
      proxy_set_header X-Real-IP $remote_addr;
      proxy_set_header X-Forwarded-For $remote_addr;
      proxy_set_header X-Forwarded-Proto $scheme;
      proxy_set_header X-Forwarded-Host $asked_host;
      proxy_set_header X-Forwarded-Port "";
      proxy_set_header Forwarded "";
      """;

    /** A file with a content hash in its name never changes; any other is requested again after an hour. */
    static final String CACHING = """
      map $uri $static_caching {
        default "public, max-age=3600";
        "~[-.](?=[0-9]*[a-f])(?=[a-f]*[0-9])[0-9a-f]{8,64}[.][.a-z0-9]+$" "public, max-age=31536000, immutable";
      }
      """;

    /** Answered by nginx itself. */
    static final String HEALTH = """
      location = %s {
        access_log off;
        default_type text/plain;
        return 200 "ok\\n";
      }
      """.formatted(NginxConf.HEALTH_PATH);

    /** The numbers for the exporter, for callers in the same pod only. */
    static final String STATUS = """
      server {
        listen 127.0.0.1:%s;
        access_log off;

        location = %s {
          stub_status;
        }
        location / {
          return 404;
        }
      }
      """.formatted(NginxConf.STATUS_PORT, NginxConf.STATUS_PATH);
}
