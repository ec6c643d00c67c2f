package dev.sild.compose.load.checks;

import dev.sild.compose.load.tree.Nodes;
import dev.sild.compose.load.tree.Problems;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.Entry;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.ScalarNode;
import dev.sild.yaml.Place;
import java.util.List;
import java.util.Map;

/**
 * Checks what the merged files say of each volume, secret and config, and of parts of services that exclude each other.
 */
public final class ResourceChecks {
    private static final List<String> PULL_POLICIES =
            List.of("always", "never", "missing", "if_not_present", "build", "refresh", "daily", "weekly");

    private final Problems problems;

    public ResourceChecks(Problems problems) {
        this.problems = problems;
    }

    public void check(MapNode model) {
        for (Map.Entry<String, Entry> entry :
                Nodes.map(model, "volumes").entries().entrySet()) {
            external(entry, Place.ROOT.key("volumes"));
        }
        for (Map.Entry<String, Entry> entry :
                Nodes.map(model, "configs").entries().entrySet()) {
            content(entry, Place.ROOT.key("configs"), "file", "environment", "content");
        }
        for (Map.Entry<String, Entry> entry :
                Nodes.map(model, "secrets").entries().entrySet()) {
            content(entry, Place.ROOT.key("secrets"), "file", "environment");
        }
        for (Map.Entry<String, Entry> entry :
                Nodes.map(model, "services").entries().entrySet()) {
            if (entry.getValue().value() instanceof MapNode service) {
                service(service, Place.ROOT.key("services").key(entry.getKey()));
            }
        }
    }

    private void external(Map.Entry<String, Entry> entry, Place parent) {
        if (!(entry.getValue().value() instanceof MapNode volume)
                || Nodes.isNull(volume.get("external"))
                || volume.get("external") instanceof ScalarNode && !Nodes.isTrue(volume.get("external"))) {
            return;
        }
        for (Map.Entry<String, Entry> attribute : volume.entries().entrySet()) {
            String key = attribute.getKey();
            if (!key.equals("name") && !key.equals("external") && !key.startsWith("x-")) {
                problems.error(
                        attribute.getValue().keyPosition(),
                        parent.key(entry.getKey()).key(key),
                        "`" + key + "` is not allowed with `external: true`",
                        "remove one of the two");
            }
        }
    }

    private void content(Map.Entry<String, Entry> entry, Place parent, String... ways) {
        if (!(entry.getValue().value() instanceof MapNode resource)) {
            return;
        }
        int count = 0;
        for (String way : ways) {
            count += resource.get(way) == null ? 0 : 1;
        }
        Place place = parent.key(entry.getKey());
        String list = String.join(", ", ways);
        if (count > 1) {
            problems.error(
                    resource.position(), place, list + " are mutually exclusive", "keep one and remove the others");
        } else if (count == 0 && (resource.get("external") == null || Nodes.isFalse(resource.get("external")))) {
            problems.error(
                    entry.getValue().keyPosition(),
                    place,
                    "one of " + list + " is required",
                    "set one of them, or `external: true`");
        }
    }

    private void service(MapNode service, Place place) {
        int index = 0;
        for (Node item : Nodes.items(service, "ports")) {
            if (item instanceof MapNode port && port.get("target") == null) {
                problems.error(
                        port.position(),
                        place.key("ports").index(index),
                        "`target` is missing",
                        "set the port in the container");
            }
            index++;
        }
        pullPolicy(service, place.key("pull_policy"));
        volumes(service, place.key("volumes"));
        devices(service, "gpus", place);
        MapNode reservations = Nodes.map(Nodes.map(Nodes.map(service, "deploy"), "resources"), "reservations");
        devices(reservations, "devices", place.key("deploy").key("resources").key("reservations"));
    }

    private void pullPolicy(MapNode service, Place place) {
        String policy = Nodes.text(service.get("pull_policy"));
        if (policy != null
                && !policy.isEmpty()
                && policy.indexOf('$') < 0
                && !PULL_POLICIES.contains(policy)
                && !policy.startsWith("every_")) {
            problems.error(
                    service.required("pull_policy").position(),
                    place,
                    "`" + policy + "` is not a valid pull policy",
                    "use one of " + String.join(", ", PULL_POLICIES) + ", or an interval such as every_12h");
        }
    }

    private void volumes(MapNode service, Place place) {
        int index = 0;
        for (Node item : Nodes.items(service, "volumes")) {
            if (item instanceof MapNode volume) {
                if (volume.get("target") == null) {
                    problems.error(
                            volume.position(),
                            place.index(index),
                            "`target` is missing",
                            "set the path in the container");
                }
                if ("bind".equals(Nodes.text(volume.get("type"))) && volume.get("source") == null) {
                    problems.error(
                            volume.position(), place.index(index), "`source` is missing", "set the path on the host");
                }
            }
            index++;
        }
    }

    private void devices(MapNode owner, String key, Place place) {
        int index = 0;
        for (Node item : Nodes.items(owner, key)) {
            if (item instanceof MapNode device && device.get("device_ids") != null && device.get("count") != null) {
                problems.error(
                        device.position(),
                        place.key(key).index(index),
                        "`count` and `device_ids` are mutually exclusive",
                        "remove one of the two");
            }
            index++;
        }
    }
}
