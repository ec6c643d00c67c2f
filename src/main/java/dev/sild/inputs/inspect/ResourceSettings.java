package dev.sild.inputs.inspect;

import dev.sild.inputs.project.ComposeDraft;
import dev.sild.inputs.project.Value;
import dev.sild.yaml.Node.Position;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The networks, volumes and secrets of a compose file. */
final class ResourceSettings {
    private static final Set<String> USUAL_OPTIONS =
            Set.of("com.docker.network.enable_ipv4", "com.docker.network.enable_ipv6", "isolate", "no_default_route");

    private ResourceSettings() {}

    /** Declares a network; addresses of nodes' networks mean nothing in a cluster. */
    static void network(ComposeDraft file, String key, @Nullable Value network, Position where) {
        boolean known = file.map("networks", where).has(key);
        ComposeDraft declared = file.map("networks", where).map(key, where);
        if (known || network == null) {
            return;
        }
        Value driver = network.any("Driver", "driver");
        if (!driver.text().equals("bridge") && !driver.isEmpty()) {
            declared.set("driver", InspectSource.escaped(driver.text()), driver.position());
        }
        Value internal = network.any("Internal", "internal");
        if (internal.isTrue()) {
            declared.set("internal", true, internal.position());
        }
        Value ipv6 = network.any("EnableIPv6", "ipv6_enabled");
        if (ipv6.isTrue()) {
            declared.set("enable_ipv6", true, ipv6.position());
        }
        network.any("Options", "options").entries().forEach((name, value) -> {
            if (!USUAL_OPTIONS.contains(name)) {
                pair(declared, "driver_opts", name, value);
            }
        });
        labels(declared, network.any("Labels", "labels"));
    }

    /** Declares a volume. */
    static void volume(ComposeDraft file, String key, @Nullable Value volume, Position where) {
        boolean known = file.map("volumes", where).has(key);
        ComposeDraft declared = file.map("volumes", where).map(key, where);
        if (known || volume == null) {
            return;
        }
        Value driver = volume.get("Driver");
        if (!driver.text().equals("local") && !driver.isEmpty()) {
            declared.set("driver", InspectSource.escaped(driver.text()), driver.position());
        }
        volume.get("Options").entries().forEach((name, value) -> pair(declared, "driver_opts", name, value));
        labels(declared, volume.get("Labels"));
    }

    /** Declares a secret of the engine, whose value nobody can read. */
    static void secret(ComposeDraft file, Value secret) {
        file.map("secrets", secret.position())
                .map(ComposeDraft.legalKey(secret.get("Name").text()), secret.position())
                .set("external", true, secret.position());
    }

    private static void labels(ComposeDraft declared, Value labels) {
        for (Map.Entry<String, Value> label : labels.entries().entrySet()) {
            if (LabelSettings.isOwn(label.getKey(), labels)) {
                pair(declared, "labels", label.getKey(), label.getValue());
            }
        }
    }

    private static void pair(ComposeDraft owner, String attribute, String key, Value value) {
        owner.map(attribute, value.position())
                .set(InspectSource.escaped(key), InspectSource.escaped(value.text()), value.position());
    }
}
