package dev.sild.compose.load;

import dev.sild.yaml.Node;
import dev.sild.yaml.Node.Entry;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.Position;
import dev.sild.yaml.Node.ScalarNode;
import dev.sild.yaml.Node.ScalarNode.Kind;
import java.util.Map;

/** Writes trees as YAML in the style of docker compose: two spaces, plain scalars where they read back as they are. */
final class YamlWriter {
  /** Words that a YAML 1.1 reader takes for something else than a string. */
  private static final String WORDS = " y n yes no on off true false null ~ .inf .nan = << ";

  private final StringBuilder out = new StringBuilder();
  private final boolean doubleDollars;

  private YamlWriter(boolean doubleDollars) {
    this.doubleDollars = doubleDollars;
  }

  static String write(MapNode node, boolean doubleDollars) {
    YamlWriter writer = new YamlWriter(doubleDollars);
    if (node.entries().isEmpty()) {
      return "{}\n";
    }
    writer.map(node, 0, false);
    return writer.out.toString();
  }

  private void map(MapNode map, int indent, boolean inline) {
    boolean first = inline;
    for (Map.Entry<String, Entry> entry : map.entries().entrySet()) {
      if (!first) {
        out.append(" ".repeat(indent));
      }
      first = false;
      out.append(quoted(ConfigPrinter.characters(entry.getKey(), doubleDollars), indent)).append(':');
      value(entry.getValue().value(), indent);
    }
  }

  private void value(Node node, int indent) {
    if (node instanceof MapNode map && !map.entries().isEmpty()) {
      out.append('\n');
      map(map, indent + 2, false);
    } else if (node instanceof ListNode list && !list.items().isEmpty()) {
      out.append('\n');
      list(list, indent + 2);
    } else {
      out.append(' ').append(leaf(node, indent)).append('\n');
    }
  }

  private void list(ListNode list, int indent) {
    for (Node item : list.items()) {
      out.append(" ".repeat(indent)).append('-');
      if (item instanceof MapNode map && !map.entries().isEmpty()) {
        out.append(' ');
        map(map, indent + 2, true);
      } else {
        value(item, indent);
      }
    }
  }

  private String leaf(Node node, int indent) {
    if (node instanceof MapNode) {
      return "{}";
    }
    if (node instanceof ListNode) {
      return "[]";
    }
    ScalarNode scalar = (ScalarNode) node;
    if (scalar.isNull()) {
      return "null";
    }
    String value = ConfigPrinter.characters(scalar, doubleDollars);
    return scalar.kind() == Kind.STRING ? quoted(value, indent) : value;
  }

  private static String quoted(String value, int indent) {
    if (value.indexOf('\n') >= 0 && isBlock(value)) {
      return block(value, indent + 2);
    }
    if (needsEscapes(value)) {
      return escaped(value);
    }
    if (readsAsSomethingElse(value)) {
      return '"' + value + '"';
    }
    return isPlain(value) ? value : "'" + value.replace("'", "''") + "'";
  }

  private static boolean readsAsSomethingElse(String value) {
    if (value.isEmpty() || WORDS.contains(" " + value.toLowerCase(java.util.Locale.ROOT) + " ")) {
      return true;
    }
    char first = value.charAt(0);
    boolean numeric = first >= '0' && first <= '9' || first == '-' || first == '+' || first == '.';
    return numeric && (Scalars.resolve("", value, true, Position.NONE).kind() != Kind.STRING || isSexagesimal(value)
        || !Scalars.resolve("", value, true, Position.NONE).value().equals(value));
  }

  private static boolean isSexagesimal(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if ((c < '0' || c > '9') && c != ':' && c != '.' && c != '_') {
        return false;
      }
    }
    return value.indexOf(':') > 0;
  }

  private static boolean isPlain(String value) {
    if ("-?:,[]{}#&*!|>'\"%@` ".indexOf(value.charAt(0)) >= 0 && !isSafeDash(value)
        || value.endsWith(" ") || value.endsWith(":")) {
      return false;
    }
    return !value.contains(": ") && !value.contains(" #");
  }

  private static boolean isSafeDash(String value) {
    return value.length() > 1 && "-?:".indexOf(value.charAt(0)) >= 0 && value.charAt(1) != ' '
        && !value.startsWith("---");
  }

  private static boolean needsEscapes(String value) {
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c < ' ' || c >= 0x7F && c < 0xA0 || c == '\u2028' || c == '\u2029' || c == '\uFEFF'
          || Character.isSurrogate(c)) {
        return true;
      }
    }
    return false;
  }

  private static boolean isBlock(String value) {
    return value.charAt(0) != ' ' && value.charAt(0) != '\n' && value.charAt(0) != '\t'
        && !needsEscapes(value.replace("\n", "")) && !value.contains(" \n");
  }

  private static String block(String value, int indent) {
    boolean ends = value.endsWith("\n");
    String chomp = !ends ? "|-" : value.endsWith("\n\n") ? "|+" : "|";
    StringBuilder block = new StringBuilder(chomp);
    String body = ends ? value.substring(0, value.length() - 1) : value;
    for (String line : body.split("\n", -1)) {
      block.append('\n');
      if (!line.isEmpty()) {
        block.append(" ".repeat(indent)).append(line);
      }
    }
    return block.toString();
  }

  private static String escaped(String value) {
    StringBuilder text = new StringBuilder("\"");
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\\') {
        text.append('\\').append(c);
      } else if (c == '\n') {
        text.append("\\n");
      } else if (c == '\t') {
        text.append("\\t");
      } else if (c < ' ' || c >= 0x7F && c < 0xA0 || c == '\u2028' || c == '\u2029' || c == '\uFEFF') {
        String hex = Integer.toHexString(c);
        text.append("\\u").append("0000", hex.length(), 4).append(hex);
      } else {
        text.append(c);
      }
    }
    return text.append('"').toString();
  }
}
