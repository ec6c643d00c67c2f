package dev.sild.compose.translate.storage;

import dev.sild.images.ContainerPaths;
import dev.sild.images.ImageReference;
import dev.sild.images.SocketUsers;
import dev.sild.report.Code;
import java.util.Optional;

/**
 * The folder in which Docker keeps the logs of its containers. Nodes without Docker have them elsewhere, so that what
 * ships them finds none there.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/cluster-administration/logging/">Logging architecture</a>
 */
final class EngineLogs {
    private static final String LOGS = "/var/lib/docker/containers";
    private static final String ENGINE = "/var/lib/docker";

    /** What the remedies of programs that ship logs name. */
    private static final String OF_NODE = "/var/log/pods";

    private EngineLogs() {}

    /**
     * Whether a mount shows these logs to a program, which ships them if it mounts more of the engine than they. One
     * that mounts those of a node as well is prepared for both.
     */
    static boolean areIn(Bind bind) {
        String path = bind.path().toString();
        boolean logs = ContainerPaths.contains(LOGS, path)
                || path.equals(ENGINE)
                        && remedy(bind).filter(known -> known.contains(OF_NODE)).isPresent();
        return logs
                && bind.mounter().service().get("volumes").items().stream()
                        .map(volume -> volume.get("source").peek())
                        .noneMatch(source -> ContainerPaths.contains(source, OF_NODE));
    }

    static void report(Bind bind) {
        String program = ImageReference.parse(bind.mounter().program()).lastSegment();
        String other = "mount /var/log in its place, read /var/log/containers/*.log, which are in the format CRI, and"
                + " add 'x-sild: {kind: DaemonSet}' for all nodes";
        bind.volume()
                .note(
                        Code.ENGINE_LOGS,
                        (program.isEmpty() ? "a program" : program) + " finds no logs in "
                                + bind.volume().get("source").string()
                                + ": the nodes of most clusters keep those of containers in " + OF_NODE,
                        remedy(bind)
                                .filter(known -> known.contains(OF_NODE))
                                .map(known -> known + "; or " + other)
                                .orElse(other));
    }

    private static Optional<String> remedy(Bind bind) {
        return SocketUsers.remedy(bind.mounter().program());
    }
}
