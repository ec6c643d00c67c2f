package dev.sild.compose.load.checks;

import dev.sild.compose.load.tree.Nodes;
import dev.sild.compose.load.tree.Problems;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Place;
import java.math.BigDecimal;
import java.util.Objects;

/** Checks what a service says twice, once for itself and once under {@code deploy}. */
final class Deployment {
    private Deployment() {}

    static void check(MapNode service, Place place, Problems problems) {
        MapNode deploy = Nodes.map(service, "deploy");
        Node scale = service.get("scale");
        Node replicas = deploy.get("replicas");
        if (scale != null && replicas != null && !Objects.equals(Nodes.text(scale), Nodes.text(replicas))) {
            problems.error(
                    scale.position(), place.key("scale"), "`scale` and `deploy.replicas` differ", "keep one of them");
        }
        MapNode resources = Nodes.map(deploy, "resources");
        same(service, "cpus", resources, "limits", "cpus", place, problems);
        same(service, "mem_limit", resources, "limits", "memory", place, problems);
        same(service, "mem_reservation", resources, "reservations", "memory", place, problems);
        same(service, "pids_limit", resources, "limits", "pids", place, problems);
        Node count = scale == null ? replicas : scale;
        String name = Nodes.text(service.get("container_name"));
        if (count != null && name != null && !name.isEmpty() && number(count).compareTo(BigDecimal.ONE) > 0) {
            problems.error(
                    count.position(),
                    place.key(scale == null ? "deploy.replicas" : "scale"),
                    "a service with `container_name` cannot have more than one replica",
                    "remove `container_name`, or set the number of replicas to 1");
        }
    }

    private static void same(
            MapNode service, String key, MapNode resources, String part, String other, Place place, Problems problems) {
        Node value = service.get(key);
        if (value == null || number(value).signum() == 0 || !(resources.get(part) instanceof MapNode limits)) {
            return;
        }
        Node second = limits.get(other);
        BigDecimal there = second == null ? BigDecimal.ZERO : number(second);
        if (number(value).compareTo(there) != 0) {
            problems.error(
                    value.position(),
                    place.key(key),
                    "`" + key + "` and `deploy.resources." + part + "." + other + "` differ",
                    "keep one of them");
        }
    }

    private static BigDecimal number(Node node) {
        try {
            return new BigDecimal(Nodes.text(node));
        } catch (NumberFormatException | NullPointerException noNumber) {
            return BigDecimal.ZERO;
        }
    }
}
