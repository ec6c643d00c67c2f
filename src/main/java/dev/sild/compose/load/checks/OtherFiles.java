package dev.sild.compose.load.checks;

import dev.sild.compose.load.tree.Nodes;
import dev.sild.yaml.Node.Entry;
import dev.sild.yaml.Node.MapNode;

/** Recognizes files that are not current compose files by their top-level keys. */
public final class OtherFiles {
    private OtherFiles() {}

    /** Returns what kind of file it is if it is not a compose file; empty if it may be one. */
    public static String foreign(MapNode root) {
        if (root.get("apiVersion") != null && root.get("kind") != null && root.get("services") == null) {
            return "a Kubernetes manifest (" + Nodes.text(root.get("kind")) + ")";
        }
        return "";
    }

    /** Whether the top-level keys are services, as in the obsolete first format of compose files. */
    public static boolean looksLikeFirstFormat(MapNode root) {
        if (root.entries().isEmpty() || root.get("services") != null) {
            return false;
        }
        for (Entry entry : root.entries().values()) {
            if (!(entry.value() instanceof MapNode map) || map.get("image") == null && map.get("build") == null) {
                return false;
            }
        }
        return true;
    }
}
