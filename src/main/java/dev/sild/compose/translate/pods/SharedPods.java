package dev.sild.compose.translate.pods;

import dev.sild.compose.InputLimits;
import dev.sild.compose.translate.kompose.KomposeLabels;
import dev.sild.compose.translate.relations.Namespaces;
import dev.sild.compose.translate.relations.ServiceNames;
import dev.sild.compose.translate.relations.ServiceOrder;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.Pod;
import dev.sild.model.Port;
import dev.sild.model.Workload;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/**
 * Services that share a namespace, or a folder that ends with its pod, run in one pod: that of the first of them, whose
 * name it keeps.
 */
public final class SharedPods {
    private final Map<String, Attribute> services;
    private final ServiceNames names;
    private final ServiceOrder order;
    private final Namespaces namespaces;
    private final PodTable pods;
    private final PodNetworks networks;
    private final Set<String> absent = new HashSet<>();
    private final Map<String, String> byComponent = new HashMap<>();
    private boolean full;

    public SharedPods(
            Map<String, Attribute> services,
            ServiceNames names,
            ServiceOrder order,
            Namespaces namespaces,
            PodTable pods,
            PodNetworks networks) {
        this.services = services;
        this.names = names;
        this.order = order;
        this.namespaces = namespaces;
        this.pods = pods;
        this.networks = networks;
        services.keySet().forEach(service -> byComponent.put(names.component(service), service));
    }

    /** Joins the pods of the table. */
    public void apply() {
        order.sorted().forEach(this::findAbsent);
        for (String service : order.sorted()) {
            namespaces.of(service).forEach((kind, target) -> {
                if (!bothOrNeitherRun(service, target)) {
                    keepApart(service, target, services.get(service).get(kind));
                } else if (kind.equals("network_mode") || onOneMachine(service, target)) {
                    join(service, target, services.get(service).get(kind));
                } else {
                    cannotJoin(service, target, services.get(service).get(kind));
                }
            });
        }
        joinGroups();
    }

    /**
     * Notes a service that there is no container of. Compose refuses to start one that is to share a namespace of such
     * a service; it does not exist here either, until somebody asks for one of the other.
     */
    private void findAbsent(String service) {
        Component pod = pods.pod(names.component(service));
        if (pod.workload().mostPods() == 0) {
            absent.add(service);
            return;
        }
        namespaces.of(service).forEach((kind, target) -> {
            if (absent.contains(target) && absent.add(service)) {
                pods.put(pod.withWorkload(none(pod.workload())));
                services.get(service)
                        .get(kind)
                        .note(
                                Code.APPROXIMATED,
                                "'" + target + "' has 0 replicas, so '" + service
                                        + "' cannot share its namespace; compose does not start it, and it is omitted",
                                "set the replicas of '" + target + "' to 1, or remove '" + kind + "'");
            }
        });
    }

    private static Workload none(Workload workload) {
        return workload instanceof Workload.Once once
                ? new Workload.Once(once.retries(), 0)
                : workload instanceof Workload.Replicated || workload instanceof Workload.Stateful
                        ? workload.withPods(0)
                        : new Workload.Replicated(0, Workload.Rollout.DEFAULT);
    }

    /** Whether there are containers of two services or of neither: a pod has all of its containers or none. */
    private boolean bothOrNeitherRun(String service, String target) {
        return absent.contains(service) == absent.contains(target);
    }

    private void keepApart(String service, String target, Attribute where) {
        String none = absent.contains(service) ? service : target;
        where.found(
                Code.NOT_CARRIED,
                "'" + none + "' has 0 replicas and '" + (none.equals(service) ? target : service)
                        + "' does not, so they cannot share a pod",
                "use the same number of replicas for both");
    }

    /** The services of a group run in the pod of the first of them. */
    private void joinGroups() {
        Map<String, String> firsts = new HashMap<>();
        for (String service : order.sorted()) {
            Attribute group = KomposeLabels.of(services.get(service)).group();
            String first = group.present() ? firsts.putIfAbsent(group.string(), service) : null;
            if (first != null && !bothOrNeitherRun(service, first)) {
                keepApart(service, first, group);
            } else if (first != null && onOneMachine(service, first)) {
                join(service, first, group);
            } else if (first != null) {
                cannotJoin(service, first, group);
            }
        }
    }

    private static void cannotJoin(String service, String target, Attribute where) {
        where.found(
                Code.NOT_CARRIED,
                "one of '" + service + "' and '" + target + "' uses host networking and the other does not, so"
                        + " they cannot share a pod",
                "use host networking for both or for neither");
    }

    /** Whether two are in one pod, or are both on the machine's network or both not: names lead elsewhere there. */
    private boolean onOneMachine(String service, String target) {
        Component host = pods.pod(names.component(target));
        Component guest = pods.pod(names.component(service));
        return host.pod().hostNetwork() == guest.pod().hostNetwork();
    }

    /**
     * Joins the pod of a service with that of another whose folders it takes over, where nothing stands against it.
     *
     * @return whether they run in one pod
     */
    boolean joinForFolders(String service, String target, Attribute where) {
        Component host = pods.pod(names.component(target));
        Component guest = pods.pod(names.component(service));
        if (host.name().equals(guest.name())) {
            return true;
        }
        boolean fits = host.workload().equals(guest.workload())
                && PodMerge.of(host, guest).differences().isEmpty()
                && networks.same(host.name(), guest.name())
                && ports(guest).stream().noneMatch(listens(host));
        if (fits) {
            join(service, target, where);
        }
        return fits;
    }

    private void join(String service, String target, Attribute where) {
        Component host = pods.pod(names.component(target));
        Component own = pods.pod(names.component(service));
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
        Component guest = inNamespacesOf(host, own, service);
        reportClashes(service, host, guest);
        PodMerge merge = PodMerge.of(host, guest);
        for (String attribute : merge.differences()) {
            Attribute written = services.get(service).get(attribute);
            (written.present() ? written : services.get(service))
                    .note(
                            Code.APPROXIMATED,
                            "'" + service + "' runs in the pod of '" + target + "', whose containers share one '"
                                    + attribute + "'",
                            "");
        }
        if (!networks.same(host.name(), guest.name())
                && !namespaces.networkOwner(service).equals(namespaces.networkOwner(target))) {
            where.note(
                    Code.APPROXIMATED,
                    "'" + service + "' and '" + target + "' share a pod, so each is on the networks of the other",
                    "");
        }
        where.note(Code.IN_ONE_POD, "'" + service + "' runs in the pod of '" + target + "'", "");
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

    /**
     * A pod's host name leads to the pod itself in all its containers. Under compose each had its own: where that name
     * is another service's, the pod does without it.
     */
    private void forgetHostName(Component pod) {
        String hostname = pod.pod().hostname();
        if (hostname.isEmpty() || !names.meansAnother(hostname, pods.members(pod.name()))) {
            return;
        }
        pods.put(pod.withPod(pod.pod().withHostname("")));
        services.forEach((service, attribute) -> {
            if (pods.podOf(names.component(service)).equals(pod.name())
                    && attribute.get("hostname").present()) {
                attribute
                        .get("hostname")
                        .note(
                                Code.APPROXIMATED,
                                "the other containers of its pod resolve '" + hostname
                                        + "' to the pod itself, not to the other service",
                                "");
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
        Attribute attribute = services.get(service);
        if (hostEnds && !guestEnds) {
            int copies = host.workload().mostPods();
            if (copies(guest).isPresent() && copies(guest).get() != copies) {
                asManyAsOfHost(attribute, service, host);
            }
            return guest.workload().withPods(copies);
        }
        if (guestEnds && !hostEnds) {
            attribute.note(
                    Code.APPROXIMATED,
                    "'" + service + "' is restarted whenever it exits, because its pod is long-running",
                    "");
        } else if (copies(host).isPresent() && !copies(host).equals(copies(guest))) {
            asManyAsOfHost(attribute, service, host);
        }
        return host.workload();
    }

    private static void asManyAsOfHost(Attribute attribute, String service, Component host) {
        Attribute scale = attribute.get("scale").present()
                ? attribute.get("scale")
                : attribute.get("deploy").get("replicas");
        (scale.present() ? scale : attribute)
                .note(
                        Code.APPROXIMATED,
                        "'" + service + "' has as many replicas as '" + host.name() + "', whose pod it shares",
                        "");
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
                            .forEach(port -> services.get(service)
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
        return byComponent.get(container.name());
    }

    private static List<Port> ports(Component component) {
        return component.containers().stream()
                .flatMap(container -> container.ports().stream())
                .toList();
    }

    private static Predicate<Port> listens(Component component) {
        List<Port> ports = ports(component);
        return port -> ports.stream().anyMatch(port::sameAs);
    }
}
