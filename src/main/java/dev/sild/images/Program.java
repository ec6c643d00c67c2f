package dev.sild.images;

import java.util.Optional;

/** What a well-known image runs, as far as a stack has a place for it. */
public enum Program {
    NGINX("nginx"),
    /** Another program that passes requests on to others. */
    OTHER_PROXY("a different proxy"),
    REDIS("redis"),
    POSTGRES("postgres"),
    /** A database, cache, search engine or broker that is none of the others. */
    OTHER_DATABASE("a different database");

    private final String described;

    Program(String described) {
        this.described = described;
    }

    /** Returns it in a word or two. */
    public String described() {
        return described;
    }

    /** Returns what an image runs; nothing where that is not known, or none of these. */
    public static Optional<Program> of(String imageReference) {
        return KnownImages.row(imageReference).map(KnownImage::name).flatMap(Program::named);
    }

    private static Optional<Program> named(String name) {
        return switch (name) {
            case "nginx", "nginxinc/nginx-unprivileged", "bitnami/nginx", "openresty/openresty" -> Optional.of(NGINX);
            case "nginxproxy/nginx-proxy",
                    "jwilder/nginx-proxy",
                    "jc21/nginx-proxy-manager",
                    "httpd",
                    "caddy",
                    "traefik",
                    "haproxy",
                    "varnish",
                    "envoyproxy/envoy",
                    "kong",
                    "kong/kong-gateway",
                    "apache/apisix",
                    "bitnami/apache" -> Optional.of(OTHER_PROXY);
            case "redis",
                    "bitnami/redis",
                    "redis/redis-stack",
                    "redis/redis-stack-server",
                    "redislabs/redismod",
                    "valkey/valkey",
                    "bitnami/valkey",
                    "eqalpha/keydb",
                    "dragonflydb/dragonfly" -> Optional.of(REDIS);
            case "postgres",
                    "postgis/postgis",
                    "pgvector/pgvector",
                    "ankane/pgvector",
                    "tensorchord/pgvecto-rs",
                    "timescale/timescaledb",
                    "timescale/timescaledb-ha",
                    "supabase/postgres",
                    "bitnami/postgresql" -> Optional.of(POSTGRES);
            default -> DatabaseImages.has(name) ? Optional.of(OTHER_DATABASE) : Optional.empty();
        };
    }
}
