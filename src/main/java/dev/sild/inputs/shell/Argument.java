package dev.sild.inputs.shell;

import dev.sild.yaml.Node.Position;
import java.util.Optional;

/**
 * A word of a command, as far as it is known without running anything.
 *
 * @param text the word as a compose file writes it: variables that the script does not set as <code>${NAME}</code>,
 *     with their operators, and each other dollar sign doubled
 * @param position where it is
 * @param dated whether it contains the time at which the script runs, as <code>$$(date)</code>
 * @param folder the folder in which it is written, as a path of the script's folder
 */
public record Argument(String text, Position position, boolean dated, String folder) {
    /** Makes a word that says the same at any time, in the first folder. */
    public Argument(String text, Position position) {
        this(text, position, false, ".");
    }

    /** Returns the word as a path of the script's folder. */
    public String path() {
        return ScriptPath.join(folder, text);
    }

    /** Returns the same word as a path of the script's folder. */
    public Argument located() {
        return new Argument(path(), position, dated, ".");
    }

    /** Returns the characters of a word without variables; nothing of one with. */
    public Optional<String> plain() {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '$') {
                if (i + 1 == text.length() || text.charAt(i + 1) != '$') {
                    return Optional.empty();
                }
                i++;
            }
            plain.append(c);
        }
        return Optional.of(plain.toString());
    }

    /** Returns the same word with other characters. */
    public Argument with(String newText) {
        return new Argument(newText, position, dated, folder);
    }

    /** Returns characters as a compose file writes them. */
    public static String escaped(String characters) {
        return characters.replace("$", "$$");
    }
}
