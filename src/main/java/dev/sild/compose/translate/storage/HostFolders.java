package dev.sild.compose.translate.storage;

import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Volume;
import dev.sild.report.Code;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** What is mounted of the host itself: which of it is a folder of data, and what is said about it. */
final class HostFolders {
    /** Folders that a host has anyway, besides those of {@link Volume.HostPath#isOfSystem()}: tools look into them. */
    private static final List<String> OF_HOST = List.of(
            "/bin/",
            "/boot/",
            "/lib/",
            "/lib64/",
            "/sbin/",
            "/usr/",
            "/var/lib/containerd/",
            "/var/lib/containers/",
            "/var/lib/docker/",
            "/var/lib/kubelet/",
            "/var/lib/systemd/",
            "/var/log/");

    /** Paths of files whose names have no extension; a folder of such a name is only not created. */
    private static final Pattern FILE = Pattern.compile("(?i).*file|.*/\\.[^/]+/config|.*[-_/](?:authorized_keys|cert"
            + "|credentials|crontab|environment|fstab|group|hostname|hosts|id|key|keytab|known_hosts|kubeconfig|license"
            + "|localtime|passphrase|passwd|password|pid|pw|rsa|ed25519|secret|shadow|sock|sudoers|timezone|token)");

    /** Folders of a container that have files only. */
    private static final Pattern OF_FILES = Pattern.compile("/(?:usr/(?:local/)?)?s?bin/[^/]+|/run/secrets/[^/]+");

    private HostFolders() {}

    /** Whether a path belongs to the host and not to the application. */
    static boolean isOfHost(String path) {
        return path.equals("/")
                || new Volume.HostPath("", path, false).isOfSystem()
                || OF_HOST.stream().anyMatch(folder -> (path + "/").startsWith(folder));
    }

    /**
     * Whether a path that cannot be looked at is a folder by its name, so that compose creates it where it is missing.
     */
    private static boolean isFolderByName(Bind bind) {
        return !isOfHost(bind.path().toString())
                && !bind.isSocket()
                && !bind.looksLikeFile()
                && !bind.mayBeFile()
                && !FILE.matcher(bind.path().toString()).matches()
                && !OF_FILES.matcher(bind.target()).matches();
    }

    /** Whether compose creates a folder there, and a node has to. */
    static boolean isMadeFor(Bind bind, BindFiles.Kind kind) {
        return bind.creates()
                && switch (kind) {
                    case MISSING -> !bind.isSocket() && !bind.looksLikeFile();
                    case OUTSIDE -> isFolderByName(bind);
                    default -> false;
                };
    }

    /** Whether a path of the host may become a claim: a folder that holds data of the application. */
    static boolean mayBeClaim(Bind bind) {
        return isFolderByName(bind);
    }

    /** Whether a service names the node that it runs on. */
    static boolean isPinned(Attribute service) {
        return service.get("deploy").get("placement").get("constraints").below().stream()
                .map(constraint -> constraint.peek().replace(" ", "").toLowerCase(Locale.ROOT))
                .anyMatch(constraint -> constraint.startsWith("node.hostname=="));
    }

    /**
     * Reports that a path of the host becomes one of the node, and what follows from that.
     *
     * @param nodes whether there is more than this machine
     */
    static void report(Bind bind, boolean nodes) {
        if (bind.isSocket()) {
            bind.volume()
                    .note(
                            Code.BIND_HOST_PATH,
                            "the socket of the node's container engine is mounted: it gives control over the node",
                            "use the Kubernetes API with a service account");
            return;
        }
        String source = bind.volume().get("source").string();
        if (!nodes || bind.readOnly() || !isFolderByName(bind)) {
            bind.volume()
                    .note(
                            Code.BIND_HOST_PATH,
                            source + " is a host path; it becomes a hostPath volume",
                            "make sure that the path exists on every node, or use a named volume");
        } else if (bind.mounter().onOneNode()) {
            bind.volume().note(Code.BIND_HOST_PATH, source + " is a folder of the node that the service is pinned to");
        } else {
            bind.volume()
                    .note(
                            Code.BIND_NODE_DATA,
                            source + " is a folder of whichever node the pod is on; another node has other data",
                            "use --bind claim, or pin it: deploy.placement.constraints: [node.hostname == NODE]");
        }
    }
}
