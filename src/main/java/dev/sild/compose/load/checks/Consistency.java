package dev.sild.compose.load.checks;

import dev.sild.compose.load.spec.Suggestions;
import dev.sild.compose.load.tree.Nodes;
import dev.sild.compose.load.tree.Problems;
import dev.sild.report.Code;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.Entry;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.Position;
import dev.sild.yaml.Node.ScalarNode;
import dev.sild.yaml.Place;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Checks a whole project: what services refer to must be there, and what they say must fit together. */
public final class Consistency {
    private final String project;
    private final Problems problems;
    private final boolean strict;
    /** What is used and not declared, by kind and name. */
    private final Map<String, Map<String, Entry>> declared = new LinkedHashMap<>();

    public Consistency(String project, Problems problems, boolean strict) {
        this.project = project;
        this.problems = problems;
        this.strict = strict;
    }

    /**
     * Returns the project; a network or volume that is used and not declared is declared in it.
     *
     * @param model the project with its enabled services
     * @param all the services, those included whose profile is not active
     */
    public MapNode check(MapNode model, MapNode all) {
        MapNode services = Nodes.map(model, "services");
        MapNode result = model;
        for (Map.Entry<String, Entry> entry : services.entries().entrySet()) {
            Place place = Place.ROOT.key("services").key(entry.getKey());
            MapNode service = (MapNode) entry.getValue().value();
            service(service, entry, place);
            Deployment.check(service, place, problems);
            dependencies(service, place, services, all);
            references(service, place, model);
            undeclared(service, place, model);
        }
        Cycles.check(services, problems);
        for (Map.Entry<String, Map<String, Entry>> kind : declared.entrySet()) {
            if (kind.getValue().isEmpty()) {
                continue;
            }
            Map<String, Entry> declaredToo =
                    new LinkedHashMap<>(Nodes.map(result, kind.getKey()).entries());
            declaredToo.putAll(kind.getValue());
            result = Nodes.with(
                    result,
                    kind.getKey(),
                    new MapNode(declaredToo, Nodes.map(result, kind.getKey()).position()));
        }
        return result;
    }

    private void service(MapNode service, Map.Entry<String, Entry> entry, Place place) {
        MapNode build = service.get("build") instanceof MapNode map ? map : null;
        String image = Nodes.text(service.get("image"));
        if (build == null && (image == null || image.isEmpty()) && service.get("provider") == null) {
            problems.error(
                    entry.getValue().keyPosition(),
                    place,
                    "the service has neither `image` nor `build`",
                    "set `image`, or `build` with the folder to build from");
        }
        if (build != null && has(build, "dockerfile") && has(build, "dockerfile_inline")) {
            problems.error(
                    build.position(),
                    place.key("build"),
                    "`dockerfile` and `dockerfile_inline` are mutually exclusive",
                    "remove one of the two");
        }
        if (has(service, "network_mode")
                && !Nodes.map(service, "networks").entries().isEmpty()) {
            problems.error(
                    service.required("network_mode").position(),
                    place.key("network_mode"),
                    "`network_mode` and `networks` are mutually exclusive",
                    "remove one of the two");
        }
        List<Node> test = Nodes.items(Nodes.map(service, "healthcheck"), "test");
        if (!test.isEmpty()) {
            String first = Nodes.text(test.get(0));
            if (!"CMD".equals(first) && !"CMD-SHELL".equals(first) && !"NONE".equals(first)) {
                problems.error(
                        test.get(0).position(),
                        place.key("healthcheck").key("test"),
                        "the test must start with CMD, CMD-SHELL or NONE",
                        "write [\"CMD\", ...], or the command as a string");
            }
        }
        platforms(service, build, place);
        watches(service, place.key("develop").key("watch"));
    }

    private void watches(MapNode service, Place place) {
        int index = 0;
        for (Node item : Nodes.items(Nodes.map(service, "develop"), "watch")) {
            String action = item instanceof MapNode watch ? Nodes.text(watch.get("action")) : null;
            if (action != null
                    && !action.equals("rebuild")
                    && !action.equals("restart")
                    && !has((MapNode) item, "target")) {
                problems.error(
                        item.position(), place.index(index), "`target` is missing", "set the path in the container");
            }
            index++;
        }
    }

    private void platforms(MapNode service, @Nullable MapNode build, Place place) {
        String platform = Nodes.text(service.get("platform"));
        List<Node> platforms = build == null ? List.of() : Nodes.items(build, "platforms");
        if (platform == null || platform.isEmpty() || platforms.isEmpty()) {
            return;
        }
        for (Node one : platforms) {
            if (platform.equals(Nodes.text(one))) {
                return;
            }
        }
        problems.error(
                service.required("platform").position(),
                place.key("platform"),
                "`" + platform + "` is not in `build.platforms`",
                "add it to `build.platforms`");
    }

    private static boolean has(MapNode map, String key) {
        String text = Nodes.text(map.get(key));
        return text != null && !text.isEmpty();
    }

    private void dependencies(MapNode service, Place place, MapNode enabled, MapNode all) {
        for (Map.Entry<String, Entry> entry :
                Nodes.map(service, "depends_on").entries().entrySet()) {
            String name = entry.getKey();
            boolean required = entry.getValue().value() instanceof MapNode map && Nodes.isTrue(map.get("required"));
            boolean exists = all.get(name) != null;
            if (enabled.get(name) != null || exists && !required) {
                continue;
            }
            Position position = entry.getValue().keyPosition();
            if (exists) {
                problems.error(
                        position,
                        place.key("depends_on"),
                        "depends on `" + name + "`, whose profile is not active",
                        "activate the profile with --profile, or set `required: false`");
            } else {
                problems.error(
                        position,
                        place.key("depends_on"),
                        "depends on `" + name + "`, which does not exist",
                        Suggestions.forService(name, all.entries().keySet()));
            }
        }
    }

    private void references(MapNode service, Place place, MapNode model) {
        sources(service, "secrets", "secrets", place, model);
        sources(service, "configs", "configs", place, model);
        sources(Nodes.map(service, "build"), "secrets", "secrets", place.key("build"), model);
        contexts(
                Nodes.map(service, "build"),
                place.key("build").key("additional_contexts"),
                Nodes.map(model, "services"));
        for (Map.Entry<String, Entry> entry :
                Nodes.map(service, "models").entries().entrySet()) {
            undefined(entry.getKey(), "models", entry.getValue().keyPosition(), place.key("models"), model);
        }
    }

    /** A build context {@code service:name} is the image of another service, which must be one that is built. */
    private void contexts(MapNode build, Place place, MapNode services) {
        for (Map.Entry<String, Entry> entry :
                Nodes.map(build, "additional_contexts").entries().entrySet()) {
            String value = Nodes.text(entry.getValue().value());
            if (value != null && value.startsWith("service:")) {
                String name = value.substring("service:".length());
                if (!(services.get(name) instanceof MapNode other) || other.get("build") == null) {
                    problems.error(
                            entry.getValue().value().position(),
                            place.key(entry.getKey()),
                            "no service `" + name + "` with a `build` section exists",
                            "use the name of a service that has a `build` section");
                }
            }
        }
    }

    private void sources(MapNode owner, String key, String kind, Place place, MapNode model) {
        int index = 0;
        for (Node item : Nodes.items(owner, key)) {
            if (item instanceof MapNode mount) {
                String source = Nodes.text(mount.get("source"));
                undefined(
                        source == null ? "" : source,
                        kind,
                        mount.position(),
                        place.key(key).index(index),
                        model);
            }
            index++;
        }
    }

    private void undefined(String name, String kind, Position position, Place place, MapNode model) {
        Set<String> known = Nodes.map(model, kind).entries().keySet();
        if (!known.contains(name)) {
            problems.error(
                    position,
                    place,
                    "`" + name + "` is not defined under `" + kind + "`",
                    "define it under `" + kind + ":` at the top level");
        }
    }

    private void undeclared(MapNode service, Place place, MapNode model) {
        for (Map.Entry<String, Entry> entry :
                Nodes.map(service, "networks").entries().entrySet()) {
            declare(model, "networks", entry.getKey(), entry.getValue().keyPosition(), place.key("networks"));
        }
        int index = 0;
        for (Node item : Nodes.items(service, "volumes")) {
            if (item instanceof MapNode volume
                    && "volume".equals(Nodes.text(volume.get("type")))
                    && volume.get("source") instanceof ScalarNode source
                    && !source.value().isEmpty()) {
                declare(
                        model,
                        "volumes",
                        source.value(),
                        source.position(),
                        place.key("volumes").index(index));
            }
            index++;
        }
    }

    private void declare(MapNode model, String kind, String name, Position position, Place place) {
        Map<String, Entry> added = declared.computeIfAbsent(kind, key -> new LinkedHashMap<>());
        if (added.containsKey(name)
                || Nodes.map(model, kind).entries().containsKey(name)
                || kind.equals("networks") && name.equals("default")) {
            return;
        }
        String what = kind.substring(0, kind.length() - 1);
        String reason = "the " + what + " `" + name + "` is used but not declared";
        String remedy = "add these lines to the file, at the top level:\n" + kind + ":\n  " + name + ": {}";
        if (strict) {
            problems.error(position, place, reason, remedy);
        } else {
            problems.add(Code.UNDECLARED, position, place, reason, remedy);
        }
        MapNode resource = Nodes.with(Nodes.emptyMap(position), "name", Nodes.string(project + "_" + name, position));
        added.put(name, new Entry(position, resource));
    }
}
