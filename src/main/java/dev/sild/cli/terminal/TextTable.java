package dev.sild.cli.terminal;

import dev.sild.syntax.TerminalText;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Rows of text in columns that are as wide as their widest cell. */
public final class TextTable {
    private final List<List<String>> rows = new ArrayList<>();

    public TextTable(String... head) {
        row(head);
    }

    /** Adds a row with as many cells as the head has. */
    public TextTable row(String... cells) {
        rows.add(List.of(cells).stream()
                .map(cell -> cell.isEmpty() ? "-" : TerminalText.line(cell))
                .toList());
        return this;
    }

    /** Returns the lines, each with its line end. */
    public String text() {
        StringBuilder table = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int column = 0; column < row.size(); column++) {
                int at = column;
                int width = rows.stream()
                        .mapToInt(other -> other.get(at).length())
                        .max()
                        .orElse(0);
                line.append(row.get(column))
                        .append(" ".repeat(width + 2 - row.get(column).length()));
            }
            table.append(line.toString().stripTrailing()).append('\n');
        }
        return table.toString();
    }

    /** Returns a duration in its largest unit, such as {@code 3h}. */
    public static String age(Duration age) {
        return age.toDays() > 0
                ? age.toDays() + "d"
                : age.toHours() > 0
                        ? age.toHours() + "h"
                        : age.toMinutes() > 0 ? age.toMinutes() + "m" : Math.max(0, age.toSeconds()) + "s";
    }
}
