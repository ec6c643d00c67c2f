package dev.sild.kubernetes.objects;

import dev.sild.model.Component;
import dev.sild.model.Origin;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import io.fabric8.kubernetes.api.model.Capabilities;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ContainerPort;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.SELinuxOptions;
import io.fabric8.kubernetes.api.model.SeccompProfile;
import io.fabric8.kubernetes.api.model.SecurityContext;
import io.fabric8.kubernetes.api.model.Sysctl;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * Adds to pods what a namespace asks that admits none but restricted ones, where their images can do with it, and says
 * of each pod what a namespace would still refuse.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/security/pod-security-standards/">Pod Security Standards</a>
 */
public final class Restricted {
    private static final String NET_BIND_SERVICE = "NET_BIND_SERVICE";
    private static final Set<String> SELINUX_TYPES =
            Set.of("container_t", "container_init_t", "container_kvm_t", "container_engine_t");
    private static final Set<String> SYSCTLS = Set.of(
            "kernel.shm_rmid_forced",
            "net.ipv4.ip_local_port_range",
            "net.ipv4.ip_unprivileged_port_start",
            "net.ipv4.tcp_syncookies",
            "net.ipv4.ping_group_range",
            "net.ipv4.ip_local_reserved_ports",
            "net.ipv4.tcp_keepalive_time",
            "net.ipv4.tcp_fin_timeout",
            "net.ipv4.tcp_keepalive_intvl",
            "net.ipv4.tcp_keepalive_probes");

    private final List<Finding> findings;

    /** Creates an instance that adds the remaining violations to {@code findings}. */
    public Restricted(List<Finding> findings) {
        this.findings = findings;
    }

    /** Adds to the pod of a component what it can do with. */
    public void harden(PodSpec pod, Component component) {
        List<Container> all = new ArrayList<>(pod.getInitContainers());
        all.addAll(pod.getContainers());
        for (Container container : all) {
            boolean init = pod.getInitContainers().contains(container);
            harden(container);
            reportUser(container, init, component);
            report(container, component);
        }
        reportPod(pod, component);
    }

    /**
     * A privileged container is left unchanged: it is refused regardless of its other settings. A container that may
     * run as root keeps its capabilities: programs that start as root use them to switch to another user.
     */
    private static void harden(Container container) {
        SecurityContext security =
                container.getSecurityContext() == null ? new SecurityContext() : container.getSecurityContext();
        if (Boolean.TRUE.equals(security.getPrivileged())) {
            return;
        }
        container.setSecurityContext(security);
        List<String> added = added(security);
        if (!added.contains("SYS_ADMIN") && !added.contains("ALL")) {
            security.setAllowPrivilegeEscalation(false);
        }
        if (security.getSeccompProfile() == null) {
            SeccompProfile profile = new SeccompProfile();
            profile.setType("RuntimeDefault");
            security.setSeccompProfile(profile);
        }
        if (isNobodysRoot(security)) {
            security.setRunAsNonRoot(true);
            Capabilities capabilities = new Capabilities();
            capabilities.setAdd(added);
            capabilities.setDrop(List.of("ALL"));
            security.setCapabilities(capabilities);
        }
    }

    private static boolean isNobodysRoot(SecurityContext security) {
        return security.getRunAsUser() != null && security.getRunAsUser() > 0;
    }

    private static List<String> added(SecurityContext security) {
        return security.getCapabilities() == null || security.getCapabilities().getAdd() == null
                ? List.of()
                : security.getCapabilities().getAdd();
    }

    private void reportUser(Container container, boolean init, Component component) {
        SecurityContext security = container.getSecurityContext();
        if (isNobodysRoot(security) || Boolean.TRUE.equals(security.getPrivileged())) {
            return;
        }
        boolean root = security.getRunAsUser() != null;
        String who = "'" + container.getName() + "' runs as " + (root ? "root" : "the image's user, which may be root");
        left(
                component,
                container,
                init ? "" : ".user",
                who,
                !init
                        ? "set a user number other than 0 that the image can run as, as in 'user: \"1000\"'"
                        : container.getName().startsWith("seed-")
                                ? "turn off seeding with 'nocopy: true' for the volume"
                                : "set another user");
    }

    private void report(Container container, Component component) {
        SecurityContext security = container.getSecurityContext();
        if (Boolean.TRUE.equals(security.getPrivileged())) {
            left(
                    component,
                    container,
                    ".privileged",
                    "'" + container.getName() + "' is privileged",
                    "add only the required capabilities instead");
        }
        Set<String> capabilities = new LinkedHashSet<>(added(security));
        capabilities.remove(NET_BIND_SERVICE);
        if (!capabilities.isEmpty()) {
            left(
                    component,
                    container,
                    ".cap_add",
                    "'" + container.getName() + "' adds the capabilities " + String.join(", ", capabilities),
                    "add only " + NET_BIND_SERVICE);
        }
        boolean unconfined = security.getSeccompProfile() != null
                        && "Unconfined".equals(security.getSeccompProfile().getType())
                || security.getAppArmorProfile() != null
                        && "Unconfined".equals(security.getAppArmorProfile().getType())
                || security.getProcMount() != null && !security.getProcMount().equals("Default")
                || hasOwnLabel(security.getSeLinuxOptions());
        if (unconfined) {
            left(
                    component,
                    container,
                    ".security_opt",
                    "'" + container.getName() + "' disables security profiles",
                    "remove the options that disable protection");
        }
        for (ContainerPort port : container.getPorts()) {
            if (port.getHostPort() != null && port.getHostPort() != 0) {
                left(
                        component,
                        container,
                        ".ports",
                        "'" + container.getName() + "' uses the hostPort " + port.getHostPort(),
                        "use its Service instead");
            }
        }
    }

    private static boolean hasOwnLabel(SELinuxOptions options) {
        return options != null
                && (options.getUser() != null
                        || options.getRole() != null
                        || options.getType() != null && !SELINUX_TYPES.contains(options.getType()));
    }

    private void reportPod(PodSpec pod, Component component) {
        if (Boolean.TRUE.equals(pod.getHostNetwork())) {
            left(component, ".network_mode", "it uses the host network", "use a network of the project");
        }
        if (Boolean.TRUE.equals(pod.getHostPID())) {
            left(component, ".pid", "it uses the host PID namespace", "remove 'pid: host'");
        }
        if (Boolean.TRUE.equals(pod.getHostIPC())) {
            left(component, ".ipc", "it uses the host IPC namespace", "remove 'ipc: host'");
        }
        for (Volume volume : pod.getVolumes()) {
            if (volume.getHostPath() != null || volume.getNfs() != null) {
                left(
                        component,
                        ".volumes",
                        volume.getHostPath() != null
                                ? "it mounts the host path "
                                        + volume.getHostPath().getPath()
                                : "it mounts an NFS export of the server "
                                        + volume.getNfs().getServer(),
                        "use a named volume");
            }
        }
        if (pod.getSecurityContext() != null) {
            for (Sysctl sysctl : pod.getSecurityContext().getSysctls()) {
                if (!SYSCTLS.contains(sysctl.getName())) {
                    left(
                            component,
                            ".sysctls." + sysctl.getName(),
                            "it sets the unsafe " + sysctl.getName(),
                            "set it on the nodes");
                }
            }
        }
    }

    private void left(Component component, Container container, String attribute, String reason, String remedy) {
        left(
                component.containers().stream()
                        .filter(each -> each.name().equals(container.getName()))
                        .findFirst()
                        .map(component::origin)
                        .orElse(component.origin()),
                attribute,
                reason,
                remedy);
    }

    private void left(Component component, String attribute, String reason, String remedy) {
        left(component.origin(), attribute, reason, remedy);
    }

    private void left(Origin place, String attribute, String reason, String remedy) {
        findings.add(new Finding(
                Code.NOT_RESTRICTED,
                place.at(place.path() + attribute),
                reason + ": a restricted namespace refuses the pod",
                remedy));
    }
}
