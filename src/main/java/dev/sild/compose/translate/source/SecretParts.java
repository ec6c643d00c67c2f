package dev.sild.compose.translate.source;

import dev.sild.model.Text;
import dev.sild.secrets.Span;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;

/** Takes secrets out of the middle of texts. */
public final class SecretParts {
    /** What to put in the place of a secret. */
    public interface Replacement {
        Text of(String name, String value);
    }

    /**
     * Keeps the names apart from variables that a program reads itself: a container must not get one of those by
     * accident.
     */
    private static final String PREFIX = "SILD_";

    private SecretParts() {}

    /** Returns {@code text} with each span replaced; a variable that is partly in a span is replaced as a whole. */
    public static Text replaced(Text text, List<Span> spans, Replacement replacement) {
        List<Text> parts = text instanceof Text.Concat concat ? concat.parts() : List.of(text);
        String whole = text.value();
        int[] starts = new int[parts.size() + 1];
        for (int i = 0; i < parts.size(); i++) {
            starts[i + 1] = starts[i] + parts.get(i).value().length();
        }
        List<Text> replaced = new ArrayList<>();
        int at = 0;
        int part = 0;
        for (Span span : merged(widened(spans, parts, starts))) {
            part = copy(parts, starts, part, at, span.start(), replaced);
            replaced.add(replacement.of(span.name(), whole.substring(span.start(), span.end())));
            at = span.end();
            while (part < parts.size() && starts[part + 1] <= at && starts[part + 1] > starts[part]) {
                part++;
            }
        }
        copy(parts, starts, part, at, whole.length(), replaced);
        return replaced.size() == 1 ? replaced.get(0) : new Text.Concat(replaced);
    }

    private static int copy(List<Text> parts, int[] starts, int first, int at, int end, List<Text> to) {
        int part = first;
        for (; part < parts.size() && starts[part] < end; part++) {
            int from = Math.max(at, starts[part]);
            int until = Math.min(end, starts[part + 1]);
            if (until <= from) {
                continue;
            }
            Text text = parts.get(part);
            boolean complete = from == starts[part] && until == starts[part + 1];
            to.add(complete ? text : Text.of(text.value().substring(from - starts[part], until - starts[part])));
            if (until < starts[part + 1]) {
                return part;
            }
        }
        return part;
    }

    private static List<Span> widened(List<Span> spans, List<Text> parts, int[] starts) {
        List<Span> widened = new ArrayList<>();
        for (Span span : spans) {
            int start = span.start();
            int end = span.end();
            String name = PREFIX + legal(span.name());
            for (int i = 0; i < parts.size(); i++) {
                boolean touched = starts[i] < span.end() && starts[i + 1] > span.start()
                        || starts[i] == span.start() && starts[i + 1] == span.end();
                if (parts.get(i) instanceof Text.Variable variable && touched) {
                    start = Math.min(start, starts[i]);
                    end = Math.max(end, starts[i + 1]);
                    name = start == starts[i] && end == starts[i + 1] ? variable.name() : name;
                }
            }
            widened.add(new Span(start, end, name));
        }
        return widened;
    }

    /** Returns spans in order; of those that overlap one around both. */
    private static List<Span> merged(List<Span> spans) {
        List<Span> sorted = new ArrayList<>(spans);
        sorted.sort(Comparator.comparingInt(Span::start)
                .thenComparing(span -> -span.end())
                .thenComparing(span -> span.name().startsWith(PREFIX)));
        List<Span> merged = new ArrayList<>();
        for (Span span : sorted) {
            Span last = merged.isEmpty() ? null : merged.get(merged.size() - 1);
            if (last != null && span.start() < last.end()) {
                merged.set(merged.size() - 1, new Span(last.start(), Math.max(last.end(), span.end()), last.name()));
            } else {
                merged.add(span);
            }
        }
        return merged;
    }

    /** Returns an option, a header or a name as that of a variable. */
    public static String legal(String name) {
        StringBuilder legal = new StringBuilder();
        for (char c : name.toUpperCase(Locale.ROOT).toCharArray()) {
            boolean allowed = c >= 'A' && c <= 'Z' || c >= '0' && c <= '9' && legal.length() > 0;
            if (allowed || legal.length() > 0 && legal.charAt(legal.length() - 1) != '_') {
                legal.append(allowed ? c : '_');
            }
        }
        return legal.toString();
    }
}
