package dev.sild.play.podman;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * The environment that podman is started with: those variables of the user's that podman, its helpers and its registry
 * credential helpers read. No variable comes from a project, and none that a project could choose the name of gets
 * through: {@code LD_PRELOAD} or {@code GIT_SSH_COMMAND} would run a program on this machine.
 *
 * @see <a href="https://docs.podman.io/en/stable/markdown/podman.1.html#environment-variables">podman(1)</a>
 */
final class PodmanEnvironment {
    private static final Set<String> NAMES = Set.of(
            "PATH",
            "HOME",
            "USER",
            "LOGNAME",
            "LANG",
            "LANGUAGE",
            "TZ",
            "TERM",
            "NO_COLOR",
            "TMPDIR",
            "REGISTRY_AUTH_FILE",
            "DOCKER_CONFIG",
            "DOCKER_HOST",
            "DOCKER_CONTEXT",
            "DOCKER_CERT_PATH",
            "DOCKER_TLS_VERIFY",
            "GNUPGHOME",
            "SSH_AUTH_SOCK",
            "SSL_CERT_FILE",
            "SSL_CERT_DIR",
            "DBUS_SESSION_BUS_ADDRESS",
            "HTTP_PROXY",
            "HTTPS_PROXY",
            "FTP_PROXY",
            "ALL_PROXY",
            "NO_PROXY",
            "http_proxy",
            "https_proxy",
            "ftp_proxy",
            "all_proxy",
            "no_proxy");

    /** The last four are read by the credential helpers of cloud registries, which podman runs. */
    private static final List<String> PREFIXES = List.of(
            "LC_",
            "XDG_",
            "CONTAINER_",
            "CONTAINERS_",
            "_CONTAINERS_",
            "PODMAN_",
            "BUILDAH_",
            "STORAGE_",
            "AWS_",
            "AZURE_",
            "GOOGLE_",
            "CLOUDSDK_");

    private PodmanEnvironment() {}

    /** Returns what podman gets of the user's environment. */
    static Map<String, String> of(Map<String, String> user) {
        Map<String, String> passed = new TreeMap<>();
        user.forEach((name, value) -> {
            if (NAMES.contains(name) || PREFIXES.stream().anyMatch(name::startsWith)) {
                passed.put(name, value);
            }
        });
        // podman warns of old hosts at every call.
        passed.putIfAbsent("PODMAN_IGNORE_CGROUPSV1_WARNING", "1");
        return passed;
    }
}
