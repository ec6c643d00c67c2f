package dev.sild.compose.translate.source;

import dev.sild.model.Text;
import dev.sild.syntax.ShellText;
import java.util.List;

/** Words for a POSIX shell. */
public final class Shell {
    private Shell() {}

    /** Returns a word that the shell reads as {@code text}, variables of the environment filled in. */
    public static String word(Text text) {
        if (text instanceof Text.EnvRef reference) {
            return "\"$" + reference.name() + "\"";
        }
        if (text instanceof Text.Concat concat) {
            StringBuilder word = new StringBuilder();
            for (Text part : concat.parts()) {
                word.append(word(part));
            }
            return word.toString();
        }
        return ShellText.word(text.value());
    }

    /**
     * Returns a script with variables of the environment in the place of references, and all else as it is. A value
     * stays one word, as in its source, regardless of its characters: quotes around a reference are closed where
     * necessary. A script that is a secret as a whole is a script, and no word.
     */
    public static String script(Text text) {
        if (text instanceof Text.EnvRef reference) {
            return "eval \"${" + reference.name() + "}\"";
        }
        StringBuilder script = new StringBuilder();
        Quotes quotes = new Quotes();
        for (Text part : text instanceof Text.Concat concat ? concat.parts() : List.of(text)) {
            if (part instanceof Text.EnvRef reference) {
                script.append(quotes.around("${" + reference.name() + "}"));
            } else {
                script.append(part.value());
                quotes.read(part.value());
            }
        }
        return script.toString();
    }

    /** In which quotes a script is. */
    private static final class Quotes {
        private char open;
        private boolean escaped;

        void read(String part) {
            for (int i = 0; i < part.length(); i++) {
                char c = part.charAt(i);
                if (escaped) {
                    escaped = false;
                } else if (open == '\'') {
                    open = c == '\'' ? 0 : open;
                } else if (c == '\\') {
                    escaped = true;
                } else if (open == '"') {
                    open = c == '"' ? 0 : open;
                } else if (c == '\'' || c == '"') {
                    open = c;
                }
            }
        }

        String around(String variable) {
            return switch (open) {
                case '"' -> variable;
                case '\'' -> "'\"" + variable + "\"'";
                default -> "\"" + variable + "\"";
            };
        }
    }
}
