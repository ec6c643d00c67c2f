package dev.sild.compose.translate.pods;

import dev.sild.compose.translate.relations.ServiceNames;
import dev.sild.compose.translate.relations.ServiceOrder;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.model.Dependency.Until;
import dev.sild.model.Endpoint;
import dev.sild.model.Names;
import dev.sild.model.Network;
import dev.sild.model.Port;
import dev.sild.model.Probe;
import dev.sild.model.Text;
import dev.sild.model.Wait;
import dev.sild.model.Workload;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What {@code depends_on} holds back. Kubernetes starts everything at once; a pod waits by init containers.
 *
 * @see <a href="https://docs.docker.com/reference/compose-file/services/#depends_on">depends_on</a>
 */
public final class Waiting {
    /** What becomes of something whose end pods wait for. */
    static final String A_JOB = "a Job; dependent pods wait for it in an init container that may only read this Job";

    private static final String HOLD_BACK = "convert with --wait init to make the pod wait";

    private final Map<String, Attribute> services;
    private final ServiceNames names;
    private final ServiceOrder order;
    private final TranslateOptions options;
    private final PodTable pods;
    private final PodNeeds needs;
    private final Map<String, Endpoint> endpoints = new HashMap<>();
    private final PodNetworks networks;
    private final Map<String, Endpoint> ready = new LinkedHashMap<>();
    private final Set<String> taken = new HashSet<>();

    public Waiting(
            Map<String, Attribute> services,
            ServiceNames names,
            ServiceOrder order,
            TranslateOptions options,
            PodTable pods,
            PodNeeds needs,
            List<Endpoint> endpoints,
            PodNetworks networks) {
        this.services = services;
        this.names = names;
        this.order = order;
        this.options = options;
        this.pods = pods;
        this.needs = needs;
        endpoints.forEach(endpoint -> this.endpoints.put(endpoint.dnsName(), endpoint));
        this.networks = networks;
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
     * @return further endpoints: names that lead to nobody but pods that are ready, which others wait for
     */
    public List<Endpoint> apply() {
        if (options.played()) {
            return List.of();
        }
        for (String service : services.keySet()) {
            Map<String, Until> targets = order.waits(service);
            if (targets.isEmpty()) {
                continue;
            }
            Set<Wait> waits = new LinkedHashSet<>(pods.pod(component(service)).waits());
            List<String> notAskedFor = new ArrayList<>();
            targets.forEach((target, until) -> {
                if (isHeldByInit(service, target) || until == Until.STARTED && startTogether(service, target)) {
                    return;
                }
                if (until != Until.COMPLETED && !options.waits().init()) {
                    notAskedFor.add(target);
                    return;
                }
                Optional<String> obstacle = obstacle(service, target, until);
                if (obstacle.isPresent()) {
                    note(
                            services.get(service).get("depends_on").get(target),
                            "'" + service + "' does not wait for '" + target + "': " + obstacle.get());
                } else {
                    waits.add(wait(service, target, until));
                }
            });
            pods.put(pods.pod(component(service)).withWaits(List.copyOf(waits)));
            reportNotAskedFor(service, notAskedFor, notAskedFor.size() == targets.size());
        }
        return List.copyOf(ready.values());
    }

    private Wait wait(String service, String target, Until until) {
        if (until == Until.COMPLETED) {
            return new Wait.Completion(
                    pods.podOf(component(target)), Text.of(options.waits().kubectlImage()));
        }
        Text image = Text.of(options.waits().image());
        // A name that leads to pods that are not ready does not tell whether they are well.
        boolean tells = until == Until.STARTED
                || options.podman()
                || !endpoints.get(component(target)).publishNotReady()
                || !isChecked(target);
        if (cannotCall(service, target).isEmpty() && tells) {
            return new Wait.Answer(component(target), tcpPort(target).orElseThrow(), image);
        }
        if (until == Until.HEALTHY && !isChecked(target)) {
            note(
                    services.get(service).get("depends_on").get(target),
                    "'" + service + "' waits until '" + target + "' has started, not until it is healthy; it"
                            + " has no known health check");
        }
        return new Wait.Address(readyName(pods.podOf(component(target))), image);
    }

    /**
     * Returns a name that has an address only while all containers of a pod run and are well. The pod's own names have
     * one from the start, when it may still wait itself.
     */
    private String readyName(String pod) {
        return ready.computeIfAbsent(pod, key -> {
                    if (taken.isEmpty()) {
                        taken.addAll(names.hosts());
                    }
                    String name = Names.unique(pod + "-ready", taken);
                    taken.add(name);
                    return new Endpoint(name, List.of(pod), List.of(), true, false);
                })
                .dnsName();
    }

    private boolean isChecked(String service) {
        return pods.pod(component(service)).containers().stream()
                .filter(container -> container.name().equals(component(service)))
                .anyMatch(container -> container.health().isPresent()
                        || container.probes().stream().anyMatch(probe -> probe.use() == Probe.Use.READINESS));
    }

    private void reportNotAskedFor(String service, List<String> targets, boolean all) {
        Attribute dependencies = services.get(service).get("depends_on");
        String reason =
                "Kubernetes starts all pods at once; '" + service + "' fails and restarts until %s can be reached";
        if (all) {
            dependencies.note(Code.NOT_WAITED_FOR, reason.formatted(String.join(", ", targets)), HOLD_BACK);
        } else {
            targets.forEach(
                    target -> dependencies.get(target).note(Code.NOT_WAITED_FOR, reason.formatted(target), HOLD_BACK));
        }
    }

    private static void note(Attribute where, String reason) {
        where.note(Code.NOT_WAITED_FOR, reason, "");
    }

    private String component(String service) {
        return names.component(service);
    }

    /** Whether the target runs to its end in an init container of the service's own pod. */
    private boolean isHeldByInit(String service, String target) {
        return pods.pod(component(target)).inits().stream()
                        .anyMatch(init -> init.name().equals(component(target)))
                && (options.podman() || pods.podOf(component(target)).equals(pods.podOf(component(service))));
    }

    private boolean startTogether(String service, String target) {
        return options.singlePod() || pods.podOf(component(service)).equals(pods.podOf(component(target)));
    }

    /** Returns why the service cannot wait for the target; nothing where it can. */
    private Optional<String> obstacle(String service, String target, Until until) {
        String waiting = pods.podOf(component(service));
        String awaited = pods.podOf(component(target));
        if (startTogether(service, target)) {
            return Optional.of("containers of one pod start together");
        }
        if (pods.circlesMayBe() && needs.reach(awaited, waiting)
                || until == Until.STARTED && needs.names(target, waiting)) {
            return Optional.of("the dependency needs this pod too");
        }
        Workload workload = pods.pod(component(target)).workload();
        if (until == Until.COMPLETED) {
            return options.podman()
                    ? Optional.of("podman does not wait for pods to complete")
                    : !(workload instanceof Workload.Once)
                            ? Optional.of("it is long-running")
                            : networks.isShutIn(waiting)
                                    ? Optional.of("all its networks are internal, so it cannot ask the API server")
                                    : Optional.empty();
        }
        return workload instanceof Workload.Once
                ? Optional.of("it is a one-shot job that accepts no connections")
                : workload instanceof Workload.Scheduled
                        ? Optional.of("it is a scheduled job that accepts no connections between runs")
                        : workload.mostPods() == 0
                                ? Optional.of("it has 0 replicas")
                                : options.podman()
                                        ? cannotCall(service, target)
                                        : networks.isAlone(waiting)
                                                ? Optional.of("it has no network")
                                                : Optional.empty();
    }

    /** Returns why the service cannot open a connection to the target; nothing where it can. */
    private Optional<String> cannotCall(String service, String target) {
        String waiting = pods.podOf(component(service));
        String awaited = pods.podOf(component(target));
        return tcpPort(target).isEmpty()
                ? Optional.of("it has no known TCP port")
                : !options.podman() && isShared(target)
                        ? Optional.of("its name resolves to several services")
                        : networks.isolated()
                                        && networks.shared(waiting, awaited).isEmpty()
                                ? Optional.of("they share no network")
                                : networks.isolated()
                                                && networks.shared(waiting, awaited).stream()
                                                        .noneMatch(network -> mayCall(waiting, network))
                                        ? Optional.of("it is not an allowed caller on their network")
                                        : meansAnother(waiting, component(target))
                                                ? Optional.of("the name resolves to another container in its pod")
                                                : Optional.empty();
    }

    /** Whether the hosts file of a pod, which goes before DNS, leads from a name elsewhere. */
    private boolean meansAnother(String pod, String name) {
        return pods.pod(pod).pod().hostname().equals(name)
                || pods.pod(pod).pod().hostAliases().values().stream().anyMatch(names -> names.contains(name));
    }

    private Optional<Integer> tcpPort(String service) {
        return Optional.ofNullable(endpoints.get(component(service)))
                .flatMap(endpoint -> endpoint.ports().stream()
                        .filter(port -> port.protocol() == Port.Protocol.TCP)
                        .min(Comparator.comparing(Waiting::isOfTheImage))
                        .map(Port::number));
    }

    private boolean isShared(String service) {
        return endpoints.get(component(service)).components().stream()
                .map(pods::podOf)
                .anyMatch(pod -> !pod.equals(pods.podOf(component(service))));
    }

    /** Whether an image is known to listen on a port, which its command may have changed. */
    private static boolean isOfTheImage(Port port) {
        return port.source() == Port.Source.IMAGE;
    }

    /** Whether a policy lets a pod open connections on a network: a wait for one that lets it not would never end. */
    private boolean mayCall(String pod, Network network) {
        return network.callers().stream().anyMatch(caller -> pods.podOf(caller).equals(pod));
    }
}
