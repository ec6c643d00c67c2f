package dev.sild.quadlet;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.Secrecy;
import dev.sild.model.Text;
import dev.sild.secrets.Span;
import dev.sild.syntax.UnitText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.UnaryOperator;

/** Texts of a service as values of its unit: secrets in them become variables, whose values systemd fills in. */
final class UnitWords {
    private static final String EMPTY = "SILD_EMPTY";

    private final UnitFile unit;
    private final Secrecy secrecy;
    private final UnitSecrets secrets;
    private boolean emptied;

    UnitWords(UnitFile unit, Secrecy secrecy, UnitSecrets secrets) {
        this.unit = unit;
        this.secrecy = secrecy;
        this.secrets = secrets;
    }

    /** Returns the words of a command, escaped and separated by blanks. */
    String command(List<Attribute> words) {
        List<String> before = new ArrayList<>();
        List<String> written = new ArrayList<>();
        for (Attribute word : words) {
            Text text = word.text();
            written.add(word(text, before));
            before.add(text.value());
        }
        return String.join(" ", written);
    }

    /** Returns {@code key=value} as one word. */
    String pair(String key, Text value) {
        Text pair = new Text.Concat(List.of(Text.of(key + "="), value));
        return secrecy.isSecret(key, value) && !value.value().isEmpty()
                ? UnitText.wordWithVariables(List.of(key + "=", secrets.variable(unit, value.value()), ""))
                : word(pair, List.of());
    }

    private String word(Text text, List<String> before) {
        if (text.value().isEmpty()) {
            // Quadlet drops a word without characters.
            if (!emptied) {
                unit.add("Service", "Environment", EMPTY + "=");
                emptied = true;
            }
            return "${" + EMPTY + "}";
        }
        List<String> parts = parts(text, before, UnaryOperator.identity());
        return parts.size() == 1 ? UnitText.word(parts.get(0)) : UnitText.wordWithVariables(parts);
    }

    /** Returns the words as a JSON array on one line. */
    String json(List<Attribute> words) {
        return json(words.stream().map(Attribute::text).toList(), List.of());
    }

    /** Returns further words behind the {@code first} as a JSON array on one line. */
    String json(List<Text> words, List<String> first) {
        StringBuilder line = new StringBuilder("[");
        first.forEach(word -> line.append(line.length() == 1 ? "\"" : ",\"")
                .append(UnitText.line(escaped(word)))
                .append('"'));
        List<String> before = new ArrayList<>(first);
        for (Text word : words) {
            line.append(line.length() == 1 ? "\"" : ",\"");
            List<String> parts = parts(word, before, UnitWords::escaped);
            for (int i = 0; i < parts.size(); i++) {
                line.append(i % 2 == 0 ? UnitText.line(escaped(parts.get(i))) : "${" + parts.get(i) + "}");
            }
            line.append('"');
            before.add(word.value());
        }
        return line.append(']').toString();
    }

    /** Whether a text has a secret in it. */
    boolean hasSecret(Text text) {
        return !secrecy.spans(text, List.of()).isEmpty() || secrecy.isSecret(text);
    }

    /** Returns the text's parts: characters, and at odd places the names of variables for secrets. */
    private List<String> parts(Text text, List<String> before, UnaryOperator<String> form) {
        String value = text.value();
        List<Span> spans = new ArrayList<>(secrecy.spans(text, before));
        if (spans.isEmpty() && !value.isEmpty() && secrecy.isSecret(text)) {
            spans.add(new Span(0, value.length(), ""));
        }
        spans.sort(Comparator.comparingInt(Span::start)
                .thenComparing(Comparator.comparingInt(Span::end).reversed()));
        List<String> parts = new ArrayList<>();
        int at = 0;
        for (Span span : spans) {
            if (span.start() >= at && span.end() > span.start()) {
                parts.add(value.substring(at, span.start()));
                parts.add(secrets.variable(unit, form.apply(value.substring(span.start(), span.end()))));
                at = span.end();
            } else if (span.end() > at) {
                // It overlaps the one before: the rest of it is as secret.
                parts.add("");
                parts.add(secrets.variable(unit, form.apply(value.substring(at, span.end()))));
                at = span.end();
            }
        }
        parts.add(value.substring(at));
        return parts;
    }

    /** Returns a text as the inside of a JSON string. */
    private static String escaped(String text) {
        StringBuilder json = new StringBuilder(text.length() + 8);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"', '\\' -> json.append('\\').append(c);
                case '\n' -> json.append("\\n");
                case '\t' -> json.append("\\t");
                default -> {
                    boolean hidden = c < ' ' || c >= 0x7f && c < 0xa0 || c == 0x2028 || c == 0x2029 || c == 0xfeff;
                    if (hidden || Character.isSurrogate(c)) {
                        json.append("\\u%04x".formatted((int) c));
                    } else {
                        json.append(c);
                    }
                }
            }
        }
        return json.toString();
    }
}
