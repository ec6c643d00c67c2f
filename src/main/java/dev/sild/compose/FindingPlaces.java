package dev.sild.compose;

import dev.sild.model.Lookup;
import dev.sild.model.Origin;
import dev.sild.report.Finding;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.Entry;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.Position;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The places of findings that were made after the translation: what renders an application knows the path of an
 * attribute, and the place of its service only.
 */
public final class FindingPlaces {
    private static final Pattern ITEM = Pattern.compile("\\[(\\d{1,9})].*");

    private FindingPlaces() {}

    /** Returns the findings, each at the place of its attribute, or of the nearest one above that a file has. */
    public static List<Finding> of(List<Finding> findings, MapNode root) {
        return findings.stream().map(finding -> placed(finding, root)).toList();
    }

    private static Finding placed(Finding finding, MapNode root) {
        Origin origin = finding.origin();
        Position position = position(root, origin.path(), Position.NONE);
        return position.isSameAs(Position.NONE)
                ? finding
                : new Finding(
                        finding.code(),
                        new Origin(position.file(), position.line(), position.column(), origin.path()),
                        finding.reason(),
                        finding.remedy(),
                        finding.command());
    }

    /** Follows {@code path} below {@code node} as far as it goes; names in it may have dots. */
    private static Position position(Node node, String path, Position above) {
        if (node instanceof MapNode map) {
            String key = "";
            for (String each : map.entries().keySet()) {
                if (each.length() > key.length() && begins(path, each)) {
                    key = each;
                }
            }
            if (!key.isEmpty()) {
                Entry entry = Lookup.required(map.entries(), key);
                String rest = path.substring(key.length());
                return position(
                        entry.value(),
                        rest.startsWith(".") ? rest.substring(1) : rest,
                        known(entry.keyPosition(), above));
            }
        } else if (node instanceof ListNode list) {
            Matcher item = ITEM.matcher(path);
            int number = item.matches() ? Integer.parseInt(item.group(1)) : Integer.MAX_VALUE;
            if (number < list.items().size()) {
                Node found = list.items().get(number);
                String rest = path.substring(path.indexOf(']') + 1);
                return position(found, rest.startsWith(".") ? rest.substring(1) : rest, known(found.position(), above));
            }
        }
        return above;
    }

    private static boolean begins(String path, String key) {
        return path.startsWith(key)
                && (path.length() == key.length()
                        || path.charAt(key.length()) == '.'
                        || path.charAt(key.length()) == '[');
    }

    /** What compose filled in is in no file. */
    private static Position known(Position position, Position above) {
        return position.isSameAs(Position.NONE) ? above : position;
    }
}
