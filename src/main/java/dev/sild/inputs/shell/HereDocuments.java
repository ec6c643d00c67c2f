package dev.sild.inputs.shell;

import dev.sild.inputs.shell.WrittenCommand.Redirections;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;

/** The here documents of a line, whose texts begin on the next one. */
final class HereDocuments {
    private final String text;
    private final String file;
    private final WordLexer lexer;
    private final Deque<Pending> pending = new ArrayDeque<>();

    private record Pending(Redirections of, String end, boolean tabs, boolean literal) {}

    HereDocuments(String text, String file, WordLexer lexer) {
        this.text = text;
        this.file = file;
        this.lexer = lexer;
    }

    /**
     * Notes a document of the line.
     *
     * @param end the word with which it ends: in quotes where nothing in it is filled in
     * @param tabs whether tabs in front of its lines do not count
     */
    void add(Redirections of, Word end, boolean tabs) {
        boolean literal = end.keyword().isEmpty();
        StringBuilder name = new StringBuilder();
        for (Word.Part part : end.parts()) {
            if (part instanceof Word.Literal characters) {
                name.append(characters.text());
            }
        }
        pending.add(new Pending(of, name.toString(), tabs, literal));
    }

    /** Reads the documents of the line that ends in front of a place, and returns the place behind them. */
    int read(int start) {
        int at = start;
        while (!pending.isEmpty()) {
            at = read(pending.poll(), at);
        }
        return at;
    }

    private int read(Pending document, int start) {
        int at = start;
        StringBuilder content = new StringBuilder();
        while (at < text.length()) {
            int end = text.indexOf('\n', at);
            end = end < 0 ? text.length() : end;
            String line = text.substring(at, end);
            line = document.tabs() ? line.replaceFirst("^\t+", "") : line;
            at = Math.min(end + 1, text.length());
            if (line.replace("\r", "").equals(document.end())) {
                break;
            }
            content.append(line).append('\n');
        }
        Word word = document.literal()
                ? new Word(List.of(new Word.Literal(content.toString(), true)), lexer.position(start))
                : WordLexer.document(content.toString(), file, lexer.position(start));
        document.of().document(word);
        return at;
    }
}
