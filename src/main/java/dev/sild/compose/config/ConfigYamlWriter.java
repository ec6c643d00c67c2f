package dev.sild.compose.config;

import dev.sild.compose.load.tree.ComposeScalars;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.Entry;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.Position;
import dev.sild.yaml.Node.ScalarNode;
import dev.sild.yaml.Node.ScalarNode.Kind;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/** Writes trees as YAML in the style of docker compose: two spaces, plain scalars where they read back as they are. */
final class ConfigYamlWriter {
    /** Words that a YAML 1.1 reader takes for something else than a string. */
    private static final String WORDS = " y n yes no on off true false null ~ .inf .nan = << ";

    private static final String LINE_BREAKS = "\n\r\u0085\u2028\u2029";
    private static final int LONGEST_SIMPLE_KEY = 128;
    /** What has an escape of one letter, and the letters. */
    private static final String NAMED = "\0\u0007\b\t\n\u000b\f\r\u001b\"\\\u0085\u2028\u2029";

    private static final String NAMES = "0abtnvfre\"\\NLP";

    private final StringBuilder out = new StringBuilder();
    private final boolean doubleDollars;

    private ConfigYamlWriter(boolean doubleDollars) {
        this.doubleDollars = doubleDollars;
    }

    static String write(MapNode node, boolean doubleDollars) {
        ConfigYamlWriter writer = new ConfigYamlWriter(doubleDollars);
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
            String key = ConfigPrinter.characters(entry.getKey(), doubleDollars);
            if (isSimpleKey(key)) {
                out.append(quoted(key, indent)).append(':');
                value(entry.getValue().value(), indent);
            } else {
                out.append("? ")
                        .append(quoted(key, indent))
                        .append('\n')
                        .append(" ".repeat(indent))
                        .append(':');
                beside(entry.getValue().value(), indent);
            }
        }
    }

    /**
     * As go-yaml has it: what is long or has a line break in it is marked as a key, since no reader must look for its
     * colon.
     */
    private static boolean isSimpleKey(String key) {
        return key.getBytes(StandardCharsets.UTF_8).length <= LONGEST_SIMPLE_KEY
                && key.chars().noneMatch(c -> LINE_BREAKS.indexOf(c) >= 0);
    }

    /** Writes what follows a dash or the colon of a marked key, starting on the same line. */
    private void beside(Node node, int indent) {
        if (node instanceof MapNode map && !map.entries().isEmpty()) {
            out.append(' ');
            map(map, indent + 2, true);
        } else if (node instanceof ListNode list && !list.items().isEmpty()) {
            out.append(' ');
            list(list, indent + 2, true);
        } else {
            value(node, indent);
        }
    }

    private void value(Node node, int indent) {
        if (node instanceof MapNode map && !map.entries().isEmpty()) {
            out.append('\n');
            map(map, indent + 2, false);
        } else if (node instanceof ListNode list && !list.items().isEmpty()) {
            out.append('\n');
            list(list, indent + 2, false);
        } else {
            out.append(' ').append(leaf(node, indent)).append('\n');
        }
    }

    private void list(ListNode list, int indent, boolean inline) {
        boolean first = inline;
        for (Node item : list.items()) {
            out.append(first ? "" : " ".repeat(indent)).append('-');
            first = false;
            beside(item, indent);
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
        return numeric
                && (ComposeScalars.resolve("", value, true, Position.NONE).kind() != Kind.STRING
                        || isSexagesimal(value)
                        || !ComposeScalars.resolve("", value, true, Position.NONE)
                                .value()
                                .equals(value));
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
                || value.endsWith(" ")
                || value.endsWith(":")) {
            return false;
        }
        return !value.contains(": ") && !value.contains(" #");
    }

    private static boolean isSafeDash(String value) {
        return value.length() > 1
                && "-?:".indexOf(value.charAt(0)) >= 0
                && value.charAt(1) != ' '
                && !value.startsWith("---");
    }

    private static boolean needsEscapes(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c < ' '
                    || c >= 0x7F && c < 0xA0
                    || c == '\u2028'
                    || c == '\u2029'
                    || c == '\uFEFF'
                    || Character.isSurrogate(c)
                    || c >= '\uFFFE') {
                return true;
            }
        }
        return false;
    }

    private static boolean isBlock(String value) {
        // go-yaml loses a line break at the beginning of a block.
        return value.charAt(0) != '\n'
                && !needsEscapes(value.replace("\n", "").replace("\t", ""))
                && !value.contains(" \n");
    }

    private static String block(String value, int indent) {
        boolean ends = value.endsWith("\n");
        String chomp = !ends ? "-" : value.endsWith("\n\n") ? "+" : "";
        StringBuilder block =
                new StringBuilder("|").append(value.charAt(0) == ' ' ? "2" : "").append(chomp);
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
        value.codePoints().forEach(c -> {
            int named = NAMED.indexOf(c);
            if (named >= 0) {
                text.append('\\').append(NAMES.charAt(named));
            } else if (c < ' ' || c >= 0x7F && c < 0xA0) {
                text.append("\\x%02X".formatted(c));
            } else if (c > 0xFFFF) {
                text.append("\\U%08X".formatted(c));
            } else if (c == '\uFEFF' || c >= 0xFFFE || c >= 0xD800 && c < 0xE000) {
                text.append("\\u%04X".formatted(c));
            } else {
                text.appendCodePoint(c);
            }
        });
        return text.append('"').toString();
    }
}
