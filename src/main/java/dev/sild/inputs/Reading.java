package dev.sild.inputs;

import dev.sild.inputs.shell.ScriptPath;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.ScalarNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What was read of an input.
 *
 * @param root the tree of a compose file
 * @param findings what became no part of it
 * @param written the files that a script writes, by their paths as of its folder: the compose file may include them
 */
public record Reading(MapNode root, List<Finding> findings, Map<String, WrittenText> written) {
    public Reading {
        findings = List.copyOf(findings);
        written = Map.copyOf(written);
    }

    Reading(MapNode root, List<Finding> findings) {
        this(root, findings, Map.of());
    }

    /**
     * The text of a file that a script writes.
     *
     * @param content the text of a compose file, which compose fills in
     * @param value the text of any other file, as a value of a compose file: filled in, it is what the file has
     * @param line at which line of the script it begins; 0 where it does not stand there as a whole
     */
    public record WrittenText(String content, String value, int line) {}

    /** Returns the compose file that the script writes, if that and nothing else is what it starts. */
    public Optional<String> onlyFile() {
        boolean alone = root.entries().size() == 1
                && root.get("include") instanceof ListNode includes
                && includes.items().size() == 1
                && includes.items().get(0) instanceof MapNode include
                && include.entries().size() == 1;
        List<ScalarNode> paths = included();
        return alone && paths.size() == 1
                ? Optional.ofNullable(written.get(ScriptPath.name(paths.get(0).value())))
                        .map(WrittenText::content)
                : Optional.empty();
    }

    /** Returns a finding for each file that the script writes and the compose file includes: it has to be there. */
    public List<Finding> includedFiles() {
        return included().stream()
                .filter(path -> written.containsKey(ScriptPath.name(path.value())))
                .map(path -> new Finding(
                        Code.SCRIPT_UNREAD,
                        path.position().origin(""),
                        "the script writes '" + path.value() + "', which this compose file includes",
                        "run that part of the script first; sild convert reads both"))
                .toList();
    }

    private List<ScalarNode> included() {
        List<ScalarNode> paths = new ArrayList<>();
        for (Node include : items(root, "include")) {
            for (Node path : items(include, "path")) {
                if (path instanceof ScalarNode scalar) {
                    paths.add(scalar);
                }
            }
        }
        return paths;
    }

    private static List<Node> items(Node node, String key) {
        return node instanceof MapNode map && map.get(key) instanceof ListNode list ? list.items() : List.of();
    }
}
