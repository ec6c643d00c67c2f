package dev.sild.cluster;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** What one user asked of an API server since a point in time, from the server's own account. */
final class AuditLog {
    private static final Set<String> WRITES = Set.of("create", "update", "patch", "delete", "deletecollection");

    /**
     * A request.
     *
     * @param verb as RBAC names it
     * @param resource with its group where it has one and its subresource, such as {@code deployments.apps/scale}
     * @param path with its query
     * @param code of the answer
     */
    record Request(String verb, String resource, String path, int code, Instant at) {
        /** Whether it could have changed an object that is stored. */
        boolean writes() {
            return WRITES.contains(verb) && !resource.startsWith("selfsubject");
        }

        boolean isOfTheLease() {
            return resource.equals("leases.coordination.k8s.io");
        }

        @Override
        public String toString() {
            return verb + " " + path + " " + code;
        }
    }

    private final Path file;
    private final String user;
    private final long offset;
    private final Instant since;

    private AuditLog(Path file, String user, long offset, Instant since) {
        this.file = file;
        this.user = user;
        this.offset = offset;
        this.since = since;
    }

    /** Returns the account of what is asked from now on. */
    static AuditLog ofNow(ControlPlane plane, String user) {
        // What was asked before may be written down after.
        return new AuditLog(plane.auditLog(), user, plane.auditLog().toFile().length(), Instant.now());
    }

    /**
     * Returns the account from when a user has come to rest: it has asked nothing for a second, except for watches and
     * the lease. A stack is ready before all watches have reported that.
     */
    static AuditLog atRest(ControlPlane plane, String user, Duration limit) {
        AuditLog[] log = {ofNow(plane, user)};
        await("the operator comes to rest")
                .atMost(limit)
                .pollInterval(Duration.ofSeconds(1))
                .until(() -> {
                    AuditLog last = log[0];
                    log[0] = ofNow(plane, user);
                    return last.requests().stream()
                            .allMatch(request ->
                                    request.isOfTheLease() || request.verb().equals("watch"));
                });
        return log[0];
    }

    List<Request> requests() {
        List<Request> requests = new ArrayList<>();
        ObjectMapper json = new ObjectMapper();
        try (RandomAccessFile log = new RandomAccessFile(file.toFile(), "r")) {
            byte[] bytes = new byte[(int) (log.length() - offset)];
            log.seek(offset);
            log.readFully(bytes);
            String text = new String(bytes, StandardCharsets.UTF_8);
            // The last line may not be whole yet.
            for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n")) {
                if (!line.isEmpty()) {
                    JsonNode event = json.readTree(line);
                    if (event.path("user").path("username").asText().equals(user)
                            && !Instant.parse(event.path("requestReceivedTimestamp")
                                            .asText())
                                    .isBefore(since)) {
                        requests.add(request(event));
                    }
                }
            }
            return requests;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Request request(JsonNode event) {
        JsonNode object = event.path("objectRef");
        String group = object.path("apiGroup").asText();
        String subresource = object.path("subresource").asText();
        return new Request(
                event.path("verb").asText(),
                object.path("resource").asText()
                        + (group.isEmpty() ? "" : "." + group)
                        + (subresource.isEmpty() ? "" : "/" + subresource),
                event.path("requestURI").asText(),
                event.path("responseStatus").path("code").asInt(),
                Instant.parse(event.path("stageTimestamp").asText()));
    }
}
