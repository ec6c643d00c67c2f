package dev.sild.yaml;

import dev.sild.model.Lookup;
import dev.sild.model.Origin;
import dev.sild.model.Text;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A value of a YAML document that knows its place in the file it came from. Immutable. */
public sealed interface Node {

    /** Where the value begins. */
    Position position();

    /** Returns what the value is, in the words of an error message. */
    default String described() {
        if (this instanceof MapNode) {
            return "a mapping";
        }
        if (this instanceof ListNode) {
            return "a list";
        }
        ScalarNode scalar = (ScalarNode) this;
        if (scalar.kind() == ScalarNode.Kind.STRING) {
            return "a string";
        }
        if (scalar.kind() == ScalarNode.Kind.BOOL) {
            return "a boolean";
        }
        return scalar.isNull() ? "nothing" : "a number";
    }

    /**
     * A place in a file.
     *
     * @param file the file as it is shown to the user
     * @param line counted from 1
     * @param column counted from 1
     */
    record Position(String file, int line, int column) {
        /** No place in any file: the value is a default. */
        public static final Position NONE = new Position("", 0, 0);

        /**
         * Whether both are the same place. Said by hand: to link a record's own equality costs a small project's run 5
         * ms.
         */
        public boolean isSameAs(Position other) {
            return line == other.line && column == other.column && file.equals(other.file);
        }

        /** Returns the place of the attribute at {@code path} for the report. */
        public Origin origin(String path) {
            return new Origin(file, line, column, path);
        }
    }

    /** A mapping; keeps its order. */
    record MapNode(Map<String, Entry> entries, Position position) implements Node {
        public MapNode {
            entries = Collections.unmodifiableMap(new LinkedHashMap<>(entries));
        }

        /** Returns the value under {@code key}, or null where there is none. */
        public @Nullable Node get(String key) {
            Entry entry = entries.get(key);
            return entry == null ? null : entry.value();
        }

        /** Returns the value of a key that the map has. */
        public Node required(String key) {
            return Lookup.required(entries, key).value();
        }
    }

    /** A key's place and its value. */
    record Entry(Position keyPosition, Node value) {}

    /** A sequence. */
    record ListNode(List<Node> items, Position position) implements Node {
        public ListNode {
            items = List.copyOf(items);
        }
    }

    /**
     * A scalar.
     *
     * @param text its characters, with the variables that it contained
     * @param kind its type
     */
    record ScalarNode(Text text, Kind kind, Position position) implements Node {
        /** A scalar's type. */
        public enum Kind {
            STRING,
            INT,
            FLOAT,
            BOOL,
            NULL
        }

        /** Returns a null at {@code position}. */
        public static ScalarNode nullAt(Position position) {
            return new ScalarNode(Text.EMPTY, Kind.NULL, position);
        }

        /**
         * Returns its characters: {@code true} or {@code false} for a BOOL, decimal digits for an INT, empty for a
         * NULL.
         */
        public String value() {
            return text.value();
        }

        public boolean isNull() {
            return kind == Kind.NULL;
        }
    }
}
