package dev.sild.yaml;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Writes plain maps, lists and scalars as block-style YAML that YAML 1.1 and 1.2 readers read alike: anything that
 * either of them could interpret as a number, a boolean, a date or null is quoted.
 *
 * <p>A library's emitter quotes for one of the two: SnakeYAML leaves {@code 1e3} plain, which kubectl reads as a
 * number.
 */
public final class YamlWriter {
    private static final Set<String> WORDS = Set.of("y", "n", "yes", "no", "on", "off", "true", "false", "null");

    private final StringBuilder out = new StringBuilder(8192);
    /** Null if there is no template engine. */
    private final @Nullable UnaryOperator<String> escape;

    private YamlWriter(@Nullable UnaryOperator<String> escape) {
        this.escape = escape;
    }

    /**
     * A scalar that is written verbatim: the expression that yields it in a YAML template. Never holds text of the
     * input.
     */
    public record Verbatim(String yaml) {
        @Override
        public String toString() {
            return yaml;
        }
    }

    /** Returns {@code documents} as one stream, with {@code ---} between them. */
    public static String write(List<Map<String, Object>> documents) {
        return write(documents, null);
    }

    /**
     * Returns {@code documents} as one stream for a template of YAML.
     *
     * @param escape makes of each key and string, as YAML writes it, what the template engine writes as that
     */
    public static String write(List<Map<String, Object>> documents, @Nullable UnaryOperator<String> escape) {
        YamlWriter writer = new YamlWriter(escape);
        for (Map<String, Object> document : documents) {
            if (writer.out.length() > 0) {
                writer.out.append("---\n");
            }
            writer.map(document, 0);
        }
        return writer.out.toString();
    }

    public static String writeList(List<?> items) {
        YamlWriter writer = new YamlWriter(null);
        writer.list(items, 0);
        return writer.out.toString();
    }

    private void map(Map<?, ?> map, int indent) {
        boolean first = true;
        for (Map.Entry<?, ?> entry : map.entrySet()) {
            boolean begins = out.length() == 0 || out.charAt(out.length() - 1) == '\n';
            Object value = entry.getValue();
            if (value instanceof TemplateLines lines) {
                lines.write(out, indent);
                continue;
            }
            if (value instanceof CommentedValue commented) {
                // That of an item's first key is above the item.
                if (!first || begins) {
                    comment(commented, indent);
                }
                value = commented.value();
            }
            if (!first || begins) {
                indent(indent);
            }
            first = false;
            string((String) entry.getKey(), indent, false);
            out.append(':');
            value(value, indent);
        }
    }

    private void value(Object value, int indent) {
        if (value instanceof Map<?, ?> map) {
            if (map.isEmpty()) {
                out.append(" {}\n");
            } else {
                out.append('\n');
                map(map, indent + 2);
            }
        } else if (value instanceof List<?> list) {
            if (list.isEmpty()) {
                out.append(" []\n");
            } else {
                out.append('\n');
                list(list, indent);
            }
        } else {
            out.append(' ');
            scalar(value, indent);
            out.append('\n');
        }
    }

    /** Items have the indentation of their key, as kubectl prints them. */
    private void list(List<?> list, int indent) {
        for (Object each : list) {
            Object item = each;
            if (item instanceof TemplateLines lines) {
                lines.write(out, indent);
                continue;
            }
            if (item instanceof CommentedValue commented) {
                comment(commented, indent);
                item = commented.value();
            }
            if (item instanceof Map<?, ?> map
                    && !map.isEmpty()
                    && map.values().iterator().next() instanceof CommentedValue commented) {
                comment(commented, indent);
            }
            indent(indent);
            out.append('-');
            if (item instanceof Map<?, ?> map && !map.isEmpty()) {
                out.append(' ');
                map(map, indent + 2);
            } else if (item instanceof List<?> inner && !inner.isEmpty()) {
                out.append('\n');
                list(inner, indent + 2);
            } else {
                value(item, indent);
            }
        }
    }

    private void comment(CommentedValue commented, int indent) {
        for (String line : commented.lines()) {
            indent(indent);
            out.append(line).append('\n');
        }
    }

    private void scalar(Object value, int indent) {
        if (value instanceof String text) {
            string(text, indent, true);
        } else {
            out.append(value);
        }
    }

    private void string(String text, int indent, boolean blockAllowed) {
        int start = out.length();
        if (isPlain(text)) {
            out.append(text);
        } else if (blockAllowed && isBlock(text)) {
            block(text, indent);
        } else {
            quoted(text);
        }
        if (escape != null) {
            String written = out.substring(start);
            out.setLength(start);
            out.append(escape.apply(written));
        }
    }

    private void block(String text, int indent) {
        boolean ends = text.endsWith("\n");
        boolean more = text.endsWith("\n\n");
        out.append('|').append(more ? "+" : ends ? "" : "-");
        int start = 0;
        int end = ends ? text.length() - 1 : text.length();
        while (start <= end) {
            int newline = text.indexOf('\n', start);
            int lineEnd = newline < 0 || newline > end ? end : newline;
            out.append('\n');
            if (lineEnd > start) {
                indent(indent + 2);
                out.append(text, start, lineEnd);
            }
            start = lineEnd + 1;
        }
    }

    private void quoted(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> {
                    if (isPrintable(text, i)) {
                        out.append(c);
                    } else {
                        out.append(String.format("\\u%04x", (int) c));
                    }
                }
            }
        }
        out.append('"');
    }

    private void indent(int indent) {
        for (int i = 0; i < indent; i++) {
            out.append(' ');
        }
    }

    /** Whether every YAML reader takes the bare text for this very string. */
    static boolean isPlain(String text) {
        if (text.isEmpty() || !isPlainStart(text)) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean inside = isLetter(c) || isDigit(c) || "_./@%+=,-".indexOf(c) >= 0;
            boolean between = i + 1 < text.length() && (c == ' ' || (c == ':' && text.charAt(i + 1) != ' '));
            if (!inside && !between) {
                return false;
            }
        }
        return text.length() > 5 || !WORDS.contains(text.toLowerCase(Locale.ROOT));
    }

    private static boolean isPlainStart(String text) {
        char c = text.charAt(0);
        return isLetter(c) || c == '/' || c == '_' || (isDigit(c) && isQuantity(text));
    }

    /** Whether the text is a number with a unit that no reader takes for a number: {@code 100m}, {@code 1Gi}. */
    private static boolean isQuantity(String text) {
        int i = 0;
        while (i < text.length() && isDigit(text.charAt(i))) {
            i++;
        }
        String unit = text.substring(i);
        return unit.equals("m") || unit.equals("Ki") || unit.equals("Mi") || unit.equals("Gi") || unit.equals("Ti");
    }

    /** Whether a literal block gives the text back: lines of printable characters, the first not indented. */
    private static boolean isBlock(String text) {
        int newline = text.indexOf('\n');
        if (newline < 1 || text.charAt(0) == ' ' || text.charAt(0) == '\t' || text.isBlank()) {
            return false;
        }
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c != '\n' && c != '\t' && !isPrintable(text, i)) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPrintable(String text, int i) {
        char c = text.charAt(i);
        if (Character.isHighSurrogate(c)) {
            return i + 1 < text.length() && Character.isLowSurrogate(text.charAt(i + 1));
        }
        if (Character.isLowSurrogate(c)) {
            return i > 0 && Character.isHighSurrogate(text.charAt(i - 1));
        }
        return (c >= ' ' && c < 0x7f)
                || (c >= 0xa0 && c != 0x2028 && c != 0x2029 && c != 0xfeff && c < 0xfffe && !isTurning(c));
    }

    /**
     * Whether a character turns around the order in which those after it are shown: a reviewer would read another text.
     */
    private static boolean isTurning(char c) {
        return (c >= 0x202a && c <= 0x202e) || (c >= 0x2066 && c <= 0x2069);
    }

    private static boolean isLetter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
