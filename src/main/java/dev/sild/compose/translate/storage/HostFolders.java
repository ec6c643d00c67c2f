package dev.sild.compose.translate.storage;

import dev.sild.compose.BindFiles;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Volume;
import dev.sild.report.Code;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

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

    /** Extensions of files that programs read; no folder has such a name. */
    private static final Pattern READ =
            Pattern.compile("(?i).*[^/]\\.(?:conf|cfg|cnf|ini|ya?ml|json|toml|env|properties|xml|txt"
                    + "|sh|py|js|php|rb|lua|sql|html|csv|pem|crt|cer|key|p12|pfx|jks|hcl|rules|tmpl|j2)");

    /** Folders whose content was put there for programs to read. */
    private static final Pattern CONFIGURATION = Pattern.compile(
            "(?i)(?:.*[-_.])?(?:conf|config|configs|configuration|settings|conf\\.d|initdb\\.d|init|certs?"
                    + "|certificates|ssl|tls|keys|secrets|templates|scripts|provisioning|rules|dashboards|html"
                    + "|www|public|static|assets)");

    private static final Set<String> TIME_ZONE = Set.of("/etc/localtime", "/etc/timezone");

    /** Names of folders that programs fill for themselves as well. */
    private static final Set<String> FILLED = Set.of("config", "secret", "secrets", "keys");

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

    /**
     * Whether a mount gives a container the time zone of its machine. Nodes have another one, and some lack a file: a
     * folder in its place cannot be mounted over the image's.
     */
    static boolean isTimeZone(Bind bind) {
        return TIME_ZONE.contains(bind.path().toString())
                && bind.target().equals(bind.path().toString());
    }

    /** Reports that a pod has the time zone of its image. */
    static void reportTimeZone(Bind bind) {
        boolean set = bind.mounter().service().get("environment").get("TZ").present();
        bind.volume()
                .note(
                        Code.NODE_LEVEL,
                        bind.path() + " is not mounted: the time zone of a node need not be yours, and a node may lack"
                                + " the file",
                        set ? "" : "set the variable TZ, as in Europe/Berlin, if the program needs one");
    }

    /** Whether a service names the node that it runs on. */
    static boolean isPinned(Attribute service) {
        return service.get("deploy").get("placement").get("constraints").below().stream()
                .map(constraint -> constraint.peek().replace(" ", "").toLowerCase(Locale.ROOT))
                .anyMatch(constraint -> constraint.startsWith("node.hostname=="));
    }

    /** Whether what is at a path of the host was put there for the application, so that a pod is no use without it. */
    private static boolean needsContent(Bind bind) {
        String path = bind.path().toString();
        if (isOfHost(path) || bind.isMask() || bind.onDataFolder()) {
            return false;
        }
        return bind.readOnly()
                || isNamedForContent(bind)
                || isFile(bind)
                || bind.looksLikeFile()
                || FILE.matcher(path).matches()
                || OF_FILES.matcher(bind.target()).matches();
    }

    /**
     * Whether the name of a folder, or of one around it, says that its content was put there. What is called
     * {@code config} itself many programs fill for themselves, unless they are built here.
     */
    private static boolean isNamedForContent(Bind bind) {
        String path = bind.path().toString();
        String around = path.substring(0, path.lastIndexOf('/'));
        List<String> names = List.of(
                path.substring(path.lastIndexOf('/') + 1),
                bind.target().substring(bind.target().lastIndexOf('/') + 1));
        return Stream.of(around.split("/")).anyMatch(CONFIGURATION.asMatchPredicate())
                || names.stream()
                        .filter(name -> bind.mounter().context().isPresent() || !FILLED.contains(name))
                        .anyMatch(CONFIGURATION.asMatchPredicate());
    }

    /** Whether a path of the host is that of a file beyond doubt. */
    static boolean isFile(Bind bind) {
        return !isOfHost(bind.path().toString())
                && READ.matcher(bind.path().toString()).matches();
    }

    /** Reports that nodes need what is at a path of the host; false where that is not known. */
    static boolean reportNeeded(Bind bind) {
        if (bind.isSocket() || bind.mounter().onOneNode() || !needsContent(bind)) {
            return false;
        }
        bind.volume()
                .note(
                        Code.BIND_NODE_FILES,
                        bind.volume().get("source").string() + " is a host path; "
                                + (isFile(bind)
                                        ? "the pod starts only on a node that has this file"
                                        : "the pod needs its content on the node"),
                        "put it on the nodes, or into the project folder; --bind claim makes claims of folders");
        return true;
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
        if (nodes && EngineLogs.areIn(bind)) {
            EngineLogs.report(bind);
            return;
        }
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

    /**
     * Whether what is mounted on this machine stays where it is. A file that is only read travels with the pod, which
     * is then played again when it changes; what is not there, and is not to be made, is nowhere.
     */
    static boolean staysInPlace(Bind bind, BindFiles.Kind kind) {
        return switch (kind) {
            case FILE -> !bind.readOnly();
            case MISSING -> bind.creates();
            default -> true;
        };
    }
}
