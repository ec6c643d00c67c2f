package dev.sild.compose.translate.container;

import dev.sild.compose.translate.kompose.KomposeLabels;
import dev.sild.compose.translate.relations.Namespaces;
import dev.sild.compose.translate.relations.PodDns;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.images.ImageFacts;
import dev.sild.images.ImageReference;
import dev.sild.model.Names;
import dev.sild.model.Pod;
import dev.sild.model.Port;
import dev.sild.model.Security;
import dev.sild.report.Code;
import dev.sild.units.GoDuration;
import dev.sild.units.Quantities;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;

/** What belongs to the pod rather than to its container: names, namespaces of the node, DNS, groups, time to end. */
public final class PodSettings {
    /** Container engines set it to 0 in each container; a runtime of Kubernetes need not. */
    private static final String LOWEST_PORT_OF_ALL_USERS = "net.ipv4.ip_unprivileged_port_start";

    private PodSettings() {}

    /**
     * Reads the settings of a service's pod.
     *
     * @param hostname what the pod calls itself; empty for a name of its own
     * @param subdomain the headless Service in which it is found by that name; empty for none
     * @param ports at which the service listens
     * @param labels of the pod alone
     * @param named returns the name of the service that has an address with compose, or the address if none has it
     */
    public static Pod of(
            Attribute service,
            String hostname,
            String subdomain,
            Security security,
            boolean needsGroup,
            Optional<ImageFacts> image,
            List<Port> ports,
            Map<String, String> labels,
            UnaryOperator<String> named,
            TranslateOptions options) {
        boolean hostNetwork = hostNetwork(service.get("network_mode"), options.podman());
        boolean hostPid = node(service.get("pid"));
        boolean hostIpc = node(service.get("ipc"));
        Map<String, String> sysctls = sysctls(
                service.get("sysctls"),
                hostNetwork,
                hostIpc,
                service.get("x-sild").get("unsafe_sysctls").bool() || options.podman());
        if (!options.podman()
                && !hostNetwork
                && isNotRoot(security, image)
                && ports.stream().anyMatch(Port::isLow)) {
            sysctls.putIfAbsent(LOWEST_PORT_OF_ALL_USERS, "0");
        }
        return Pod.PLAIN.with(pod -> pod.hostname(hostname)
                .subdomain(subdomain)
                .hostNetwork(hostNetwork)
                .hostPid(hostPid)
                .hostIpc(hostIpc)
                .hostUsers(hostUsers(service.get("userns_mode"), hostNetwork || hostPid || hostIpc))
                .hostAliases(PodDns.hostAliases(service, named))
                .dns(PodDns.dns(service, named, options.podman()))
                .sysctls(sysctls)
                .fsGroup(KomposeLabels.of(service).fsGroup().or(() -> fsGroup(security, needsGroup, image)))
                .supplementalGroups(groups(
                        service.get("group_add"), image.map(ImageFacts::groups).orElse(Map.of())))
                .graceSeconds(grace(service.get("stop_grace_period")))
                .runtimeClass(runtimeClass(service.get("runtime"), options.podman()))
                .pullSecrets(pullSecrets(service, options))
                .labels(labels));
    }

    private static List<String> pullSecrets(Attribute service, TranslateOptions options) {
        Set<String> secrets = new LinkedHashSet<>(options.images().pullSecrets());
        KomposeLabels.of(service).pullSecret().ifPresent(secrets::add);
        Attribute image = service.get("image");
        ImageReference reference = ImageReference.parse(image.peek());
        if (secrets.isEmpty() && !options.podman() && !service.get("build").present() && reference.asksForLogin()) {
            image.note(
                    Code.IMAGE_LOGIN,
                    "the registry " + reference.registry()
                            + " asks for a login, also of nodes that do not belong to it",
                    "convert again with --image-pull-secret registry",
                    "kubectl create secret docker-registry registry --docker-server=" + reference.registry()
                            + " --docker-username=USER --docker-password=PASSWORD");
        }
        return List.copyOf(secrets);
    }

    private static boolean hostNetwork(Attribute mode, boolean podman) {
        String text = mode.string();
        switch (text) {
            case "", "host", "bridge", "default", Namespaces.NO_NETWORK -> {}
            default -> {
                if (!Namespaces.isShared(text)) {
                    mode.lost(
                            "pods use the cluster network; there is no '" + text + "'",
                            "remove it, or use host, none or service:NAME");
                }
            }
        }
        if (text.equals("host") && !podman) {
            mode.noteApproximated(
                    "the pod listens on the node that it runs on, whichever that is; a namespace with the Pod Security"
                            + " Standard 'baseline' refuses it",
                    "pin it with 'deploy: {placement: {constraints: [node.hostname == NODE]}}', and let clients use the"
                            + " address of that node");
        }
        return text.equals("host");
    }

    private static String runtimeClass(Attribute runtime, boolean podman) {
        String name = runtime.string();
        if (name.isEmpty()) {
            return "";
        }
        if (name.equals("runc") || name.equals("io.containerd.runc.v2")) {
            runtime.nodeLevel("'" + name + "' is the default runtime of nodes");
            return "";
        }
        if (podman) {
            runtime.notForPodman("podman takes the runtime from its own configuration", "run podman with --runtime");
            return "";
        }
        if (!Names.isSubdomain(name)) {
            runtime.lost(
                    "'" + name + "' is not a valid RuntimeClass name", "use the name of a RuntimeClass in the cluster");
            return "";
        }
        runtime.note(
                Code.CLASS_TO_CREATE,
                "pods are refused until the RuntimeClass '" + name + "' exists in the cluster",
                name.startsWith("nvidia")
                        ? "install it, for example with the NVIDIA GPU operator, or remove it"
                        : "install the runtime on the nodes and a RuntimeClass whose handler it is, or remove it");
        return name;
    }

    private static boolean node(Attribute namespace) {
        String mode = namespace.string();
        if (!mode.isEmpty()
                && !mode.equals("host")
                && !mode.equals("private")
                && !mode.equals("shareable")
                && !Namespaces.isShared(mode)) {
            namespace.lost("a pod does not support the namespace mode '" + mode + "'", "remove it, or use host");
        }
        return mode.equals("host");
    }

    private static Optional<Boolean> hostUsers(Attribute mode, boolean sharesTheNode) {
        String text = mode.string();
        if (text.isEmpty() || text.equals("host")) {
            return Optional.empty();
        }
        if (sharesTheNode) {
            mode.lost(
                    "a pod that uses the host's network, PID or IPC namespace also uses the host's users",
                    "remove the host namespaces, or remove it");
            return Optional.empty();
        }
        return Optional.of(false);
    }

    /** Whether the container's first process is known not to be root's. */
    private static boolean isNotRoot(Security security, Optional<ImageFacts> image) {
        return security.user()
                .map(user -> user != 0)
                .orElse(image.filter(ImageFacts::runsAsNonRoot).isPresent());
    }

    private static Map<String, String> sysctls(
            Attribute sysctls, boolean hostNetwork, boolean hostIpc, boolean unsafe) {
        Map<String, String> values = new LinkedHashMap<>();
        sysctls.entries().forEach((name, value) -> {
            if (hostNetwork && name.startsWith("net.")) {
                value.lost("a pod with host networking cannot set the node's " + name, "set it on the nodes");
            } else if (hostIpc && (name.startsWith("kernel.") || name.startsWith("fs.mqueue."))) {
                value.lost("a pod with host IPC cannot set the node's " + name, "set it on the nodes");
            } else if (!isNamespaced(name)) {
                value.lost(name + " is not namespaced, so a pod cannot set it", "set it on the nodes");
            } else if (isSafe(name) || unsafe) {
                values.put(name, value.string());
            } else {
                value.lost(
                        "nodes refuse pods with the unsafe " + name + " by default",
                        "allow it with the kubelet option --allowed-unsafe-sysctls, and set"
                                + " 'x-sild: {unsafe_sysctls: true}'");
            }
        });
        return values;
    }

    private static boolean isNamespaced(String name) {
        return name.startsWith("net.")
                || name.startsWith("kernel.shm")
                || name.startsWith("kernel.msg")
                || name.equals("kernel.sem")
                || name.startsWith("fs.mqueue.");
    }

    private static boolean isSafe(String name) {
        return switch (name) {
            case "kernel.shm_rmid_forced",
                    "net.ipv4.ip_local_port_range",
                    "net.ipv4.tcp_syncookies",
                    "net.ipv4.ping_group_range",
                    "net.ipv4.ip_unprivileged_port_start",
                    "net.ipv4.ip_local_reserved_ports",
                    "net.ipv4.tcp_keepalive_time",
                    "net.ipv4.tcp_fin_timeout",
                    "net.ipv4.tcp_keepalive_intvl",
                    "net.ipv4.tcp_keepalive_probes" -> true;
            default -> false;
        };
    }

    /**
     * A process that is not root can use a fresh claim, or files that not all may read, only as a member of their
     * group.
     */
    private static Optional<Long> fsGroup(Security security, boolean needsGroup, Optional<ImageFacts> image) {
        if (!needsGroup) {
            return Optional.empty();
        }
        if (security.user().isPresent()) {
            long user = security.user().get();
            return user == 0
                    ? Optional.empty()
                    : Optional.of(security.group().filter(group -> group != 0).orElse(user));
        }
        return image.filter(ImageFacts::runsAsNonRoot)
                .flatMap(facts -> facts.gid().filter(group -> group != 0).or(facts::uid));
    }

    private static List<Long> groups(Attribute groups, Map<String, Long> known) {
        List<Long> ids = new ArrayList<>();
        for (Attribute group : groups.items()) {
            Optional<Long> id = group.number().or(() -> Optional.ofNullable(known.get(group.string())));
            if (id.isPresent() && id.get() >= 0 && id.get() <= Integer.MAX_VALUE) {
                ids.add(id.get());
            } else if (id.isPresent()) {
                group.lost("group numbers in Kubernetes go from 0 to " + Integer.MAX_VALUE, "use a smaller number");
            } else {
                group.found(
                        Code.USER_BY_NAME,
                        "the number of the group '" + group.string() + "' is only known in the image",
                        "use the group's number");
            }
        }
        return ids;
    }

    private static Optional<Long> grace(Attribute period) {
        return GoDuration.millis(period.string()).map(millis -> (long) Quantities.seconds(millis, 0));
    }
}
