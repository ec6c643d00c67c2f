package dev.sild.compose.load.passes;

import dev.sild.compose.load.forms.VolumeForms;
import dev.sild.compose.load.tree.Nodes;
import dev.sild.compose.load.tree.Texts;
import dev.sild.compose.load.variables.ServiceEnvironment;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.Entry;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.Position;
import dev.sild.yaml.Node.ScalarNode;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Spells out what a project means without saying it: the default network, dependencies by links, names of resources.
 */
public final class Normalizer {
    private static final String[] NAMED = {"networks", "volumes", "configs", "secrets", "models"};
    private static final String[] SHARED = {"network_mode", "ipc", "pid", "uts", "cgroup"};

    private final String project;
    private final Map<String, String> environment;
    private boolean usesDefaultNetwork;

    public Normalizer(String project, Map<String, String> environment) {
        this.project = project;
        this.environment = environment;
    }

    public MapNode apply(MapNode model) {
        MapNode result = externals(model);
        MapNode services = Nodes.map(result, "services");
        result = Nodes.with(result, "services", Nodes.changed(services, (name, service) -> service((MapNode) service)));
        MapNode networks = Nodes.map(result, "networks");
        if (usesDefaultNetwork && !networks.entries().containsKey("default")) {
            result = Nodes.with(result, "networks", Nodes.with(networks, "default", ScalarNode.nullAt(Position.NONE)));
        }
        return names(result);
    }

    private MapNode service(MapNode service) {
        MapNode result = service;
        if (service.get("network_mode") == null) {
            MapNode networks = Nodes.map(service, "networks");
            if (networks.entries().isEmpty()) {
                networks = new MapNode(
                        Map.of("default", new Entry(Position.NONE, ScalarNode.nullAt(Position.NONE))),
                        networks.position());
                result = Nodes.with(result, "networks", networks);
            }
            usesDefaultNetwork |= networks.entries().containsKey("default");
        }
        if ("if_not_present".equals(Nodes.text(service.get("pull_policy")))) {
            result = Nodes.with(
                    result,
                    "pull_policy",
                    Nodes.string("missing", service.required("pull_policy").position()));
        }
        if (service.get("build") instanceof MapNode build) {
            result = Nodes.with(result, "build", build(build));
        }
        if (service.get("environment") instanceof MapNode variables) {
            result = Nodes.with(result, "environment", ServiceEnvironment.resolved(variables, environment, true));
        }
        if (service.get("volumes") instanceof ListNode volumes) {
            result = Nodes.with(result, "volumes", cleanTargets(volumes));
        }
        return dependencies(result);
    }

    private MapNode build(MapNode build) {
        MapNode result = build;
        if (build.get("dockerfile") == null && build.get("dockerfile_inline") == null) {
            result = Nodes.with(result, "dockerfile", Nodes.string("Dockerfile", build.position()));
        }
        if (build.get("args") instanceof MapNode args) {
            result = Nodes.with(result, "args", ServiceEnvironment.resolved(args, environment, false));
        }
        return result;
    }

    private static ListNode cleanTargets(ListNode volumes) {
        return Nodes.each(volumes, item -> {
            if (!(item instanceof MapNode map) || !(map.get("target") instanceof ScalarNode target)) {
                return item;
            }
            String clean = VolumeForms.cleanPath(target.value());
            return clean.equals(target.value())
                    ? item
                    : Nodes.with(map, "target", Nodes.string(Texts.revalue(target.text(), clean), target.position()));
        });
    }

    private static MapNode dependencies(MapNode service) {
        MapNode before = Nodes.map(service, "depends_on");
        Map<String, Entry> entries = new LinkedHashMap<>(before.entries());
        for (Node link : Nodes.items(service, "links")) {
            String[] parts = Nodes.requiredText(link).split(":", -1);
            add(entries, parts.length == 2 ? parts[0] : Nodes.requiredText(link), true, link.position());
        }
        for (String attribute : SHARED) {
            String value = Nodes.text(service.get(attribute));
            if (value != null && value.startsWith("service:")) {
                add(
                        entries,
                        value.substring("service:".length()),
                        true,
                        service.required(attribute).position());
            }
        }
        for (Node from : Nodes.items(service, "volumes_from")) {
            String value = Nodes.requiredText(from);
            if (!value.startsWith("container:")) {
                add(entries, value.split(":", -1)[0], false, from.position());
            }
        }
        return entries.size() == before.entries().size()
                ? service
                : Nodes.with(service, "depends_on", new MapNode(entries, before.position()));
    }

    private static void add(Map<String, Entry> dependencies, String service, boolean restart, Position position) {
        if (dependencies.containsKey(service)) {
            return;
        }
        Map<String, Entry> entries = new LinkedHashMap<>();
        entries.put("condition", new Entry(position, Nodes.string("service_started", position)));
        entries.put("restart", new Entry(position, Nodes.bool(restart, position)));
        entries.put("required", new Entry(position, Nodes.bool(true, position)));
        dependencies.put(service, new Entry(position, new MapNode(entries, position)));
    }

    /** Turns {@code external: {name: x}} into {@code external: true} and {@code name: x}. */
    static MapNode externals(MapNode model) {
        MapNode result = model;
        for (String kind : NAMED) {
            MapNode all = Nodes.map(model, kind);
            result = all.entries().isEmpty()
                    ? result
                    : Nodes.with(result, kind, Nodes.changed(all, (key, resource) -> withoutNamedExternal(resource)));
        }
        return result;
    }

    private static Node withoutNamedExternal(Node resource) {
        if (!(resource instanceof MapNode map) || !(map.get("external") instanceof MapNode external)) {
            return resource;
        }
        MapNode flat = Nodes.with(map, "external", Nodes.bool(true, external.position()));
        Node name = external.get("name");
        return name == null || map.get("name") != null ? flat : Nodes.with(flat, "name", name);
    }

    private MapNode names(MapNode model) {
        MapNode result = model;
        for (String kind : NAMED) {
            if (!(model.get(kind) instanceof MapNode all) || kind.equals("models")) {
                continue;
            }
            Map<String, Entry> entries = new LinkedHashMap<>(all.entries().size() * 2);
            for (Map.Entry<String, Entry> entry : all.entries().entrySet()) {
                Node value = entry.getValue().value();
                MapNode resource = value instanceof MapNode map ? map : Nodes.emptyMap(value.position());
                if (resource.get("name") == null) {
                    String name =
                            Nodes.isTrue(resource.get("external")) ? entry.getKey() : project + "_" + entry.getKey();
                    resource = Nodes.with(resource, "name", Nodes.string(name, resource.position()));
                }
                entries.put(entry.getKey(), new Entry(entry.getValue().keyPosition(), resource));
            }
            result = Nodes.with(result, kind, new MapNode(entries, all.position()));
        }
        return result;
    }
}
