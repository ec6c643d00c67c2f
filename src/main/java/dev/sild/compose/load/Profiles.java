package dev.sild.compose.load;

import dev.sild.compose.load.tree.Nodes;
import dev.sild.compose.load.tree.Problems;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.Entry;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Place;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Says which services take part; see <a
 * href="https://github.com/compose-spec/compose-spec/blob/main/15-profiles.md">Profiles</a>.
 */
final class Profiles {
    private static final Pattern NAME = Pattern.compile("[a-zA-Z0-9][a-zA-Z0-9_.-]*");

    private Profiles() {}

    /**
     * Returns the active profiles: those of the flags, else those of {@code COMPOSE_PROFILES}, else the one with no
     * name.
     */
    static List<String> active(LoadRequest request, Map<String, String> environment) {
        String listed = environment.get("COMPOSE_PROFILES");
        if (!request.profiles().isEmpty()) {
            return request.profiles();
        }
        if (listed == null || listed.isEmpty()) {
            return List.of("");
        }
        List<String> profiles = new ArrayList<>();
        for (String profile : listed.split("[,\n]")) {
            if (!profile.isBlank()) {
                profiles.add(profile.strip());
            }
        }
        return profiles;
    }

    /** Refuses names that compose does not document; the empty one is what a variable without a value leaves. */
    static void check(MapNode services, Problems problems) {
        services.entries().forEach((name, entry) -> {
            Place place = Place.ROOT.key("services").key(name).key("profiles");
            List<Node> profiles =
                    entry.value() instanceof MapNode service ? Nodes.items(service, "profiles") : List.of();
            for (int i = 0; i < profiles.size(); i++) {
                String profile = Nodes.text(profiles.get(i));
                if (profile != null
                        && !profile.isEmpty()
                        && !NAME.matcher(profile).matches()) {
                    problems.error(
                            profiles.get(i).position(),
                            place.index(i),
                            "`" + profile + "` is not a valid profile name",
                            "use letters, digits, `.`, `_` and `-`, starting with a letter or digit");
                }
            }
        });
    }

    /** Returns the services without those whose profiles are not active. */
    static MapNode enabled(MapNode services, List<String> active) {
        Map<String, Entry> entries = new LinkedHashMap<>(services.entries().size() * 2);
        for (Map.Entry<String, Entry> entry : services.entries().entrySet()) {
            if (isEnabled((MapNode) entry.getValue().value(), active)) {
                entries.put(entry.getKey(), entry.getValue());
            }
        }
        return new MapNode(entries, services.position());
    }

    /** Returns the services that are not enabled, by each of their profiles. */
    static Map<String, List<String>> disabled(MapNode services, List<String> active) {
        Map<String, List<String>> profiles = new LinkedHashMap<>();
        services.entries().forEach((name, entry) -> {
            if (entry.value() instanceof MapNode service && !isEnabled(service, active)) {
                Nodes.items(service, "profiles")
                        .forEach(profile -> profiles.computeIfAbsent(Nodes.text(profile), first -> new ArrayList<>())
                                .add(name));
            }
        });
        return profiles;
    }

    private static boolean isEnabled(MapNode service, List<String> active) {
        List<Node> profiles = Nodes.items(service, "profiles");
        if (profiles.isEmpty() || active.contains("*")) {
            return true;
        }
        for (Node profile : profiles) {
            if (active.contains(Nodes.text(profile))) {
                return true;
            }
        }
        return false;
    }
}
