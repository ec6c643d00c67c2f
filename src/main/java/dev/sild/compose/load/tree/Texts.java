package dev.sild.compose.load.tree;

import dev.sild.model.Text;
import dev.sild.model.Text.Concat;
import dev.sild.model.Text.Literal;
import dev.sild.model.Text.Variable;
import java.util.ArrayList;
import java.util.List;

/** Parts of texts that keep the variables in them. */
public final class Texts {
    private Texts() {}

    /**
     * Returns the characters from {@code start} to {@code end} of the value of {@code text}. A variable that lies
     * within them stays one; one that is cut becomes its characters.
     */
    public static Text slice(Text text, int start, int end) {
        if (!(text instanceof Concat) && start == 0 && end == text.value().length()) {
            return text;
        }
        if (!(text instanceof Concat concat)) {
            return Text.of(text.value().substring(start, end));
        }
        List<Text> parts = new ArrayList<>();
        int at = 0;
        for (Text part : concat.parts()) {
            int length = part.value().length();
            int from = Math.max(start, at);
            int to = Math.min(end, at + length);
            if (from < to || length == 0 && start <= at && at <= end) {
                parts.add(slice(part, Math.max(0, from - at), Math.max(0, to - at)));
            }
            at += length;
        }
        return join(parts);
    }

    /** Returns one text for several, as small as it can be. */
    public static Text join(List<Text> parts) {
        List<Text> kept = new ArrayList<>(parts.size());
        StringBuilder run = new StringBuilder();
        for (Text part : parts) {
            if (part instanceof Literal literal) {
                run.append(literal.value());
                continue;
            }
            if (run.length() > 0) {
                kept.add(new Literal(run.toString()));
                run.setLength(0);
            }
            kept.add(part);
        }
        if (run.length() > 0) {
            kept.add(new Literal(run.toString()));
        }
        if (kept.isEmpty()) {
            return Text.EMPTY;
        }
        return kept.size() == 1 ? kept.get(0) : new Concat(kept);
    }

    /**
     * Returns {@code value} in place of the value of {@code original}; a text that is a single variable stays that
     * variable.
     */
    public static Text revalue(Text original, String value) {
        if (original.value().equals(value)) {
            return original;
        }
        return original instanceof Variable variable
                ? new Variable(variable.name(), value, variable.given())
                : Text.of(value);
    }
}
