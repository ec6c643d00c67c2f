package dev.sild.play.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.HTTPHeader;
import io.fabric8.kubernetes.api.model.Probe;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * How to tell that a container is well: a command that runs in it. Podman's own health checks start again who is
 * unwell, and ask for a timer of systemd's.
 *
 * @param command the command; it succeeds if the container is healthy, and exits with {@link #UNKNOWN} if that cannot
 *     be determined
 * @param timeoutSeconds how long it may take
 * @param patienceSeconds how long after its start a container may be unwell
 */
public record PodCheck(List<String> command, int timeoutSeconds, int patienceSeconds) {
    /** The exit code of a command that has not found the program to ask with. */
    static final int UNKNOWN = 42;

    private static final String SHELL = "sh";
    private static final int NOT_FOUND = 127;
    /** What runc and crun say where an image has no shell. */
    private static final Pattern NO_SHELL =
            Pattern.compile("\"sh\": executable file not found|executable file `sh` not found");
    /**
     * Whether something listens at a port, as the kernel has it: not each image has a program that connects, and not
     * each of those knows how to do no more than that.
     */
    private static final String LISTENS = "for table in /proc/net/tcp /proc/net/tcp6; do [ -r $table ] || continue;"
            + " while read -r number local remote state rest; do case $local/$state in *:$1/0A) exit 0;; esac; done < $table;"
            + " done; exit 1";

    private static final ObjectMapper JSON = new ObjectMapper();

    // Kubernetes' own defaults.
    private static final int PERIOD = 10;
    private static final int FAILURES = 3;

    public PodCheck {
        command = List.copyOf(command);
    }

    /**
     * Returns what a container's probes ask for; nothing where they are none, or speak gRPC.
     *
     * @param readiness may be null, as {@code startup} may
     * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/#Probe">Probe</a>
     */
    static Optional<PodCheck> of(Probe readiness, Probe startup) {
        Probe asked = readiness != null ? readiness : startup;
        if (asked == null) {
            return Optional.empty();
        }
        int timeout = or(asked.getTimeoutSeconds(), 1);
        int patience = timeout + patience(readiness) + patience(startup);
        return command(asked, timeout).map(command -> new PodCheck(command, timeout, patience));
    }

    private static int patience(Probe probe) {
        return probe == null
                ? 0
                : or(probe.getInitialDelaySeconds(), 0)
                        + or(probe.getPeriodSeconds(), PERIOD) * or(probe.getFailureThreshold(), FAILURES);
    }

    private static int or(Integer value, int otherwise) {
        return value == null || value == 0 ? otherwise : value;
    }

    private static Optional<List<String>> command(Probe probe, int timeout) {
        if (probe.getExec() != null) {
            return Optional.of(probe.getExec().getCommand());
        }
        if (probe.getHttpGet() != null) {
            return Optional.of(get(probe.getHttpGet(), timeout));
        }
        if (probe.getTcpSocket() != null) {
            return Optional.of(List.of(
                    SHELL,
                    "-c",
                    LISTENS,
                    SHELL,
                    "%04X".formatted(probe.getTcpSocket().getPort().getIntVal())));
        }
        return Optional.empty();
    }

    /**
     * With curl or wget, whichever the image has; the address and the headers are words of their own, not part of a
     * script.
     */
    private static List<String> get(HTTPGetAction get, int timeout) {
        boolean tls = "HTTPS".equals(get.getScheme());
        String path = get.getPath() == null ? "/" : get.getPath();
        List<String> command = new ArrayList<>(List.of(
                SHELL,
                "-c",
                "url=$1; shift; if command -v curl > /dev/null; then for h do set -- \"$@\" -H \"$h\"; shift; done; exec curl -fsS"
                        + (tls ? " -k" : "") + " -m " + timeout + " -o /dev/null \"$@\" \"$url\";"
                        + " elif command -v wget > /dev/null; then for h do set -- \"$@\" --header \"$h\"; shift; done; exec wget -q"
                        + (tls ? " --no-check-certificate" : "") + " -T " + timeout
                        + " -O /dev/null \"$@\" \"$url\"; else exit "
                        + UNKNOWN + "; fi",
                SHELL,
                (tls ? "https" : "http") + "://127.0.0.1:" + get.getPort().getIntVal()
                        + (path.startsWith("/") ? "" : "/") + path));
        List<HTTPHeader> headers = get.getHttpHeaders() == null ? List.of() : get.getHttpHeaders();
        headers.forEach(header -> command.add(header.getName() + ": " + header.getValue()));
        return command;
    }

    /** Whether a command that ended so has found nothing to ask with: no program, or not even a shell. */
    public boolean isUntold(int code, String said) {
        return code == UNKNOWN
                || code == NOT_FOUND
                        && command.get(0).equals(SHELL)
                        && NO_SHELL.matcher(said).find();
    }

    /** Returns it as the text that {@link #parse} reads. */
    String text() {
        ObjectNode node = JSON.createObjectNode();
        command.forEach(node.putArray("command")::add);
        return node.put("timeoutSeconds", timeoutSeconds)
                .put("patienceSeconds", patienceSeconds)
                .toString();
    }

    /** Reads what {@link #text} wrote; nothing where it is something else. */
    public static Optional<PodCheck> parse(String text) {
        try {
            JsonNode node = JSON.readTree(text);
            List<String> command = new ArrayList<>();
            node.path("command").forEach(word -> command.add(word.asText()));
            return command.isEmpty()
                    ? Optional.empty()
                    : Optional.of(new PodCheck(
                            command,
                            node.path("timeoutSeconds").asInt(1),
                            node.path("patienceSeconds").asInt()));
        } catch (JsonProcessingException damaged) {
            return Optional.empty();
        }
    }
}
