package dev.sild.compose.load.passes;

import dev.sild.compose.load.tree.Nodes;
import dev.sild.model.Text;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.Position;
import dev.sild.yaml.Node.ScalarNode;
import dev.sild.yaml.Node.ScalarNode.Kind;

/**
 * Fills in what docker compose takes for granted in long forms; once all files are merged, or it would override them.
 */
public final class Defaults {
    private Defaults() {}

    public static MapNode fill(MapNode model) {
        if (!(model.get("services") instanceof MapNode services)) {
            return model;
        }
        return Nodes.with(
                model,
                "services",
                Nodes.changed(services, (name, value) -> value instanceof MapNode service ? service(service) : value));
    }

    private static MapNode service(MapNode service) {
        MapNode result = service;
        if (service.get("build") instanceof MapNode build) {
            result = Nodes.with(result, "build", string(build, "context", "."));
        }
        if (service.get("depends_on") instanceof MapNode dependencies) {
            result = Nodes.with(result, "depends_on", Nodes.changed(dependencies, (name, value) -> dependency(value)));
        }
        for (String list : new String[] {"ports", "secrets", "env_file", "gpus"}) {
            if (service.get(list) instanceof ListNode items) {
                result = Nodes.with(result, list, items(items, list));
            }
        }
        MapNode reservations = Nodes.map(Nodes.map(Nodes.map(service, "deploy"), "resources"), "reservations");
        if (reservations.get("devices") instanceof ListNode devices) {
            MapNode deploy = Nodes.map(service, "deploy");
            MapNode filled = Nodes.with(reservations, "devices", items(devices, "gpus"));
            result = Nodes.with(
                    result,
                    "deploy",
                    Nodes.with(
                            deploy, "resources", Nodes.with(Nodes.map(deploy, "resources"), "reservations", filled)));
        }
        return result;
    }

    private static Node dependency(Node node) {
        if (!(node instanceof MapNode dependency)) {
            return node;
        }
        MapNode result = string(dependency, "condition", "service_started");
        return result.get("required") == null
                ? Nodes.with(result, "required", Nodes.bool(true, result.position()))
                : result;
    }

    private static ListNode items(ListNode list, String kind) {
        return Nodes.each(list, item -> item instanceof MapNode map ? item(map, kind) : item);
    }

    private static MapNode item(MapNode item, String kind) {
        switch (kind) {
            case "ports":
                return string(string(item, "protocol", "tcp"), "mode", "ingress");
            case "secrets":
                return string(item, "target", "/run/secrets/" + Nodes.text(item.get("source")));
            case "env_file":
                return item.get("required") == null
                        ? Nodes.with(item, "required", Nodes.bool(true, item.position()))
                        : item;
            default:
                Position position = item.position();
                return item.get("count") != null || item.get("device_ids") != null
                        ? item
                        : Nodes.with(item, "count", new ScalarNode(Text.of("-1"), Kind.INT, position));
        }
    }

    private static MapNode string(MapNode map, String key, String value) {
        return map.get(key) == null ? Nodes.with(map, key, Nodes.string(value, map.position())) : map;
    }
}
