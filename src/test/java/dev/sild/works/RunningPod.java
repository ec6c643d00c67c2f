package dev.sild.works;

import dev.sild.Tree;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The pod of a workload, as a cluster would run it; of several copies one stands for all.
 *
 * @param name the workload's name
 * @param labels the pod's own labels
 * @param address an address that no other pod has
 * @param absent whether no copy of it is asked for
 */
record RunningPod(String name, Map<String, String> labels, Map<String, Object> spec, String address, boolean absent) {

    /** A port with its protocol. */
    record Port(int number, String protocol) {
        @Override
        public String toString() {
            return number + "/" + protocol;
        }
    }

    /** Returns the pods of the workloads among {@code objects}. */
    static List<RunningPod> of(List<Map<String, Object>> objects) {
        List<RunningPod> pods = new ArrayList<>();
        for (Map<String, Object> object : objects) {
            template(object)
                    .ifPresent(template -> pods.add(new RunningPod(
                            Tree.text(object, "metadata", "name"),
                            Tree.strings(template, "metadata", "labels"),
                            spec(object, template),
                            "10.244." + pods.size() / 250 + "." + (pods.size() % 250 + 1),
                            List.of("replicas", "completions").stream()
                                    .anyMatch(number ->
                                            Tree.text(object, "spec", number).equals("0")))));
        }
        return pods;
    }

    /** A StatefulSet's pods have a volume more for each of its templates of a claim. */
    private static Map<String, Object> spec(Map<String, Object> object, Map<String, Object> template) {
        Map<String, Object> spec = new LinkedHashMap<>(Tree.map(template, "spec"));
        List<Map<String, Object>> volumes = new ArrayList<>(Tree.list(spec, "volumes"));
        for (Map<String, Object> claim : Tree.list(object, "spec", "volumeClaimTemplates")) {
            String name = Tree.text(claim, "metadata", "name");
            volumes.add(Map.of(
                    "name",
                    name,
                    "persistentVolumeClaim",
                    Map.of("claimName", name + "-" + Tree.text(object, "metadata", "name") + "-0")));
        }
        spec.put("volumes", volumes);
        return spec;
    }

    private static Optional<Map<String, Object>> template(Map<String, Object> object) {
        return switch (Tree.text(object, "kind")) {
            case "Pod" -> Optional.of(object);
            case "Deployment", "DaemonSet", "StatefulSet", "ReplicaSet", "Job" ->
                Optional.of(Tree.map(object, "spec", "template"));
            case "CronJob" -> Optional.of(Tree.map(object, "spec", "jobTemplate", "spec", "template"));
            default -> Optional.empty();
        };
    }

    /** Whether it is a Job's, which alone may end. */
    boolean ends() {
        return List.of("Never", "OnFailure").contains(Tree.text(spec, "restartPolicy"));
    }

    /** Returns the names of the containers that serve: init containers have ended by then, unless they are sidecars. */
    List<String> containers() {
        List<String> names = new ArrayList<>();
        serving().forEach(container -> names.add(Tree.text(container, "name")));
        return names;
    }

    /** Whether a container runs in the pod before the others, and has ended when they serve. */
    boolean runsFirst(String container) {
        return !containers().contains(container)
                && Tree.list(spec, "initContainers").stream()
                        .anyMatch(each -> Tree.text(each, "name").equals(container));
    }

    private List<Map<String, Object>> serving() {
        List<Map<String, Object>> serving = new ArrayList<>(Tree.list(spec, "initContainers").stream()
                .filter(container -> Tree.text(container, "restartPolicy").equals("Always"))
                .toList());
        serving.addAll(Tree.list(spec, "containers"));
        return serving;
    }

    /** Returns the ports that a container lists. */
    List<Port> ports(String container) {
        return serving().stream()
                .filter(each -> Tree.text(each, "name").equals(container))
                .flatMap(each -> Tree.list(each, "ports").stream())
                .map(RunningPod::port)
                .toList();
    }

    /** Returns the ports that stand open on the pod's node. */
    List<Port> hostPorts() {
        return serving().stream()
                .flatMap(each -> Tree.list(each, "ports").stream())
                .filter(port -> hostNetwork() || port.containsKey("hostPort"))
                .map(RunningPod::port)
                .toList();
    }

    /** Returns the port that a name stands for in this pod. */
    Optional<Port> port(String name, String protocol) {
        return serving().stream()
                .flatMap(each -> Tree.list(each, "ports").stream())
                .filter(port -> Tree.text(port, "name").equals(name))
                .map(RunningPod::port)
                .filter(port -> port.protocol().equals(protocol))
                .findFirst();
    }

    private static Port port(Map<String, Object> port) {
        return new Port(Tree.number(port, "containerPort", 0), protocol(port));
    }

    static String protocol(Map<String, Object> port) {
        String protocol = Tree.text(port, "protocol");
        return protocol.isEmpty() ? "TCP" : protocol;
    }

    boolean hostNetwork() {
        return Boolean.TRUE.equals(spec.get("hostNetwork"));
    }

    /** Whether a headless Service of that name that selects the pod knows it by that host name. */
    boolean isHost(String hostname, String subdomain) {
        return Tree.text(spec, "hostname").equals(hostname)
                && Tree.text(spec, "subdomain").equals(subdomain);
    }

    /** Whether the resolver of the pod asks the cluster: one on the node's network does only where it says so. */
    boolean asksClusterDns() {
        return switch (Tree.text(spec, "dnsPolicy")) {
            case "ClusterFirstWithHostNet" -> true;
            case "Default", "None" -> false;
            default -> !hostNetwork();
        };
    }

    /** Returns what {@code /etc/hosts} makes of names: the pod's own host name, and its aliases. */
    Map<String, List<String>> hosts() {
        Map<String, List<String>> hosts = new LinkedHashMap<>();
        hosts.put("localhost", List.of("127.0.0.1"));
        if (!hostNetwork() && !Tree.text(spec, "hostname").isEmpty()) {
            hosts.put(Tree.text(spec, "hostname").toLowerCase(Locale.ROOT), List.of(address));
        }
        for (Map<String, Object> alias : Tree.list(spec, "hostAliases")) {
            for (String name : Tree.texts(alias, "hostnames")) {
                hosts.computeIfAbsent(name.toLowerCase(Locale.ROOT), key -> new ArrayList<>())
                        .add(Tree.text(alias, "ip"));
            }
        }
        return hosts;
    }
}
