package dev.sild.manpages;

import java.time.LocalDate;
import java.util.Locale;

/** A page of the manual in the language of man(7), line by line; text in it never becomes a request. */
final class Roff {
    private final StringBuilder out = new StringBuilder();

    /** Begins the page; the date is that of the sources. */
    Roff title(String name, LocalDate date, String version) {
        out.append(".\\\" Generated from the command line's own description.\n");
        out.append(".TH ")
                .append(quoted(name.toUpperCase(Locale.ROOT)))
                .append(" 1 ")
                .append(date)
                .append(' ')
                .append(quoted("Sild " + version))
                .append(' ')
                .append(quoted("Sild"))
                .append('\n');
        // Words of commands are not divided, and lines not stretched.
        out.append(".nh\n.ad l\n");
        return this;
    }

    Roff section(String title) {
        out.append(".SH ").append(quoted(title)).append('\n');
        return this;
    }

    Roff paragraph(String text) {
        out.append(".PP\n");
        return text(text);
    }

    /** A term and what is to be said about it, below it and indented. */
    Roff item(String term, String text) {
        out.append(".TP\n").append(term).append('\n');
        return text(text);
    }

    /** Lines of a terminal, as they are. */
    Roff example(Iterable<String> lines) {
        // A paragraph right below a title would be one too many.
        out.append(belowTitle() ? "" : ".PP\n").append(".RS 4\n.nf\n");
        for (String line : lines) {
            out.append(guarded(escaped(line))).append('\n');
        }
        out.append(".fi\n.RE\n");
        return this;
    }

    Roff text(String text) {
        for (String line : text.split("\n", -1)) {
            if (!line.isBlank()) {
                out.append(guarded(escaped(line.strip()))).append('\n');
            }
        }
        return this;
    }

    /** A line that the caller has put together of {@link #bold}, {@link #italic} and {@link #escaped}. */
    Roff line(String roff) {
        out.append(guarded(roff)).append('\n');
        return this;
    }

    private boolean belowTitle() {
        return out.lastIndexOf("\n", out.length() - 2) == out.lastIndexOf("\n.SH ");
    }

    static String bold(String text) {
        return "\\fB" + escaped(text) + "\\fR";
    }

    static String italic(String text) {
        return "\\fI" + escaped(text) + "\\fR";
    }

    /** A request begins with a period or an apostrophe at the begin of a line. */
    private static String guarded(String line) {
        return line.startsWith(".") || line.startsWith("'") ? "\\&" + line : line;
    }

    private static String quoted(String text) {
        return '"' + escaped(text) + '"';
    }

    /** Returns text that prints as it is, and can be copied from the page into a shell. */
    static String escaped(String text) {
        StringBuilder escaped = new StringBuilder();
        text.codePoints().forEach(character -> {
            switch (character) {
                case '\\' -> escaped.append("\\(rs");
                case '-' -> escaped.append("\\-");
                case '\'' -> escaped.append("\\(aq");
                case '"' -> escaped.append("\\(dq");
                case '`' -> escaped.append("\\(ga");
                case '^' -> escaped.append("\\(ha");
                case '~' -> escaped.append("\\(ti");
                case '\t' -> escaped.append("    ");
                default -> {
                    if (Character.isISOControl(character)) {
                        escaped.append(' ');
                    } else if (character < 128) {
                        escaped.append((char) character);
                    } else {
                        escaped.append("\\[u")
                                .append(String.format("%04X", character))
                                .append(']');
                    }
                }
            }
        });
        return escaped.toString();
    }

    @Override
    public String toString() {
        return out.toString();
    }
}
