package dev.sild.model;

import java.util.List;

/**
 * How to tell that a container is well.
 *
 * @param check what is tried
 * @param intervalSeconds the time between two tries, at least 1
 * @param timeoutSeconds how long a try may take, at least 1
 * @param retries how many tries must fail in a row
 * @param startSeconds how long after its start failures do not count, 0 for not at all
 * @param startIntervalSeconds the time between two tries until then, at least 1
 * @param use what an unwell container means
 */
public record Health(
        Check check,
        int intervalSeconds,
        int timeoutSeconds,
        int retries,
        int startSeconds,
        int startIntervalSeconds,
        Use use) {

    /** What an unwell container means. */
    public enum Use {
        /** It gets no traffic. */
        READINESS,
        /** It gets no traffic, and is started again. */
        LIVENESS
    }

    /** What is tried. */
    public sealed interface Check {}

    /** A command in the container that must exit with 0. */
    public record Exec(List<String> command) implements Check {
        public Exec {
            command = List.copyOf(command);
        }
    }

    /**
     * An HTTP GET that must answer with 200 to 399.
     *
     * @param host the Host header; empty for the pod's address
     */
    public record Http(int port, String path, boolean tls, String host, List<Header> headers) implements Check {
        public Http {
            headers = List.copyOf(headers);
        }
    }

    /** A further header of a request. */
    public record Header(String name, String value) {}

    /** A TCP connection that must open. */
    public record Tcp(int port) implements Check {}

    /**
     * A call of gRPC's own health service, which must answer that it serves.
     *
     * @param service the service whose health is requested; empty for the server's own
     */
    public record Grpc(int port, String service) implements Check {}
}
