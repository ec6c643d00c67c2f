package dev.sild.compose.load.checks;

import dev.sild.compose.load.tree.Problems;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.Entry;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.ScalarNode;
import dev.sild.yaml.Place;
import java.util.Map;
import java.util.Set;

/** Refuses paths that no system has: with a NUL, or too long. Expects a model in its long form. */
public final class PathCheck {
    private static final Set<String> PATHS = Set.of(
            "context",
            "additional_contexts",
            "dockerfile",
            "ssh",
            "env_file",
            "label_file",
            "path",
            "source",
            "target",
            "subpath",
            "file",
            "working_dir",
            "device",
            "devices",
            "tmpfs",
            "ignore",
            "include",
            "volumes",
            "project_directory",
            "rel_path",
            "credential_spec");

    private final Problems problems;
    private final int most;

    public PathCheck(Problems problems, int most) {
        this.problems = problems;
        this.most = most;
    }

    /** Adds a problem for each wrong path of a model. */
    public void check(MapNode model) {
        for (String kind : new String[] {"services", "configs", "secrets", "volumes"}) {
            if (model.get(kind) instanceof MapNode all) {
                all.entries()
                        .forEach((name, entry) ->
                                check(entry.value(), false, Place.ROOT.key(kind).key(name)));
            }
        }
    }

    private void check(Node node, boolean isPath, Place place) {
        if (node instanceof MapNode map) {
            for (Map.Entry<String, Entry> entry : map.entries().entrySet()) {
                boolean further = PATHS.contains(entry.getKey())
                        || isPath
                                && !(entry.getValue().value() instanceof ListNode)
                                && !place.segment().equals("volumes");
                check(entry.getValue().value(), further, place.key(entry.getKey()));
            }
        } else if (node instanceof ListNode list) {
            for (int i = 0; i < list.items().size(); i++) {
                check(list.items().get(i), isPath, place.index(i));
            }
        } else if (isPath) {
            check((ScalarNode) node, problems, most, place);
        }
    }

    /** Adds a problem where a path is wrong, and returns whether it is not. */
    public static boolean check(ScalarNode path, Problems problems, int most, Place place) {
        String text = path.isNull() ? "" : path.value();
        if (text.indexOf('\0') >= 0) {
            problems.error(path.position(), place, "the path contains a NUL character", "remove it");
            return false;
        }
        if (text.length() > most) {
            problems.error(
                    path.position(),
                    place,
                    "the path is longer than " + most + " characters (limit: path)",
                    "use a shorter path");
            return false;
        }
        return true;
    }
}
