package dev.sild.works;

import dev.sild.works.ClusterModel.Outcome;
import dev.sild.works.RunningPod.Port;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Compares who reaches whom under compose with who does in a cluster that has the manifests. */
final class Reachability {
    /** A port that nobody names: all ports of those who share a network are open to each other. */
    private static final Port ANY = new Port(64_999, "TCP");

    private static final Set<Integer> RESOLVER = Set.of(53, 5353);
    private static final Pattern PORTS = Pattern.compile(" (?:[0-9]+:([0-9]+)|\\$\\(seq ([0-9]+) ([0-9]+)\\))");
    private static final Pattern FORWARD = Pattern.compile("kubectl port-forward service/(\\S+)((?:" + PORTS + ")+)");

    private final ComposeNetworks compose;
    private final ClusterModel cluster;
    private final ConversionReport report;
    private final boolean apart;
    private final Map<String, RunningPod> pods = new LinkedHashMap<>();
    /** Those, too, whose network is said to be lost. */
    private final Map<String, RunningPod> everyPod = new LinkedHashMap<>();

    private final Map<String, Set<Port>> ports = new LinkedHashMap<>();
    private final List<String> differences = new ArrayList<>();

    private Reachability(ConvertedProject converted) {
        compose = new ComposeNetworks(converted.project());
        cluster = ClusterModel.of(converted.manifests());
        report = converted.report();
        // Who asks for no policies has nothing kept apart.
        apart = !converted.arguments().contains("never");
    }

    /** Returns what differs and no finding of the report admits: one sentence each. */
    static List<String> differences(ConvertedProject converted) {
        Reachability reachability = new Reachability(converted);
        reachability.compare();
        return reachability.differences;
    }

    private void compare() {
        for (String service : compose.services()) {
            cluster.podOf(report.container(service))
                    .ifPresentOrElse(pod -> pods.put(service, pod), () -> differences.add("no pod runs " + service));
        }
        everyPod.putAll(pods);
        // The network of a container that is none of the project's, or that could not be shared, is said to be lost.
        pods.keySet()
                .removeIf(service -> !compose.networkOf(service).equals(service)
                                || compose.mode(service).startsWith("container:")
                        ? report.admits("services." + service + ".network_mode")
                        : false);
        for (String from : pods.keySet()) {
            compareNames(from);
            compareHostsFile(from);
            pods.keySet().forEach(to -> compareAddresses(from, to));
            compareTheWorld(from);
        }
        new LinkedHashSet<>(pods.values()).forEach(this::compareOpenPorts);
        report.findings().forEach(finding -> tryForwarding(finding.remedy()));
    }

    private void compareNames(String from) {
        compose.names(from).forEach((name, services) -> {
            if (compose.isOwnHostName(from, report.renamed().get(name))
                    || (compose.isOwnHostName(from, name)
                            && report.admits("services." + compose.networkOf(from) + ".hostname"))) {
                return;
            }
            Set<RunningPod> all = pods(services);
            if (all.size() < services.size() && all.isEmpty()) {
                return;
            }
            for (Port port : ports(services)) {
                Set<RunningPod> listening = pods(services.stream()
                        .filter(service -> port.equals(ANY) || portsOf(service).contains(port))
                        .collect(Collectors.toSet()));
                String used = report.renamed().getOrDefault(name, name);
                Outcome outcome = cluster.connect(pods.get(from), used, port);
                if (!leadsTo(outcome, listening, all)
                        && !isSaidNotToResolve(name, services)
                        && !(port.equals(ANY) && mayBeUnknown(name))) {
                    differences.add(
                            from + " reaches " + services + " as " + name + " at " + port + " under compose; as " + used
                                    + " in the cluster it reaches " + named(outcome.answer()) + ", is refused by "
                                    + named(outcome.refuse())
                                    + " and led to " + outcome.elsewhere());
                }
            }
        });
    }

    /** Whether a name is that of a Job or a worker that nothing names, to which nothing connects. */
    private boolean mayBeUnknown(String name) {
        return pods.containsKey(name) && (pods.get(name).ends() || compose.works(name)) && !compose.isNamed(name);
    }

    private static boolean leadsTo(Outcome outcome, Set<RunningPod> listening, Set<RunningPod> all) {
        return outcome.answer().containsAll(listening)
                && all.containsAll(outcome.answer())
                && all.containsAll(outcome.refuse())
                && outcome.elsewhere().isEmpty()
                && outcome.refuse().stream().noneMatch(listening::contains);
    }

    /** Whether the report says of a name that it is not what it was. */
    private boolean isSaidNotToResolve(String name, Set<String> services) {
        String used = report.renamed().getOrDefault(name, name);
        return report.findings().stream()
                        .anyMatch(finding -> finding.code().equals("SILD-NAME-AMBIGUOUS")
                                && Stream.of(name, used)
                                        .anyMatch(said -> startsWith(finding.reason(), "'" + said + "'")))
                || services.stream()
                        .anyMatch(service -> Stream.of("SILD-NAME-UNRESOLVABLE", "SILD-NAME-UNUSED")
                                .anyMatch(code -> report.says(code, "services." + service, "'" + name + "'")));
    }

    /** Names are the same in capitals and small letters. */
    private static boolean startsWith(String reason, String name) {
        return reason.regionMatches(true, 0, name, 0, name.length());
    }

    private void compareHostsFile(String from) {
        compose.hostsFile(from).forEach((name, addresses) -> {
            Set<String> led = cluster.connect(pods.get(from), name, ANY).elsewhere();
            if (!led.equals(addresses) && !report.admits("services." + from + ".extra_hosts")) {
                differences.add(
                        from + " has " + name + " at " + addresses + " under compose; in the cluster at " + led);
            }
        });
    }

    private void compareAddresses(String from, String to) {
        boolean share = compose.shareANetwork(from, to);
        // No cluster says where its resolver is: its ports are open to all addresses even for those who may leave
        // nowhere else.
        Set<Port> open = compose.onHost(to)
                ? new LinkedHashSet<>(portsOf(to))
                : compose.publishes(to) ? compose.published(compose.networkOf(to)) : new LinkedHashSet<>();
        open.removeIf(port -> !compose.reachesTheWorld(from)
                && (!RESOLVER.contains(port.number()) || compose.mode(from).equals("none")));
        for (Port port : with(portsOf(to), ANY)) {
            boolean connects = cluster.mayConnect(pods.get(from), pods.get(to), port);
            // What is on the machine's network reaches, and is reached by, all who are on some network of the machine.
            boolean onHost = compose.onHost(from) || (compose.onHost(to) && compose.reachesTheWorld(from));
            if (share && !connects
                    || (apart
                            && connects
                            && !share
                            && !onHost
                            && !open.contains(port)
                            && !isSaidToReach(from, to, port))) {
                differences.add(from + (share ? " reaches " : " does not reach ") + to + " at " + port
                        + " under compose; in the cluster it " + (connects ? "does" : "does not"));
            }
        }
    }

    /** Pods have their processes in common only with their network, which is to be said. */
    private boolean isSaidToReach(String from, String to, Port port) {
        return companions(from).stream()
                .anyMatch(one -> companions(to).stream()
                        .anyMatch(other -> one.equals(other)
                                || compose.shareANetwork(one, other)
                                || compose.onHost(one)
                                || (compose.reachesTheWorld(one)
                                        && (compose.onHost(other)
                                                || (compose.publishes(other)
                                                        && compose.published(compose.networkOf(other))
                                                                .contains(port))))));
    }

    /** Returns the services with which one is said to have more in common in its pod than it had; itself at least. */
    private Set<String> companions(String service) {
        Set<String> companions = new LinkedHashSet<>(Set.of(service));
        Set<String> together = everyPod.keySet().stream()
                .filter(other -> everyPod.get(other).equals(everyPod.get(service)))
                .collect(Collectors.toSet());
        if (together.stream().anyMatch(this::isSaidToShare)) {
            companions.addAll(together);
        }
        return companions;
    }

    private boolean isSaidToShare(String service) {
        return compose.sharesMore(service)
                && (report.admits("services." + service + ".pid") || report.admits("services." + service + ".ipc"));
    }

    private void compareTheWorld(String from) {
        boolean reaches = cluster.reachesTheWorld(pods.get(from));
        boolean wanted = compose.reachesTheWorld(from);
        if (reaches != wanted
                && (apart || !reaches)
                && companions(from).stream().noneMatch(compose::reachesTheWorld)) {
            differences.add(from + (reaches ? " reaches" : " does not reach") + " the world from the cluster only");
        }
    }

    private void compareOpenPorts(RunningPod pod) {
        Set<Port> wanted = new LinkedHashSet<>();
        Set<Port> admitted = new LinkedHashSet<>();
        pods.forEach((service, its) -> {
            if (its.equals(pod)) {
                Set<Port> open = compose.onHost(service)
                        ? portsOf(service)
                        : compose.publishes(service) ? compose.published(service) : Set.of();
                wanted.addAll(open);
                if (report.says("SILD-NOT-EXPOSED", "services." + service + ".ports")
                        // A proxy that has no routes in a cluster is not worth a command that opens it.
                        || report.says("SILD-ENGINE-PROXY", "services." + service)
                        || report.admits("services." + service + ".ports")) {
                    admitted.addAll(open);
                }
            }
        });
        Set<Port> open = cluster.openToTheWorld(pod);
        for (Port port : wanted) {
            if (!open.contains(port) && !admitted.contains(port)) {
                differences.add(named(Set.of(pod)) + " is published at " + port + " and not open to the world");
            }
        }
        for (Port port : open) {
            boolean routed = pods.entrySet().stream()
                    .anyMatch(entry -> entry.getValue().equals(pod) && compose.isRouted(entry.getKey(), port));
            if (!wanted.contains(port) && !routed) {
                differences.add(named(Set.of(pod)) + " is open to the world at " + port + " and not published there");
            }
        }
    }

    /** What the report tells the user to type must work. */
    private void tryForwarding(String remedy) {
        Matcher command = FORWARD.matcher(remedy);
        while (command.find()) {
            Matcher word = PORTS.matcher(command.group(2));
            while (word.find()) {
                int first = Integer.parseInt(word.group(word.group(1) == null ? 2 : 1));
                int last = Integer.parseInt(word.group(word.group(1) == null ? 3 : 1));
                if (!IntStream.rangeClosed(first, last).allMatch(port -> cluster.forwards(command.group(1), port))) {
                    differences.add("'" + command.group() + "' finds no pod");
                }
            }
        }
    }

    /** Returns the ports that are tried of services: all that are known, or else any. */
    private Set<Port> ports(Set<String> services) {
        Set<Port> ports = new LinkedHashSet<>();
        services.stream().filter(pods::containsKey).forEach(service -> ports.addAll(portsOf(service)));
        return ports.isEmpty() ? Set.of(ANY) : ports;
    }

    /** Returns the ports that are open on a service's network, which may be others', too. */
    private Set<Port> portsOf(String service) {
        Set<Port> known = ports.get(service);
        if (known == null) {
            known = new LinkedHashSet<>();
            for (String other : everyPod.keySet()) {
                if (compose.networkOf(other).equals(compose.networkOf(service))
                        && everyPod.get(other).equals(everyPod.get(service))) {
                    known.addAll(with(
                            compose.ports(other),
                            everyPod.get(other).ports(report.container(other)).toArray(Port[]::new)));
                }
            }
            ports.put(service, known);
        }
        return known;
    }

    private static Set<Port> with(Set<Port> ports, Port... more) {
        Set<Port> all = new LinkedHashSet<>(ports);
        all.addAll(List.of(more));
        return all;
    }

    private Set<RunningPod> pods(Set<String> services) {
        return services.stream()
                .map(pods::get)
                .flatMap(pod -> Optional.ofNullable(pod).stream())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    private static List<String> named(Set<RunningPod> pods) {
        return pods.stream().map(RunningPod::name).toList();
    }
}
