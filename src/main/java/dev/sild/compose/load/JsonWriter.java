package dev.sild.compose.load;

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
        string(ConfigPrinter.characters(entry.getKey(), doubleDollars));
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
    boolean number = scalar.kind() == Kind.INT || scalar.kind() == Kind.FLOAT && !value.endsWith("Inf")
        && !value.equals("NaN");
    if (scalar.isNull()) {
      out.append("null");
    } else if (number || scalar.kind() == Kind.BOOL) {
      out.append(value);
    } else {
      string(value);
    }
  }

  private void string(String value) {
    out.append('"');
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        out.append('\\').append(c);
      } else if (c == '\n') {
        out.append("\\n");
      } else if (c == '\t') {
        out.append("\\t");
      } else if (c < ' ' || c == '\u2028' || c == '\u2029' || Character.isSurrogate(c) && !paired(value, i)) {
        String hex = Integer.toHexString(c);
        out.append("\\u").append("0000", hex.length(), 4).append(hex);
      } else {
        out.append(c);
      }
    }
    out.append('"');
  }

  private static boolean paired(String value, int i) {
    return Character.isHighSurrogate(value.charAt(i))
        ? i + 1 < value.length() && Character.isLowSurrogate(value.charAt(i + 1))
        : i > 0 && Character.isHighSurrogate(value.charAt(i - 1));
  }
}
