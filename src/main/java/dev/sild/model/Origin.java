package dev.sild.model;

/**
 * The place in the user's input that a part of the application came from.
 *
 * @param file the file as the user named it, or {@code "-"} for standard input; empty where there is no file
 * @param line the line, counted from 1; 0 where it is not known
 * @param column the column, counted from 1; 0 where it is not known
 * @param path the attribute's path in the file, such as {@code services.api.ports[0]}; empty for the whole file
 */
public record Origin(String file, int line, int column, String path) {
    /** No place at all: the value was made by Sild itself. */
    public static final Origin NONE = new Origin("", 0, 0, "");

    /** Returns the same place under another attribute path. */
    public Origin at(String newPath) {
        return new Origin(file, line, column, newPath);
    }

    /** Returns {@code file:line:column}, as far as it is known. */
    public String position() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Origin that
                && line == that.line
                && column == that.column
                && file.equals(that.file)
                && path.equals(that.path);
    }

    @Override
    public int hashCode() {
        return 31 * path.hashCode() + line;
    }
}
