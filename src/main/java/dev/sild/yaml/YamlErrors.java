package dev.sild.yaml;

import dev.sild.report.Code;
import dev.sild.report.Finding;
import dev.sild.report.InputException;
import dev.sild.yaml.Node.Position;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.reader.ReaderException;

/** Says in one line what the YAML parser says in several. */
final class YamlErrors {
    private YamlErrors() {}

    /** Returns an error of the input at {@code path}, which is empty for the whole file. */
    static InputException fatal(Code code, Position position, String path, String reason, String remedy) {
        return new InputException(new Finding(code, position.origin(path), reason, remedy));
    }

    /** Returns what is wrong with the syntax, and where. */
    static InputException notYaml(MarkedYAMLException failure, String file) {
        Mark mark = failure.getProblemMark() == null ? failure.getContextMark() : failure.getProblemMark();
        Position position =
                mark == null ? new Position(file, 1, 1) : new Position(file, mark.getLine() + 1, mark.getColumn() + 1);
        if (failure.getProblem() != null && failure.getProblem().contains("\\t(TAB)")) {
            return fatal(Code.INPUT_UNREADABLE, position, "", "tab used for indentation", "use spaces");
        }
        String context = failure.getContext() == null ? "" : " (" + oneLine(failure.getContext()) + ")";
        return fatal(
                Code.INPUT_UNREADABLE,
                position,
                "",
                "not valid YAML: " + oneLine(failure.getProblem()) + context,
                "fix the YAML syntax there");
    }

    /** Returns the error that names the character that is not allowed. */
    static InputException notText(ReaderException failure, String text, String file) {
        int line = 1;
        int column = 1;
        int end = Math.min(
                text.length(),
                text.offsetByCodePoints(0, Math.min(failure.getPosition(), text.codePointCount(0, text.length()))));
        for (int i = 0; i < end; i++) {
            column = text.charAt(i) == '\n' ? 1 : column + 1;
            line += text.charAt(i) == '\n' ? 1 : 0;
        }
        return fatal(
                Code.INPUT_UNREADABLE,
                new Position(file, line, column),
                "",
                "the character U+" + hex(failure.getCodePoint()) + " is not allowed in YAML",
                "remove it, or write it as an escape sequence in double quotes");
    }

    private static String hex(int codePoint) {
        String digits = Integer.toHexString(codePoint).toUpperCase(Locale.ROOT);
        return "0".repeat(Math.max(0, 4 - digits.length())) + digits;
    }

    static String oneLine(@Nullable String message) {
        return message == null ? "syntax error" : message.replace('\n', ' ').strip();
    }
}
