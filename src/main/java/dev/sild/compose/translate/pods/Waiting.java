package dev.sild.compose.translate.pods;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.model.Dependency.Until;
import dev.sild.model.Endpoint;
import dev.sild.model.Names;
import dev.sild.model.Port;
import dev.sild.model.Text;
import dev.sild.model.Wait;
import dev.sild.model.Workload;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What {@code depends_on} holds back. Kubernetes starts everything at once; a pod waits by init containers.
 *
 * @see <a href="https://docs.docker.com/reference/compose-file/services/#depends_on">depends_on</a>
 */
final class Waiting {
    /** What becomes of something whose end pods wait for. */
    static final String A_JOB =
            "a Job; dependent pods wait for it in an init container that may only read the Jobs they wait for";

    private static final String HOLD_BACK = "convert with --wait init to make the pod wait";

    private final PodGrouping group;
    private final TranslateOptions options;
    private final PodTable pods;
    private final PodNeeds needs;
    private final Connections connections;
    private final Map<String, String> supervisors;
    private final ScriptWaits scripts;
    private final PodNetworks networks;
    private final Map<String, Endpoint> ready = new LinkedHashMap<>();
    private final Set<String> taken = new HashSet<>();

    /**
     * Prepares the waits of all services.
     *
     * @param endpoints the names under which pods are found
     * @param starts how the components start
     */
    Waiting(PodGrouping group, PodNeeds needs, List<Endpoint> endpoints, PodPlan.Starts starts) {
        this.group = group;
        options = group.options();
        pods = group.pods();
        networks = group.networks();
        this.needs = needs;
        connections = new Connections(group, endpoints);
        supervisors = starts.supervisors();
        scripts = new ScriptWaits(group, needs, starts, connections);
    }

    /**
     * Returns what to do for pods that have an account of their own, and so lack what the cluster's default account
     * has.
     */
    static String remedy(TranslateOptions options) {
        return options.images().pullSecrets().isEmpty()
                ? "set --image-pull-secret if images need a pull secret; these pods do not use the default"
                        + " service account"
                : "";
    }

    /**
     * Lets the pods of the table wait, and reports what does not.
     *
     * @return additional endpoints: names that resolve only to ready pods, which others wait for
     */
    List<Endpoint> apply() {
        if (options.played()) {
            return List.of();
        }
        for (String service : group.relations().services().keySet()) {
            Map<String, Until> targets = targets(service);
            if (targets.isEmpty()) {
                continue;
            }
            Set<Wait> waits = new LinkedHashSet<>(group.pod(service).waits());
            List<String> notAskedFor = new ArrayList<>();
            List<String> supervised = new ArrayList<>();
            targets.forEach((target, until) -> {
                if (isHeldByInit(service, target) || until == Until.STARTED && startTogether(service, target)) {
                    return;
                }
                boolean held = isHeldBack(service, target, until);
                boolean staysAlone = !held && staysWithout(service, target);
                if (!staysAlone && !held && !(until == Until.STARTED && connections.isRunFirst(service, target))) {
                    notAskedFor.add(target);
                    return;
                }
                Optional<String> obstacle = obstacle(service, target, until);
                if (obstacle.isPresent()) {
                    note(
                            group.service(service).get("depends_on").get(target),
                            "'" + service + "' does not wait for '" + target + "': " + obstacle.get());
                } else {
                    waits.add(wait(service, target, until));
                    if (staysAlone) {
                        supervised.add(target);
                    }
                }
            });
            pods.put(group.pod(service).withWaits(List.copyOf(waits)));
            reportNotAskedFor(service, notAskedFor, notAskedFor.size() == targets.size());
            reportSupervised(service, supervised);
        }
        return List.copyOf(ready.values());
    }

    /** Returns what a service waits for: as it specifies, and with a script that does not wait long enough. */
    private Map<String, Until> targets(String service) {
        Map<String, Until> targets =
                new LinkedHashMap<>(group.relations().order().waits(service));
        for (String target : scripts.of(service)) {
            if (staysWithout(service, target)
                    && obstacle(service, target, Until.STARTED).isEmpty()) {
                targets.putIfAbsent(target, Until.STARTED);
            }
        }
        return targets;
    }

    /**
     * Whether a service waits for a target. What runs once may end well though it found nobody, and many others stay up
     * after a failed start, without what they lack.
     */
    private boolean isHeldBack(String service, String target, Until until) {
        boolean once = group.pod(service).workload() instanceof Workload.Once
                || group.pod(service).inits().stream()
                        .anyMatch(init -> init.name().equals(group.component(service)));
        return switch (options.waits().until()) {
            case STARTED -> true;
            case HEALTHY ->
                until == Until.COMPLETED || until == Until.HEALTHY && (once || connections.isCertain(service, target));
            case ENDED -> until == Until.COMPLETED || until == Until.HEALTHY && once;
        };
    }

    /**
     * Whether a program of the service that fails without the target is not started again, since what supervises it
     * waits for a change of its source code, or is not known to fail: its command waited, and went on without. Podman
     * starts the pods in order, as compose does.
     */
    private boolean staysWithout(String service, String target) {
        return (supervisors.containsKey(group.component(service)) || scripts.areOf(service, target))
                && (connections.isCertain(service, target)
                        || !options.podman()
                                && connections.isChecked(target)
                                && connections.tcpPort(service, target).isEmpty());
    }

    private Wait wait(String service, String target, Until until) {
        if (until == Until.COMPLETED) {
            return new Wait.Completion(
                    group.podOf(target), Text.of(options.waits().kubectlImage()));
        }
        Text image = Text.of(options.waits().image());
        // A name of pods that are not ready does not show whether they are healthy.
        boolean tells = until == Until.STARTED
                || options.podman()
                || !connections.endpoint(target).publishNotReady()
                || !connections.isChecked(target);
        if (connections.cannotCall(service, target).isEmpty() && tells) {
            return new Wait.Answer(
                    group.component(target),
                    connections.tcpPort(service, target).orElseThrow(),
                    image);
        }
        if (until == Until.HEALTHY && !connections.isChecked(target)) {
            note(
                    group.service(service).get("depends_on").get(target),
                    "'" + service + "' waits until '" + target + "' has started, not until it is healthy; it"
                            + " has no known health check");
        }
        String pod = group.podOf(target);
        Optional<Integer> port = connections.tcpPort(service, target);
        if (port.isPresent() && connections.cannotConnect(service, target).isEmpty()) {
            // The cluster's DNS remembers for half a minute that a name has no address: this one always has one.
            Port only = connections.endpoint(target).ports().stream()
                    .filter(each -> each.number() == port.get() && each.protocol() == Port.Protocol.TCP)
                    .findFirst()
                    .orElseThrow();
            return new Wait.Answer(readyName(pod, List.of(only)), port.get(), image);
        }
        return new Wait.Address(readyName(pod, List.of()), image);
    }

    /**
     * Returns a name that leads only to a pod all of whose containers run and are well, by a port, or without a port by
     * whether the name has an address. The pod's own names have one from the start, when it may still wait itself.
     */
    private String readyName(String pod, List<Port> ports) {
        String named = pod + ports.stream().map(port -> ":" + port.number()).collect(Collectors.joining());
        return ready.computeIfAbsent(named, key -> {
                    if (taken.isEmpty()) {
                        taken.addAll(group.relations().names().hosts());
                    }
                    String name = Names.unique(pod + "-ready", taken);
                    taken.add(name);
                    return new Endpoint(name, List.of(pod), ports, ports.isEmpty(), false);
                })
                .dnsName();
    }

    private void reportNotAskedFor(String service, List<String> targets, boolean all) {
        Attribute dependencies = group.service(service).get("depends_on");
        String reason = "'" + service + "' starts without waiting for %s"
                + (supervisors.containsKey(group.component(service))
                        ? ": no port is certain to answer"
                        : scripts.without(service));
        if (all) {
            dependencies.note(Code.NOT_WAITED_FOR, reason.formatted(String.join(", ", targets)), HOLD_BACK);
        } else {
            targets.forEach(
                    target -> dependencies.get(target).note(Code.NOT_WAITED_FOR, reason.formatted(target), HOLD_BACK));
        }
    }

    private void reportSupervised(String service, List<String> targets) {
        if (!targets.isEmpty()) {
            String program = supervisors.get(group.component(service));
            Attribute where = group.service(service);
            where.get("depends_on")
                    .or(where)
                    .note(
                            Code.WAIT_ADDED,
                            "'" + service + "' waits for " + String.join(", ", targets) + ": "
                                    + (program == null
                                            ? scripts.reason(service, targets)
                                            : "after a failed start, '" + program
                                                    + "' restarts its program only when source code changes"));
        }
    }

    private static void note(Attribute where, String reason) {
        where.note(Code.NOT_WAITED_FOR, reason);
    }

    /** Whether the target runs to its end in an init container of the service's own pod. */
    private boolean isHeldByInit(String service, String target) {
        return group.pod(target).inits().stream().anyMatch(init -> init.name().equals(group.component(target)))
                && (options.podman() || group.inOnePod(service, target));
    }

    private boolean startTogether(String service, String target) {
        return options.singlePod() || group.inOnePod(service, target);
    }

    /** Returns why the service cannot wait for the target; nothing where it can. */
    private Optional<String> obstacle(String service, String target, Until until) {
        String waiting = group.podOf(service);
        String awaited = group.podOf(target);
        if (startTogether(service, target)) {
            return Optional.of("containers of one pod start together");
        }
        if (pods.circlesMayBe() && needs.reach(awaited, waiting)
                || until == Until.STARTED && needs.names(target, waiting)) {
            return Optional.of("the dependency needs this pod too");
        }
        Workload workload = group.pod(target).workload();
        if (until == Until.COMPLETED) {
            return cannotAwaitEnd(waiting, workload);
        }
        if (workload instanceof Workload.Once) {
            return Optional.of("it is a one-shot job that accepts no connections");
        }
        if (workload instanceof Workload.Scheduled) {
            return Optional.of("it is a scheduled job that accepts no connections between runs");
        }
        if (workload.mostPods() == 0) {
            return Optional.of("it has 0 replicas");
        }
        if (options.podman()) {
            return connections.cannotCall(service, target);
        }
        return networks.isAlone(waiting) ? Optional.of("it has no network") : Optional.empty();
    }

    private Optional<String> cannotAwaitEnd(String waiting, Workload awaited) {
        if (options.podman()) {
            return Optional.of("podman does not wait for pods to complete");
        }
        if (!(awaited instanceof Workload.Once)) {
            return Optional.of("it is long-running");
        }
        return networks.isShutIn(waiting)
                ? Optional.of("all its networks are internal, so it cannot ask the API server")
                : Optional.empty();
    }
}
