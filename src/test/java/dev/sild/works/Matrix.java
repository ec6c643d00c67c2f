package dev.sild.works;

import dev.sild.works.RunningPod.Port;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Who may open a connection to whom, and at which ports, computed from manifests alone: a table for people. */
final class Matrix {
    /** The world outside, in the place of a component. */
    static final String USERS = "users";

    private final ClusterModel cluster;

    private Matrix(ClusterModel cluster) {
        this.cluster = cluster;
    }

    static Matrix of(String manifests) {
        return new Matrix(ClusterModel.of(manifests));
    }

    /** Returns the table in Markdown: a row for who connects, a column for whom to. */
    String markdown() {
        List<String> components = components();
        StringBuilder table = new StringBuilder("| |");
        components.forEach(component -> table.append(' ').append(component).append(" |"));
        table.append("\n| --- |").append(" --- |".repeat(components.size())).append('\n');
        List<String> rows = new ArrayList<>(List.of(USERS));
        rows.addAll(components);
        for (String from : rows) {
            table.append("| ").append(from).append(" |");
            for (String to : components) {
                String ports = ports(from, to).stream()
                        .map(port -> port.protocol().equals("TCP") ? Integer.toString(port.number()) : port.toString())
                        .collect(Collectors.joining(", "));
                table.append(' ').append(ports).append(" |");
            }
            table.append('\n');
        }
        return table.toString();
    }

    /** Returns the components in the order in which one comes to them from outside, and the others after them. */
    List<String> components() {
        List<String> all = cluster.pods().stream()
                .flatMap(pod -> pod.containers().stream())
                .toList();
        Set<String> reached = new LinkedHashSet<>();
        Deque<String> next = new ArrayDeque<>(List.of(USERS));
        while (!next.isEmpty()) {
            String from = next.remove();
            all.stream()
                    .filter(to -> !ports(from, to).isEmpty() && reached.add(to))
                    .forEach(next::add);
        }
        reached.addAll(all);
        return List.copyOf(reached);
    }

    /** Returns the ports of {@code to} at which {@code from} may open a connection; none to itself. */
    Set<Port> ports(String from, String to) {
        RunningPod pod = pod(to);
        Set<Port> ports = new LinkedHashSet<>(pod.ports(to));
        if (from.equals(USERS)) {
            ports.retainAll(cluster.openToTheWorld(pod));
        } else if (from.equals(to)) {
            ports.clear();
        } else {
            ports.removeIf(port -> !cluster.mayConnect(pod(from), pod, port));
        }
        return ports;
    }

    /** Returns the components that may open connections to the world outside. */
    List<String> leaving() {
        return components().stream()
                .filter(component -> cluster.reachesTheWorld(pod(component)))
                .toList();
    }

    private RunningPod pod(String component) {
        return cluster.podOf(component).orElseThrow();
    }
}
