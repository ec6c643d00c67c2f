package dev.sild.images.text;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a script of a shell prints for people: the arguments of {@code echo} and {@code printf}, unless another program
 * or a file gets them, or the output of the group, loop, function or substitution that they are in. They name paths,
 * ports and commands that the script does not use.
 */
public final class PrintedText {
    private static final Set<String> PRINTERS = Set.of("echo", "printf");

    /** Words after which a command begins. */
    private static final Set<String> BEFORE_COMMANDS =
            Set.of("then", "do", "else", "{", "!", "-c", "-ec", "-lc", "}", "done", "fi", "esac");

    private static final String SEPARATORS = ";&|()\n";

    /** Words that begin groups whose output may go elsewhere as one, and those that end them. */
    private static final Map<String, String> GROUPS = Map.of("{", "}", "do", "done", "if", "fi", "case", "esac");

    private final String text;
    private final StringBuilder open;
    /** What is blanked unless the group around it has another reader. */
    private final List<Printed> printed = new ArrayList<>();

    private final Deque<Group> groups = new ArrayDeque<>();

    /** The arguments of one command. */
    private record Printed(int start, int end) {}

    /**
     * A group of commands.
     *
     * @param end what ends it
     * @param first the first of what is printed in it
     * @param captured whether its output is a value, or that of a function, which is called elsewhere
     */
    private record Group(String end, int first, boolean captured) {}

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
        boolean elsewhere = false;
        int at = 0;
        while (at >= 0 && at < text.length()) {
            char c = text.charAt(at);
            if (SEPARATORS.indexOf(c) >= 0) {
                command = true;
                at++;
                if (c == '(') {
                    char before = at > 1 ? text.charAt(at - 2) : ' ';
                    begin(")", before == '$' || before == '<' || before == '>' || before == '=');
                } else if (c == ')') {
                    end(")", at);
                }
            } else if (c == ' ' || c == '\t' || c == '\r') {
                at++;
            } else if (c == '#') {
                at = text.indexOf('\n', at);
            } else {
                int end = wordEnd(at);
                String word = end < 0 ? "" : text.substring(at, end);
                if (command && GROUPS.containsKey(word)) {
                    begin(GROUPS.get(word), word.equals("{") && isFunction(at));
                } else if (command && GROUPS.containsValue(word)) {
                    end(word, end);
                }
                elsewhere |= command && word.equals("exec") && leadsElsewhere(end);
                if (command && PRINTERS.contains(word)) {
                    at = printed(end, elsewhere);
                } else {
                    at = end;
                }
                command = BEFORE_COMMANDS.contains(word);
            }
        }
        if (!groups.isEmpty()) {
            forget(groups.peekLast().first());
        }
        printed.forEach(arguments -> {
            for (int i = arguments.start(); i < arguments.end(); i++) {
                if (text.charAt(i) != '\n') {
                    open.setCharAt(i, ' ');
                }
            }
        });
        return open.toString();
    }

    private void begin(String end, boolean captured) {
        groups.push(new Group(end, printed.size(), captured));
    }

    /** Ends a group; in that of a case, a bracket ends a pattern. */
    private void end(String end, int at) {
        if (!groups.isEmpty() && groups.peek().end().equals(end)) {
            Group group = groups.pop();
            if (group.captured() || leadsElsewhere(at)) {
                forget(group.first());
            }
        }
    }

    private void forget(int first) {
        printed.subList(first, printed.size()).clear();
    }

    private boolean isFunction(int brace) {
        int at = brace - 1;
        while (at >= 0 && Character.isWhitespace(text.charAt(at))) {
            at--;
        }
        return at >= 0 && text.charAt(at) == ')';
    }

    /** Whether the redirections that follow lead to a file, or a pipe follows them. */
    private boolean leadsElsewhere(int from) {
        int at = from;
        while (at >= 0 && at < text.length()) {
            char c = text.charAt(at);
            if (text.startsWith(">&", at)) {
                at += 2;
            } else if (c == '>' || text.startsWith("&>", at)) {
                return true;
            } else if (c == '<') {
                at = wordEnd(afterBlanks(at + 1));
            } else if (c == ' ' || c == '\t' || c == '-' || c >= '0' && c <= '9') {
                at++;
            } else {
                return c == '|' && !text.startsWith("||", at);
            }
        }
        return false;
    }

    private int afterBlanks(int from) {
        int at = from;
        while (at < text.length() && (text.charAt(at) == ' ' || text.charAt(at) == '\t')) {
            at++;
        }
        return at;
    }

    /** Notes the arguments that begin there, and returns where they end; -1 where a quote has no end. */
    private int printed(int start, boolean elsewhere) {
        int at = start;
        boolean forOthers = elsewhere;
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
        if (!forOthers && !piped) {
            printed.add(new Printed(start, at));
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
