package dev.sild.inputs.shell;

import dev.sild.inputs.shell.Word.Literal;
import dev.sild.inputs.shell.Word.Part;
import dev.sild.inputs.shell.Word.Substitution;
import dev.sild.inputs.shell.Word.Variable;
import dev.sild.yaml.Node.Position;
import java.util.ArrayList;
import java.util.List;

/** Reads single words of a script: quotes, variables and substitutions. */
final class WordLexer {
    /** Characters that end a word outside of quotes. */
    private static final String ENDS = " \t\r\n;&|<>()";
    /** Operators of a variable that compose files have as well. */
    private static final List<String> OPERATORS = List.of(":-", ":?", ":+", "-", "?", "+");
    /** How deeply variables may be nested in the operands of other variables. */
    private static final int DEEPEST = 20;

    private final String text;
    private final String file;
    private final Lines lines;
    private final int depth;

    private int at;
    private List<Part> parts = new ArrayList<>();
    private StringBuilder literal = new StringBuilder();
    private boolean literalIsQuoted;

    WordLexer(String text, String file) {
        this(text, file, 1, 0);
    }

    private WordLexer(String text, String file, int firstLine, int depth) {
        this.text = text;
        this.file = file;
        this.depth = depth;
        lines = new Lines(text, file, firstLine);
    }

    /** A word and the place behind it. */
    record Lexed(Word word, int end) {}

    /** Returns the text of a here document whose variables are filled in. */
    static Word document(String text, String file, Position start) {
        WordLexer lexer = new WordLexer(text, file, start.line(), 0);
        while (lexer.at < text.length()) {
            lexer.inQuotes('\0');
        }
        lexer.flush();
        return new Word(lexer.parts, start);
    }

    /** Returns the place of a character in the file. */
    Position position(int offset) {
        return lines.position(offset);
    }

    /** Reads the word that begins at {@code start}. */
    Lexed word(int start) {
        at = start;
        parts = new ArrayList<>();
        literal = new StringBuilder();
        boolean open = true;
        while (open && at < text.length() && (ENDS.indexOf(text.charAt(at)) < 0 || placeholderEnd(at) > 0)) {
            char c = text.charAt(at);
            switch (c) {
                case '<' -> {
                    int end = placeholderEnd(at);
                    add(new Substitution(text.substring(at, end), "", false));
                    at = end;
                }
                case '\'' -> singleQuotes();
                case '"' -> {
                    at++;
                    add("", true);
                    while (at < text.length() && text.charAt(at) != '"') {
                        inQuotes('"');
                    }
                    at++;
                }
                case '\\' -> {
                    if (at + 1 < text.length() && (text.charAt(at + 1) == '\n' || text.charAt(at + 1) == '\r')) {
                        // The line goes on: with the word itself, or behind it.
                        at += text.startsWith("\r\n", at + 1) ? 3 : 2;
                    } else {
                        add(at + 1 < text.length() ? text.substring(at + 1, at + 2) : "", true);
                        at += 2;
                    }
                }
                case '$' -> dollar(false);
                case '`' -> backticks(false);
                default -> {
                    add(String.valueOf(c), false);
                    at++;
                }
            }
        }
        flush();
        return new Lexed(new Word(parts, position(start)), Math.min(at, text.length()));
    }

    int placeholderEnd(int start) {
        return Placeholders.end(text, start);
    }

    /** Reads one element of a text in double quotes, or of a here document. */
    private void inQuotes(char quote) {
        char c = text.charAt(at);
        if (c == '\\' && at + 1 < text.length()) {
            char next = text.charAt(at + 1);
            if (next == '\n') {
                at += 2;
                return;
            }
            boolean escapes = next == '$' || next == '`' || next == '\\' || next == quote;
            add(escapes ? String.valueOf(next) : "\\" + next, true);
            at += 2;
        } else if (c == '$') {
            dollar(true);
        } else if (c == '`') {
            backticks(true);
        } else {
            add(String.valueOf(c), true);
            at++;
        }
    }

    private void singleQuotes() {
        int end = text.indexOf('\'', at + 1);
        end = end < 0 ? text.length() : end;
        add(text.substring(at + 1, end), true);
        at = end + 1;
    }

    private void dollar(boolean quoted) {
        char next = at + 1 < text.length() ? text.charAt(at + 1) : ' ';
        if (next == '\'' && !quoted) {
            ansiQuotes();
        } else if (next == '(') {
            int end = closing(at + 1, '(', ')');
            String whole = text.substring(at, end);
            boolean arithmetic = whole.startsWith("$((");
            String command = arithmetic || !whole.endsWith(")") ? "" : whole.substring(2, whole.length() - 1);
            add(new Substitution(whole, command, quoted));
            at = end;
        } else if (next == '{') {
            int end = closing(at + 1, '{', '}');
            braces(at, end, quoted);
            at = end;
        } else if (isNameStart(next) || "@*#?-$!0123456789".indexOf(next) >= 0) {
            int end = at + 2;
            while (isNameStart(next) && end < text.length() && isInName(text.charAt(end))) {
                end++;
            }
            String name = text.substring(at + 1, end);
            add(
                    isNameStart(next) || "@*123456789".indexOf(next) >= 0
                            ? new Variable(name, "", new Word(List.of(), position(at)), quoted)
                            : new Substitution("$" + name, "", quoted));
            at = end;
        } else {
            add("$", quoted);
            at++;
        }
    }

    private void braces(int start, int end, boolean quoted) {
        String whole = text.substring(start, end);
        String inner = whole.endsWith("}") ? whole.substring(2, whole.length() - 1) : "";
        int length = 0;
        while (length < inner.length()
                && (length == 0 ? isNameStart(inner.charAt(0)) : isInName(inner.charAt(length)))) {
            length++;
        }
        length = length == 0 && !inner.isEmpty() && "@*123456789".indexOf(inner.charAt(0)) >= 0 ? 1 : length;
        String name = inner.substring(0, length);
        String rest = inner.substring(length);
        String operator = rest.isEmpty()
                ? ""
                : OPERATORS.stream().filter(rest::startsWith).findFirst().orElse("none");
        if (name.isEmpty() || operator.equals("none") || depth == DEEPEST) {
            add(new Substitution(whole, "", quoted));
            return;
        }
        add(new Variable(name, operator, operand(rest.substring(operator.length()), position(start)), quoted));
    }

    /** Reads what follows the operator of a variable: blanks do not end it. */
    private Word operand(String operand, Position where) {
        WordLexer lexer = new WordLexer(operand, file, where.line(), depth + 1);
        while (lexer.at < operand.length()) {
            char c = operand.charAt(lexer.at);
            if (c == '\'') {
                lexer.singleQuotes();
            } else if (c == '"') {
                lexer.at++;
            } else {
                lexer.inQuotes('"');
            }
        }
        lexer.flush();
        return new Word(lexer.parts, where);
    }

    private void backticks(boolean quoted) {
        int end = text.indexOf('`', at + 1);
        end = end < 0 ? text.length() : end + 1;
        String whole = text.substring(at, end);
        add(new Substitution(whole, whole.length() > 1 ? whole.substring(1, whole.length() - 1) : "", quoted));
        at = end;
    }

    /**
     * Returns the place behind the bracket that closes the one at {@code from}; the end of the text where none does.
     */
    private int closing(int from, char opens, char closes) {
        int open = 0;
        char quote = 0;
        for (int i = from; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && quote != '\'') {
                i++;
            } else if (quote != 0) {
                quote = c == quote ? 0 : quote;
            } else if (c == '\'' || c == '"') {
                quote = c;
            } else if (c == opens) {
                open++;
            } else if (c == closes && --open == 0) {
                return i + 1;
            }
        }
        return text.length();
    }

    private void ansiQuotes() {
        StringBuilder content = new StringBuilder();
        at += 2;
        while (at < text.length() && text.charAt(at) != '\'') {
            char c = text.charAt(at);
            if (c == '\\' && at + 1 < text.length()) {
                char next = text.charAt(++at);
                content.append(
                        switch (next) {
                            case 'n' -> '\n';
                            case 't' -> '\t';
                            case 'r' -> '\r';
                            default -> next;
                        });
            } else {
                content.append(c);
            }
            at++;
        }
        at++;
        add(content.toString(), true);
    }

    private void add(String characters, boolean quoted) {
        if (literalIsQuoted != quoted) {
            flush();
            literalIsQuoted = quoted;
        }
        literal.append(characters);
        if (characters.isEmpty()) {
            parts.add(new Literal("", quoted));
        }
    }

    private void add(Part part) {
        flush();
        parts.add(part);
    }

    private void flush() {
        if (!literal.isEmpty()) {
            parts.add(new Literal(literal.toString(), literalIsQuoted));
            literal = new StringBuilder();
        }
    }

    private static boolean isNameStart(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_';
    }

    private static boolean isInName(char c) {
        return isNameStart(c) || c >= '0' && c <= '9';
    }
}
