package dev.sild.images;

import dev.sild.units.Digits;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Takes the text of a Dockerfile apart into instructions: parser directives, comments, continuation lines and
 * here-documents, as <a href="https://docs.docker.com/reference/dockerfile/#format">the format</a> has them. What an
 * instruction means is the business of {@link StageReader}.
 */
final class DockerfileLines {
    /** Called with a line number, what is wrong there, and what to do. */
    interface Complaints {
        void add(int line, String reason, String remedy);
    }

    private final String text;
    private final Complaints complaints;
    private final List<Instruction> instructions = new ArrayList<>();
    private char escape = '\\';
    private int at;
    private int line;

    private DockerfileLines(String text, Complaints complaints) {
        this.text = text;
        this.complaints = complaints;
    }

    /** The instructions of a file and the character that escapes in it. */
    record Result(List<Instruction> instructions, char escape) {}

    static Result read(String text, Complaints complaints) {
        DockerfileLines reader = new DockerfileLines(text.startsWith("\uFEFF") ? text.substring(1) : text, complaints);
        reader.directives();
        while (reader.at < reader.text.length()) {
            reader.instruction();
        }
        return new Result(reader.instructions, reader.escape);
    }

    private String nextLine() {
        int end = text.indexOf('\n', at);
        String found = text.substring(at, end < 0 ? text.length() : end);
        at = end < 0 ? text.length() : end + 1;
        line++;
        return found.endsWith("\r") ? found.substring(0, found.length() - 1) : found;
    }

    /** Reads {@code # key=value} lines at the very top; the first line of another kind ends them. */
    private void directives() {
        while (at < text.length()) {
            int here = at;
            String candidate = nextLine().strip();
            int equals = candidate.indexOf('=');
            if (!candidate.startsWith("#")
                    || equals < 0
                    || !isDirective(candidate.substring(1, equals).strip())) {
                at = here;
                line--;
                return;
            }
            String value = candidate.substring(equals + 1).strip();
            if (candidate.substring(1, equals).strip().equalsIgnoreCase("escape") && value.equals("`")) {
                escape = '`';
            }
        }
    }

    private static boolean isDirective(String key) {
        return switch (key.toLowerCase(Locale.ROOT)) {
            case "syntax", "escape", "check" -> true;
            default -> false;
        };
    }

    private void instruction() {
        String first = nextLine();
        String start = first.strip();
        if (start.isEmpty() || start.charAt(0) == '#') {
            return;
        }
        int startLine = line;
        StringBuilder logical = new StringBuilder();
        boolean more = append(logical, first);
        while (more && at < text.length()) {
            String next = nextLine();
            String bare = next.strip();
            if (bare.isEmpty() || bare.charAt(0) == '#') {
                continue;
            }
            more = append(logical, next);
        }
        String whole = logical.toString().strip();
        int end = 0;
        while (end < whole.length() && !Character.isWhitespace(whole.charAt(end))) {
            end++;
        }
        String keyword = whole.substring(0, end).toUpperCase(Locale.ROOT);
        if (!isKnown(keyword)) {
            complaints.add(
                    startLine,
                    "unknown Dockerfile instruction: " + shown(keyword),
                    "correct the instruction; the line is ignored");
            return;
        }
        String arguments = whole.substring(end).strip();
        boolean mayHaveHeredoc = keyword.equals("RUN") || keyword.equals("COPY") || keyword.equals("ADD");
        instructions.add(new Instruction(
                keyword, arguments, startLine, mayHaveHeredoc ? heredocs(arguments, startLine) : List.of()));
    }

    /** Adds a line without its continuation mark; returns whether it had one. */
    private boolean append(StringBuilder logical, String next) {
        int end = next.length();
        while (end > 0 && (next.charAt(end - 1) == ' ' || next.charAt(end - 1) == '\t')) {
            end--;
        }
        boolean continued = end > 0 && next.charAt(end - 1) == escape;
        logical.append(next, 0, continued ? end - 1 : next.length());
        return continued;
    }

    private List<String> heredocs(String arguments, int startLine) {
        List<String> texts = new ArrayList<>();
        char quote = 0;
        for (int i = 0; i + 1 < arguments.length(); i++) {
            char c = arguments.charAt(i);
            if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == '<' && arguments.charAt(i + 1) == '<') {
                int end = i + 2;
                while (end < arguments.length() && " \t<>;&|".indexOf(arguments.charAt(end)) < 0) {
                    end++;
                }
                String word = arguments.substring(i + 2, end);
                boolean dashed = word.startsWith("-");
                String name = unquoted(dashed ? word.substring(1) : word);
                boolean startsWord =
                        i == 0 || " \t;&|".indexOf(arguments.charAt(i - 1)) >= 0 || Digits.is(arguments.charAt(i - 1));
                if (!name.isEmpty() && startsWord) {
                    texts.add(heredoc(name, dashed, startLine));
                }
                i = end;
            }
        }
        return texts;
    }

    private String heredoc(String name, boolean dashed, int startLine) {
        StringBuilder content = new StringBuilder();
        while (at < text.length()) {
            String next = nextLine();
            int indent = 0;
            while (dashed && indent < next.length() && next.charAt(indent) == '\t') {
                indent++;
            }
            if (next.substring(indent).equals(name)) {
                return content.toString();
            }
            content.append(next, indent, next.length()).append('\n');
        }
        complaints.add(
                startLine,
                "the here-document " + shown(name) + " is not terminated",
                "add a line that contains only " + shown(name));
        return content.toString();
    }

    private static String unquoted(String word) {
        boolean quoted = word.length() > 1
                && (word.charAt(0) == '"' || word.charAt(0) == '\'')
                && word.charAt(word.length() - 1) == word.charAt(0);
        return quoted ? word.substring(1, word.length() - 1) : word;
    }

    /** Returns a text as it may be shown: short, and without characters that would change a terminal. */
    static String shown(String text) {
        StringBuilder shown = new StringBuilder("\"");
        for (int i = 0; i < text.length() && i < 40; i++) {
            char c = text.charAt(i);
            shown.append(c >= ' ' && c <= '~' ? c : '?');
        }
        return shown.append(text.length() > 40 ? "...\"" : "\"").toString();
    }

    private static boolean isKnown(String keyword) {
        return switch (keyword) {
            case "FROM",
                    "ARG",
                    "ENV",
                    "RUN",
                    "COPY",
                    "ADD",
                    "EXPOSE",
                    "USER",
                    "HEALTHCHECK",
                    "VOLUME",
                    "WORKDIR",
                    "ENTRYPOINT",
                    "CMD",
                    "SHELL",
                    "LABEL",
                    "MAINTAINER",
                    "ONBUILD",
                    "STOPSIGNAL" -> true;
            default -> false;
        };
    }
}
