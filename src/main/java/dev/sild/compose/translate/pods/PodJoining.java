package dev.sild.compose.translate.pods;

import dev.sild.compose.InputLimits;
import dev.sild.compose.translate.relations.Namespaces;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.Lookup;
import dev.sild.model.Pod;
import dev.sild.model.Port;
import dev.sild.model.Workload;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Lets a service run in the pod of another, and reports what the containers of one pod have in common. */
final class PodJoining {
    private final PodGrouping group;
    private final Namespaces namespaces;
    private final PodTable pods;
    private final PodNetworks networks;
    private final Map<String, String> byComponent = new HashMap<>();
    private boolean full;

    PodJoining(PodGrouping group) {
        this.group = group;
        namespaces = group.relations().namespaces();
        pods = group.pods();
        networks = group.networks();
        group.relations().services().keySet().forEach(service -> byComponent.put(group.component(service), service));
    }

    void join(String service, String target, Attribute where) {
        Component host = group.pod(target);
        Component own = group.pod(service);
        if (host.name().equals(own.name())) {
            if (where.path().endsWith(".pid")) {
                pods.put(host.withPod(host.pod()
                        .sharing(
                                host.pod().hostNetwork(),
                                host.pod().hostPid(),
                                host.pod().hostIpc(),
                                !host.pod().hostPid())));
            }
            return;
        }
        int most = InputLimits.DEFAULT.containers();
        if (full || host.containers().size() + own.containers().size() > most) {
            if (!full) {
                where.found(
                        Code.INPUT_INVALID,
                        "more than " + most + " services would share one pod (limit: containers)",
                        "share namespaces, groups and folders between fewer services");
            }
            full = true;
            return;
        }
        Component guest = idleAfterwards(host, inNamespacesOf(host, own, service));
        reportClashes(service, host, guest);
        if (!group.options().podman()) {
            reportInit(host);
            reportInit(guest);
        }
        PodMerge merge = PodMerge.of(host, guest);
        for (String attribute : merge.differences()) {
            Attribute written = group.service(service).get(attribute);
            written.or(group.service(service))
                    .noteApproximated("'" + service + "' runs in the pod of '" + target
                            + "', whose containers share one '" + attribute + "'");
        }
        if (!networks.same(host.name(), guest.name())
                && !namespaces.networkOwner(service).equals(namespaces.networkOwner(target))) {
            where.noteApproximated(
                    "'" + service + "' and '" + target + "' share a pod, so each is on the networks of the other");
        }
        where.note(Code.IN_ONE_POD, "'" + service + "' runs in the pod of '" + target + "'");
        List<Container> containers = new ArrayList<>(host.containers());
        Set<String> portNames = ports(host).stream().map(Port::name).collect(Collectors.toSet());
        guest.containers()
                .forEach(container -> containers.add(container.withPorts(container.ports().stream()
                        .filter(listens(host).negate())
                        .map(port -> portNames.contains(port.name()) ? port.unnamed() : port)
                        .toList())));
        List<Container> inits = new ArrayList<>(host.inits());
        inits.addAll(guest.inits());
        pods.share(guest.name(), merge.with(containers, inits).withWorkload(workload(service, host, guest)));
        if (!namespaces.networkOwner(service).equals(namespaces.networkOwner(target))) {
            forgetHostName(pods.pod(host.name()));
        }
    }

    /** Only where a pod has one container its first process is an init process. */
    private void reportInit(Component component) {
        component.containers().stream()
                .filter(Container::init)
                .forEach(container -> group.service(service(container))
                        .get("init")
                        .note(
                                Code.NODE_LEVEL,
                                "the processes of a pod with several containers are not reaped by an init process"));
    }

    /**
     * A pod's host name resolves to the pod itself in all its containers. Under compose each had its own: where that
     * name is another service's, the pod does without it.
     */
    private void forgetHostName(Component pod) {
        String hostname = pod.pod().hostname();
        if (hostname.isEmpty() || !group.meansAnother(hostname, pods.members(pod.name()))) {
            return;
        }
        pods.put(pod.withPod(pod.pod().withHostname("")));
        group.relations().services().forEach((service, attribute) -> {
            if (group.podOf(service).equals(pod.name())
                    && attribute.get("hostname").present()) {
                attribute
                        .get("hostname")
                        .noteApproximated("the other containers of its pod resolve '" + hostname
                                + "' to the pod itself, not to the other service");
            }
        });
    }

    /** The node's namespaces that the host is in are the guest's too where it shares the host's. */
    private Component inNamespacesOf(Component host, Component guest, String service) {
        Map<String, String> shared = namespaces.of(service);
        Pod pod = guest.pod();
        return guest.withPod(pod.sharing(
                shared.containsKey("network_mode") ? host.pod().hostNetwork() : pod.hostNetwork(),
                shared.containsKey("pid") ? host.pod().hostPid() : pod.hostPid(),
                shared.containsKey("ipc") ? host.pod().hostIpc() : pod.hostIpc(),
                shared.containsKey("pid") && !host.pod().hostPid() || pod.shareProcesses()));
    }

    /** Returns how the pod runs: forever where one of the two does, else as the host. */
    private Workload workload(String service, Component host, Component guest) {
        boolean hostEnds = ends(host.workload());
        boolean guestEnds = ends(guest.workload());
        Attribute attribute = group.service(service);
        if (hostEnds && !guestEnds) {
            int copies = host.workload().mostPods();
            if (copies(guest).isPresent() && copies(guest).get() != copies) {
                asManyAsOfHost(attribute, service, host);
            }
            return guest.workload().withPods(copies);
        }
        if (guestEnds && !hostEnds) {
            attribute.note(
                    Code.RESTART_DIFFERS,
                    "'" + service + "' "
                            + (staysIdle(guest)
                                    ? "runs once in each pod and then waits"
                                    : "is restarted whenever it exits")
                            + ", because its pod is long-running");
        } else if (copies(host).isPresent() && !copies(host).equals(copies(guest))) {
            asManyAsOfHost(attribute, service, host);
        }
        return host.workload();
    }

    /** Returns the guest, whose containers wait where they end and can wait. */
    private Component idleAfterwards(Component host, Component guest) {
        return !group.options().podman() && ends(guest.workload()) && !ends(host.workload()) && staysIdle(guest)
                ? guest.withContainers(
                        guest.containers().stream().map(IdleAfterwards::of).toList())
                : guest;
    }

    private boolean staysIdle(Component guest) {
        return !group.options().podman() && guest.containers().stream().allMatch(IdleAfterwards::isPossible);
    }

    private static void asManyAsOfHost(Attribute attribute, String service, Component host) {
        Attribute scale = attribute.get("scale").or(attribute.get("deploy").get("replicas"));
        scale.or(attribute)
                .noteApproximated(
                        "'" + service + "' has as many replicas as '" + host.name() + "', whose pod it shares");
    }

    private static boolean ends(Workload workload) {
        return workload instanceof Workload.Once || workload instanceof Workload.Scheduled;
    }

    private static Optional<Integer> copies(Component component) {
        Workload workload = component.workload();
        return workload instanceof Workload.PerNode || ends(workload)
                ? Optional.empty()
                : Optional.of(workload.mostPods());
    }

    /** Two that had a network each may have listened on one port; two that shared one cannot have. */
    private void reportClashes(String service, Component host, Component guest) {
        for (Container coming : guest.containers()) {
            for (Container there : host.containers()) {
                if (!networkOwner(coming).equals(networkOwner(there))) {
                    coming.ports().stream()
                            .filter(port -> there.ports().stream().anyMatch(port::sameAs))
                            .forEach(port -> group.service(service)
                                    .note(
                                            Code.PORT_CLASH,
                                            "'" + service(there) + "' and '" + service(coming)
                                                    + "' both listen on port " + port.number() + " in one pod",
                                            "change the port of one of them"));
                }
            }
        }
    }

    private String networkOwner(Container container) {
        return namespaces.networkOwner(service(container));
    }

    private String service(Container container) {
        return Lookup.required(byComponent, container.name());
    }

    static List<Port> ports(Component component) {
        return component.containers().stream()
                .flatMap(container -> container.ports().stream())
                .toList();
    }

    static Predicate<Port> listens(Component component) {
        List<Port> ports = ports(component);
        return port -> ports.stream().anyMatch(port::sameAs);
    }
}
