package dev.sild.works;

import dev.sild.Tree;
import dev.sild.kubernetes.network.Waits;
import dev.sild.works.ClusterModel.Outcome;
import dev.sild.works.RunningPod.Port;
import dev.sild.yaml.Node;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which pods of a cluster start once manifests are applied, given that each is ready as soon as those for whom it waits
 * are: none may wait forever, and none may go ahead of what the project lets it wait for, unless the report says so.
 */
final class Starting {
    private static final String PREFIX = "wait-for-";

    private final ConvertedProject converted;
    private final ClusterModel cluster;
    private final List<Map<String, Object>> objects;
    private final List<String> differences = new ArrayList<>();

    private Starting(ConvertedProject converted) {
        this.converted = converted;
        cluster = ClusterModel.of(converted.manifests());
        objects = Tree.documents(converted.manifests());
    }

    /** Returns what differs and no finding of the report admits: one sentence each. */
    static List<String> differences(ConvertedProject converted) {
        Starting starting = new Starting(converted);
        Set<RunningPod> ready = starting.readyWithout(Optional.empty());
        starting.cluster.pods().stream()
                .filter(pod -> !pod.absent() && !ready.contains(pod))
                .forEach(pod -> starting.differences.add(pod.name() + " waits forever"));
        for (String service : new ComposeNetworks(converted.project()).services()) {
            Model.entries(converted.project().root(), "services", service, "depends_on")
                    .forEach((target, settings) -> starting.compare(service, target, settings));
        }
        return starting.differences;
    }

    private void compare(String service, String target, Node settings) {
        Optional<RunningPod> waiting = podOf(service);
        Optional<RunningPod> awaited = podOf(target);
        boolean ends = Model.text(settings, "condition").endsWith("successfully");
        if (waiting.isEmpty()
                || awaited.isEmpty()
                || waiting.equals(awaited)
                || waiting.get().absent()
                || awaited.get().absent() && ends
                || converted.report().says("SILD-NOT-WAITED-FOR", "services." + service + ".depends_on")
                        && converted.report().findings().stream()
                                .anyMatch(finding -> finding.code().equals("SILD-NOT-WAITED-FOR")
                                        && finding.isAbout("services." + service + ".depends_on")
                                        && finding.reason().contains("'" + target + "'"))) {
            return;
        }
        if (readyWithout(awaited).contains(waiting.get())) {
            differences.add(service + " starts while " + target + " is not " + (ends ? "complete" : "ready"));
        }
    }

    private Optional<RunningPod> podOf(String service) {
        return cluster.podOf(converted.report().container(service));
    }

    /** Returns the pods that start, or that end where they run once, where one of them never does. */
    private Set<RunningPod> readyWithout(Optional<RunningPod> excluded) {
        Set<RunningPod> ready = new LinkedHashSet<>();
        int before;
        do {
            before = ready.size();
            for (RunningPod pod : cluster.pods()) {
                if (!pod.absent()
                        && !excluded.equals(Optional.of(pod))
                        && waitsOf(pod).stream().allMatch(wait -> ends(pod, wait, ready))) {
                    ready.add(pod);
                }
            }
        } while (ready.size() > before);
        return ready;
    }

    private static List<List<String>> waitsOf(RunningPod pod) {
        return Tree.list(pod.spec(), "initContainers").stream()
                .filter(each -> Tree.text(each, "name").startsWith(PREFIX))
                .map(each -> Tree.texts(each, "command"))
                .toList();
    }

    private boolean ends(RunningPod pod, List<String> command, Set<RunningPod> ready) {
        if (command.get(0).equals("kubectl")) {
            // A Job that nothing is asked of is complete.
            return cluster.pods().stream()
                    .filter(each -> each.absent() || ready.contains(each))
                    .anyMatch(each -> command.contains("job/" + each.name()));
        }
        boolean answers = command.get(2).equals(Waits.UNTIL_ALL_ANSWER);
        return command.subList(3, command.size()).stream()
                .allMatch(target ->
                        answers ? answers(pod, target.split(":", 2), ready) : hasAnAddress(pod, target, ready));
    }

    private boolean answers(RunningPod pod, String[] address, Set<RunningPod> ready) {
        return cluster.connect(pod, address[0], new Port(Integer.parseInt(address[1]), "TCP")).answer().stream()
                .anyMatch(ready::contains);
    }

    private boolean hasAnAddress(RunningPod pod, String host, Set<RunningPod> ready) {
        Outcome outcome = cluster.connect(pod, host, new Port(9, "TCP"));
        Set<RunningPod> found = new LinkedHashSet<>(outcome.answer());
        found.addAll(outcome.refuse());
        // Before they are ready, pods are behind the names that say so only.
        boolean early = objects.stream()
                .anyMatch(object -> Tree.text(object, "kind").equals("Service")
                        && Tree.text(object, "metadata", "name").equals(host)
                        && Boolean.TRUE.equals(Tree.at(object, "spec", "publishNotReadyAddresses")));
        return early ? !found.isEmpty() : found.stream().anyMatch(ready::contains);
    }
}
