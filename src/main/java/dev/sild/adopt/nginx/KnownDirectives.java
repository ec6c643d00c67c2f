package dev.sild.adopt.nginx;

import java.util.Set;

/** Directives of nginx by what they mean for a stack. */
final class KnownDirectives {
    private KnownDirectives() {}

    /** Those at the top that concern nginx itself. */
    static final Set<String> OF_THE_PROCESS = Set.of("""
            user worker_processes worker_rlimit_nofile pid error_log events daemon pcre_jit \
            worker_shutdown_timeout worker_cpu_affinity timer_resolution lock_file""".split(" "));

    /** Those that change nothing that a client or the api could tell. */
    static final Set<String> OF_NO_MATTER = Set.of("""
            default_type log_format access_log error_log sendfile tcp_nopush tcp_nodelay keepalive_timeout \
            keepalive_requests types_hash_max_size types_hash_bucket_size server_names_hash_bucket_size \
            server_names_hash_max_size variables_hash_max_size variables_hash_bucket_size \
            proxy_headers_hash_max_size proxy_headers_hash_bucket_size map_hash_bucket_size \
            map_hash_max_size server_tokens client_body_buffer_size client_body_timeout \
            client_header_timeout send_timeout client_header_buffer_size large_client_header_buffers \
            reset_timedout_connection proxy_http_version proxy_connect_timeout proxy_buffer_size \
            proxy_buffers proxy_busy_buffers_size proxy_cache_bypass proxy_redirect absolute_redirect \
            port_in_redirect server_name_in_redirect open_file_cache open_file_cache_valid \
            open_file_cache_min_uses open_file_cache_errors http2 index log_not_found client_body_temp_path \
            proxy_temp_path fastcgi_temp_path uwsgi_temp_path scgi_temp_path""".split(" "));

    /** Those by which nginx ends TLS. */
    static final Set<String> OF_TLS = Set.of("""
            ssl_certificate ssl_certificate_key ssl_protocols ssl_ciphers ssl_prefer_server_ciphers \
            ssl_session_cache ssl_session_timeout ssl_session_tickets ssl_dhparam ssl_ecdh_curve \
            ssl_buffer_size""".split(" "));

    /** Those of a location that serves files. */
    static final Set<String> OF_FILES = Set.of("""
            root alias expires gzip_static autoindex etag if_modified_since access_log log_not_found""".split(" "));

    /** The headers that the generated configuration sets, too. */
    static final Set<String> HEADERS = Set.of("""
            host x-real-ip x-forwarded-for x-forwarded-proto x-forwarded-host x-forwarded-port \
            x-forwarded-server upgrade connection x-scheme""".split(" "));
}
