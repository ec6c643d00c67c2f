package dev.sild.images.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.stream.IntStream;

/** The logical lines of a text in Python, each with the line that it is indented below. */
final class PythonLines {
    /** A line that ends no earlier is data. */
    private static final int LONGEST = 8_000;

    /**
     * A logical line: one that brackets or a backslash continue counts once.
     *
     * @param number where it starts, from 1
     * @param parent the index of the line that its block belongs to; -1 at the top
     * @param code its text without comments, with blanks in place of the contents of strings
     * @param text the same text with the contents of strings; both have the same length
     */
    record Line(int number, int parent, String code, String text) {}

    private final String source;
    private final List<Line> lines = new ArrayList<>();
    private final Deque<int[]> open = new ArrayDeque<>();
    private final StringBuilder code = new StringBuilder();
    private final StringBuilder text = new StringBuilder();
    private int at;
    private int number = 1;
    private int start = 1;
    private int depth;

    private PythonLines(String source) {
        this.source = source;
    }

    /** Returns the lines of a text in order. */
    static List<Line> of(String source) {
        PythonLines reader = new PythonLines(source.replace("\t", "        ").replace("\r\n", "\n"));
        reader.read();
        return reader.lines;
    }

    /** Returns the indexes of the lines directly below one, or of those at the top for -1. */
    static List<Integer> below(List<Line> lines, int parent) {
        return IntStream.range(parent + 1, lines.size())
                .filter(index -> lines.get(index).parent() == parent)
                .boxed()
                .toList();
    }

    private void read() {
        while (at < source.length()) {
            char c = source.charAt(at);
            if (c == '#') {
                int end = source.indexOf('\n', at);
                at = end < 0 ? source.length() : end;
            } else if (c == '"' || c == '\'') {
                string(c);
            } else if (c == '\n') {
                at++;
                number++;
                if (depth == 0) {
                    end();
                } else {
                    add(' ', ' ');
                }
            } else if (c == '\\' && source.startsWith("\n", at + 1)) {
                at += 2;
                number++;
                add(' ', ' ');
            } else {
                depth += "([{".indexOf(c) >= 0 ? 1 : ")]}".indexOf(c) >= 0 && depth > 0 ? -1 : 0;
                add(c, c);
                at++;
            }
        }
        end();
    }

    private void string(char quote) {
        String triple = String.valueOf(quote).repeat(3);
        String end = source.startsWith(triple, at) ? triple : String.valueOf(quote);
        at += end.length();
        add(quote, quote);
        while (at < source.length() && !source.startsWith(end, at)) {
            char c = source.charAt(at++);
            if (c == '\n') {
                number++;
                if (end.length() == 1) {
                    // A string that is not closed: the text is no program, or not one of Python.
                    at--;
                    number--;
                    return;
                }
            }
            if (c == '\\' && at < source.length()) {
                number += source.charAt(at) == '\n' ? 1 : 0;
                at++;
            }
            add(' ', c == '\n' ? ' ' : c);
        }
        at = Math.min(source.length(), at + end.length());
        add(quote, quote);
    }

    private void add(char ofCode, char ofText) {
        if (code.length() < LONGEST) {
            code.append(ofCode);
            text.append(ofText);
        }
    }

    private void end() {
        if (!code.toString().isBlank()) {
            int indent = 0;
            while (code.charAt(indent) == ' ') {
                indent++;
            }
            while (!open.isEmpty() && open.peek()[0] >= indent) {
                open.pop();
            }
            int parent = open.isEmpty() ? -1 : open.peek()[1];
            open.push(new int[] {indent, lines.size()});
            lines.add(new Line(start, parent, code.substring(indent), text.substring(indent)));
        }
        code.setLength(0);
        text.setLength(0);
        start = number;
    }
}
