package dev.sild.compose.load.passes;

import dev.sild.compose.load.tree.Nodes;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.Entry;
import dev.sild.yaml.Node.MapNode;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Leaves out networks, volumes, secrets and configs that no service uses, as docker compose does. */
public final class Unused {
    private Unused() {}

    public static MapNode dropped(MapNode model) {
        Set<String> networks = new HashSet<>();
        Set<String> volumes = new HashSet<>();
        Set<String> secrets = new HashSet<>();
        Set<String> configs = new HashSet<>();
        for (Entry entry : Nodes.map(model, "services").entries().values()) {
            MapNode service = (MapNode) entry.value();
            networks.addAll(Nodes.map(service, "networks").entries().keySet());
            for (Node item : Nodes.items(service, "volumes")) {
                if (item instanceof MapNode volume && "volume".equals(Nodes.text(volume.get("type")))) {
                    volumes.add(Nodes.text(volume.get("source")));
                }
            }
            sources(Nodes.items(service, "secrets"), secrets);
            sources(Nodes.items(Nodes.map(service, "build"), "secrets"), secrets);
            sources(Nodes.items(service, "configs"), configs);
        }
        MapNode result = only(model, "networks", networks);
        result = only(result, "volumes", volumes);
        result = only(result, "secrets", secrets);
        return only(result, "configs", configs);
    }

    private static void sources(List<Node> items, Set<String> names) {
        for (Node item : items) {
            names.add(item instanceof MapNode map ? Nodes.text(map.get("source")) : "");
        }
    }

    private static MapNode only(MapNode model, String kind, Set<String> used) {
        if (!(model.get(kind) instanceof MapNode all)) {
            return model;
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        for (Map.Entry<String, Entry> entry : all.entries().entrySet()) {
            if (used.contains(entry.getKey())) {
                entries.put(entry.getKey(), entry.getValue());
            }
        }
        return entries.isEmpty()
                ? Nodes.without(model, kind)
                : Nodes.with(model, kind, new MapNode(entries, all.position()));
    }
}
