package dev.sild.yaml;

import org.jspecify.annotations.Nullable;

/**
 * The path of an attribute, built while a tree is walked and converted to text only when it is reported.
 *
 * @param parent the path so far; null at the top
 * @param segment a key, or an index such as {@code [0]}
 */
public record Place(@Nullable Place parent, String segment) {
    private static final String[] INDICES = {"[0]", "[1]", "[2]", "[3]", "[4]", "[5]", "[6]", "[7]"};

    /** The whole file. */
    public static final Place ROOT = new Place(null, "");

    /** Returns the path of the value under {@code key}. */
    public Place key(String key) {
        return new Place(this, key);
    }

    /** Returns the path of the item at {@code index}, counted from 0. */
    public Place index(int index) {
        return new Place(this, segment(index));
    }

    /** Returns an index as it is written in a path. */
    public static String segment(int index) {
        return index < INDICES.length ? INDICES[index] : "[" + index + "]";
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        append(text);
        return text.toString();
    }

    private void append(StringBuilder text) {
        if (parent == null) {
            return;
        }
        parent.append(text);
        if (text.length() > 0 && !segment.startsWith("[")) {
            text.append('.');
        }
        text.append(segment);
    }
}
