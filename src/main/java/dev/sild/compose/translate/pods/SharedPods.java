package dev.sild.compose.translate.pods;

import dev.sild.compose.translate.kompose.KomposeLabels;
import dev.sild.compose.translate.relations.Namespaces;
import dev.sild.compose.translate.relations.ServiceOrder;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Component;
import dev.sild.model.Workload;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Services that share a namespace, or a folder that ends with its pod, run in one pod: that of the first of them, whose
 * name it keeps.
 */
final class SharedPods {
    private final PodGrouping group;
    private final ServiceOrder order;
    private final Namespaces namespaces;
    private final PodJoining joining;
    private final Set<String> absent = new HashSet<>();

    SharedPods(PodGrouping group) {
        this.group = group;
        order = group.relations().order();
        namespaces = group.relations().namespaces();
        joining = new PodJoining(group);
    }

    /** Joins the pods of the table. */
    void apply() {
        order.sorted().forEach(this::findAbsent);
        for (String service : order.sorted()) {
            namespaces.of(service).forEach((kind, target) -> {
                if (!bothOrNeitherRun(service, target)) {
                    keepApart(service, target, group.service(service).get(kind));
                } else if (kind.equals("network_mode") || onOneMachine(service, target)) {
                    joining.join(service, target, group.service(service).get(kind));
                } else {
                    cannotJoin(service, target, group.service(service).get(kind));
                }
            });
        }
        joinGroups();
    }

    /**
     * Records a service that has no container. Compose refuses to start a service that shares a namespace of such a
     * service; it has no container here either, until a replica of the other is requested.
     */
    private void findAbsent(String service) {
        Component pod = group.pod(service);
        if (pod.workload().mostPods() == 0) {
            absent.add(service);
            return;
        }
        namespaces.of(service).forEach((kind, target) -> {
            if (absent.contains(target) && absent.add(service)) {
                group.pods().put(pod.withWorkload(none(pod.workload())));
                group.service(service)
                        .get(kind)
                        .noteApproximated(
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
        where.lost(
                "'" + none + "' has 0 replicas and '" + (none.equals(service) ? target : service)
                        + "' does not, so they cannot share a pod",
                "use the same number of replicas for both");
    }

    /** The services of a group run in the pod of the first of them. */
    private void joinGroups() {
        Map<String, String> firsts = new HashMap<>();
        for (String service : order.sorted()) {
            Attribute label = KomposeLabels.of(group.service(service)).group();
            String first = label.present() ? firsts.putIfAbsent(label.string(), service) : null;
            if (first != null && !bothOrNeitherRun(service, first)) {
                keepApart(service, first, label);
            } else if (first != null && onOneMachine(service, first)) {
                joining.join(service, first, label);
            } else if (first != null) {
                cannotJoin(service, first, label);
            }
        }
    }

    private static void cannotJoin(String service, String target, Attribute where) {
        where.lost(
                "one of '" + service + "' and '" + target + "' uses host networking and the other does not, so"
                        + " they cannot share a pod",
                "use host networking for both or for neither");
    }

    /** Whether two are in one pod, or are both on the machine's network or both not: names lead elsewhere there. */
    private boolean onOneMachine(String service, String target) {
        Component host = group.pod(target);
        Component guest = group.pod(service);
        return host.pod().hostNetwork() == guest.pod().hostNetwork();
    }

    /**
     * Joins the pod of a service with that of another whose folders it takes over, where nothing stands against it.
     *
     * @return whether they run in one pod
     */
    boolean joinForFolders(String service, String target, Attribute where) {
        Component host = group.pod(target);
        Component guest = group.pod(service);
        if (host.name().equals(guest.name())) {
            return true;
        }
        boolean fits = host.workload().equals(guest.workload())
                && PodMerge.of(host, guest).differences().isEmpty()
                && group.networks().same(host.name(), guest.name())
                && PodJoining.ports(guest).stream().noneMatch(PodJoining.listens(host));
        if (fits) {
            joining.join(service, target, where);
        }
        return fits;
    }
}
