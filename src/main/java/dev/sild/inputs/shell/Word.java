package dev.sild.inputs.shell;

import dev.sild.yaml.Node.Position;
import java.util.List;

/**
 * A word of a command as it is written.
 *
 * @param parts what it is made of, in order
 */
record Word(List<Part> parts, Position position) {
    Word {
        parts = List.copyOf(parts);
    }

    /** A part of a word. */
    sealed interface Part {}

    /** Characters that mean themselves; those in quotes are never a keyword, a pattern or split. */
    record Literal(String text, boolean quoted) implements Part {}

    /**
     * A variable.
     *
     * @param operator {@code :-}, {@code -}, {@code :?}, {@code ?}, {@code :+}, {@code +}, or empty for none
     * @param operand what follows the operator
     */
    record Variable(String name, String operator, Word operand, boolean quoted) implements Part {}

    /**
     * What only a shell can work out.
     *
     * @param text as it is written, such as {@code $(date +%s)}
     * @param command what runs; empty for arithmetic and changes of a variable's value
     */
    record Substitution(String text, String command, boolean quoted) implements Part {}

    /** Returns the word if it consists of unquoted characters only; otherwise nothing that is a keyword. */
    String keyword() {
        return parts.size() == 1 && parts.get(0) instanceof Literal literal && !literal.quoted() ? literal.text() : "";
    }
}
