package dev.sild.works;

import dev.sild.stacks.shared.Inputs;
import dev.sild.stacks.shared.KindCase;
import dev.sild.works.Policies.End;
import dev.sild.works.RunningPod.Port;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiPredicate;
import java.util.stream.Collectors;

/**
 * Who may open a connection to whom, and at which ports, where an application says each call, computed from manifests
 * alone: a table for people, of its components and of those who are none.
 */
final class StackMatrix {
    private static final String COMPONENT = "app.kubernetes.io/component";
    private static final Port HTTPS = new Port(443, "TCP");

    private final ClusterModel cluster;
    private final Map<String, End> others;

    /** Makes one of the pods of {@code cluster} and others, by what they are called. */
    StackMatrix(ClusterModel cluster, Map<String, End> others) {
        this.cluster = cluster;
        this.others = new LinkedHashMap<>(others);
    }

    /** Returns what a stack becomes. */
    static <R extends CustomResource<?, ?>> ClusterModel cluster(KindCase<R> kind, String stack) {
        return ClusterModel.of(kind.yaml(kind.read(stack), Inputs.OFFLINE));
    }

    /**
     * Returns who is none of a stack's: the last a component of another stack of the kind that {@code name} is the
     * label of.
     */
    static Map<String, End> others(String name, String component) {
        Map<String, End> others = new LinkedHashMap<>();
        others.put("the internet", End.outside());
        others.put(
                "ingress controller", End.foreign("ingress-nginx", Map.of("app.kubernetes.io/name", "ingress-nginx")));
        others.put("Prometheus", End.foreign("monitoring", Map.of("app.kubernetes.io/name", "prometheus")));
        // The stacks' own namespace, as all of these tests have it.
        others.put(
                "another stack",
                End.foreign(
                        "application",
                        Map.of(
                                "app.kubernetes.io/name",
                                name,
                                "app.kubernetes.io/instance",
                                "other",
                                COMPONENT,
                                component)));
        return others;
    }

    /**
     * Returns the table in Markdown: a row for who connects, a column for whom to; {@code yes} for the world outside.
     */
    String markdown() {
        List<String> heads =
                new ArrayList<>(cluster.pods().stream().map(StackMatrix::name).toList());
        heads.add("the internet");
        StringBuilder table = new StringBuilder("| from \\ to | ")
                .append(String.join(" | ", heads))
                .append(" |\n| ---")
                .append(" | ---".repeat(heads.size()))
                .append(" |\n");
        others.forEach((name, end) -> row(table, name, (pod, port) -> cluster.enters(end, pod, port), ""));
        for (RunningPod from : cluster.pods()) {
            row(
                    table,
                    name(from),
                    (pod, port) -> !pod.equals(from) && cluster.mayConnect(from, pod, port),
                    cluster.leaves(from, End.outside(), HTTPS) ? "yes" : "");
        }
        return table.toString();
    }

    private void row(StringBuilder table, String from, BiPredicate<RunningPod, Port> open, String outside) {
        table.append("| ").append(from);
        for (RunningPod pod : cluster.pods()) {
            table.append(" | ")
                    .append(pod.containers().stream()
                            .flatMap(container -> pod.ports(container).stream())
                            .distinct()
                            .filter(port -> open.test(pod, port))
                            .map(port -> Integer.toString(port.number()))
                            .collect(Collectors.joining(", ")));
        }
        table.append(" | ").append(outside).append(" |\n");
    }

    private static String name(RunningPod pod) {
        return pod.labels().get(COMPONENT);
    }
}
