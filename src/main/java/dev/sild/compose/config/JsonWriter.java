package dev.sild.compose.config;

import dev.sild.report.JsonText;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.Entry;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.ScalarNode;
import dev.sild.yaml.Node.ScalarNode.Kind;
import java.util.Map;

/** Writes trees as JSON. */
final class JsonWriter {
    private final StringBuilder out = new StringBuilder();
    private final boolean doubleDollars;

    private JsonWriter(boolean doubleDollars) {
        this.doubleDollars = doubleDollars;
    }

    static String write(Node node, boolean doubleDollars) {
        JsonWriter writer = new JsonWriter(doubleDollars);
        writer.value(node, "\n");
        return writer.out.append('\n').toString();
    }

    private void value(Node node, String newLine) {
        String inner = newLine + "  ";
        if (node instanceof MapNode map) {
            String before = "{";
            for (Map.Entry<String, Entry> entry : map.entries().entrySet()) {
                out.append(before).append(inner);
                JsonText.append(out, ConfigPrinter.characters(entry.getKey(), doubleDollars));
                out.append(": ");
                value(entry.getValue().value(), inner);
                before = ",";
            }
            out.append(map.entries().isEmpty() ? "{}" : newLine + "}");
        } else if (node instanceof ListNode list) {
            String before = "[";
            for (Node item : list.items()) {
                out.append(before).append(inner);
                value(item, inner);
                before = ",";
            }
            out.append(list.items().isEmpty() ? "[]" : newLine + "]");
        } else {
            scalar((ScalarNode) node);
        }
    }

    private void scalar(ScalarNode scalar) {
        String value = ConfigPrinter.characters(scalar, doubleDollars);
        boolean number = scalar.kind() == Kind.INT
                || scalar.kind() == Kind.FLOAT && !value.endsWith("Inf") && !value.equals("NaN");
        if (scalar.isNull()) {
            out.append("null");
        } else if (number || scalar.kind() == Kind.BOOL) {
            out.append(value);
        } else {
            JsonText.append(out, value);
        }
    }
}
