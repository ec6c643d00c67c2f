package dev.sild.images.text;

import java.util.Set;

/**
 * What a script of a shell prints for people: the arguments of {@code echo} and {@code printf}, unless another program
 * or a file gets them. They name paths, ports and commands that the script does not use.
 */
public final class PrintedText {
    private static final Set<String> PRINTERS = Set.of("echo", "printf");

    /** Words after which a command begins. */
    private static final Set<String> BEFORE_COMMANDS = Set.of("then", "do", "else", "{", "!", "-c", "-ec", "-lc");

    private static final String SEPARATORS = ";&|()\n";

    private final String text;
    private final StringBuilder open;

    private PrintedText(String text) {
        this.text = text;
        open = new StringBuilder(text);
    }

    /** Returns the same for a file, which is a script by its name or its first line. */
    public static String withoutInFile(String path, String text) {
        int line = text.indexOf('\n');
        boolean shell = path.endsWith(".sh")
                || text.startsWith("#!")
                        && line > 0
                        && text.substring(0, line).strip().endsWith("sh");
        return shell ? without(text) : text;
    }

    /** Returns a script with blanks in the place of what it prints, so that every other place stays the same. */
    public static String without(String script) {
        boolean prints = PRINTERS.stream().anyMatch(script::contains);
        return prints ? new PrintedText(script).read() : script;
    }

    private String read() {
        boolean command = true;
        int at = 0;
        while (at >= 0 && at < text.length()) {
            char c = text.charAt(at);
            if (SEPARATORS.indexOf(c) >= 0) {
                command = true;
                at++;
            } else if (c == ' ' || c == '\t' || c == '\r') {
                at++;
            } else if (c == '#') {
                at = text.indexOf('\n', at);
            } else {
                int end = wordEnd(at);
                String word = end < 0 ? "" : text.substring(at, end);
                if (command && PRINTERS.contains(word)) {
                    at = blank(end);
                } else {
                    at = end;
                }
                command = BEFORE_COMMANDS.contains(word);
            }
        }
        return open.toString();
    }

    /** Blanks the arguments that begin there, and returns where they end; -1 where a quote has no end. */
    private int blank(int start) {
        int at = start;
        boolean forOthers = false;
        while (at < text.length() && SEPARATORS.indexOf(text.charAt(at)) < 0) {
            char c = text.charAt(at);
            // To another stream is still for people.
            boolean stream = c == '>' && text.startsWith(">&", at);
            forOthers |= c == '>' && !stream || c == '`';
            int end = stream ? at + 2 : c == '>' || c == ' ' || c == '\t' || c == '\r' ? at + 1 : wordEnd(at);
            if (end < 0) {
                return -1;
            }
            forOthers |= c != '\'' && substitutes(at, end);
            at = end;
        }
        boolean piped = at < text.length() && text.charAt(at) == '|' && !text.startsWith("||", at);
        for (int i = start; !forOthers && !piped && i < at; i++) {
            if (text.charAt(i) != '\n') {
                open.setCharAt(i, ' ');
            }
        }
        return at;
    }

    private boolean substitutes(int start, int end) {
        for (int i = start; i < end; i++) {
            if (text.charAt(i) == '`' || text.startsWith("$(", i)) {
                return true;
            }
        }
        return false;
    }

    /** Returns the end of the word that begins there, with its quotes; -1 where a quote has no end. */
    private int wordEnd(int start) {
        int at = start;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == '\'' || c == '"') {
                at = quoteEnd(at + 1, c);
                if (at < 0) {
                    return -1;
                }
            } else if (c == '\\') {
                at = Math.min(text.length(), at + 2);
            } else if (at > start && (c == '>' || c == ' ' || c == '\t' || c == '\r' || SEPARATORS.indexOf(c) >= 0)) {
                return at;
            } else {
                at++;
            }
        }
        return at;
    }

    private int quoteEnd(int start, char quote) {
        for (int at = start; at < text.length(); at++) {
            if (text.charAt(at) == quote) {
                return at + 1;
            }
            if (quote == '"' && text.charAt(at) == '\\') {
                at++;
            }
        }
        return -1;
    }
}
