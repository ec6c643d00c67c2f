package dev.sild.output;

import dev.sild.secrets.SecretLines;
import dev.sild.secrets.SecretValues;
import dev.sild.syntax.TerminalText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * The difference of two texts in the form of {@code diff -u}, for people: it is cut where it is long, and a line that
 * may hold a secret is not shown.
 *
 * @see <a href="https://www.gnu.org/software/diffutils/manual/html_node/Detailed-Unified.html">Unified format</a>
 */
public final class UnifiedDiff {
    /** A longer text is not compared. */
    static final int MAX_BYTES = 1 << 20;

    private static final int CONTEXT = 3;
    private static final int MAX_COMPARED = 2_000;
    private static final int MAX_LINES = 60;

    /** A line of the difference: kept, removed or added. */
    private record Line(char sign, String text) {}

    private UnifiedDiff() {}

    /** Returns the difference; each line with its end. */
    public static String of(String name, String before, String after) {
        return of(name, before, after, CONTEXT, MAX_LINES, UnifiedDiff::isSecret);
    }

    /**
     * Returns all changed lines and no others.
     *
     * @param secret whether a line is not to be shown, besides those that look like secrets
     */
    public static String changes(String name, String before, String after, Predicate<String> secret) {
        return of(name, before, after, 0, Integer.MAX_VALUE, line -> isSecret(line) || secret.test(line));
    }

    private static String of(
            String name, String before, String after, int context, int most, Predicate<String> secret) {
        List<Line> lines = lines(before.lines().toList(), after.lines().toList());
        StringBuilder text = new StringBuilder(
                "--- " + TerminalText.line(name) + "\n+++ " + TerminalText.line(name) + " (as it would be written)\n");
        int oldLine = 1;
        int newLine = 1;
        int shown = 0;
        int last = -1;
        for (int i = 0; i < lines.size(); i++) {
            Line line = lines.get(i);
            if (isNearChange(lines, i, context)) {
                if (shown == most) {
                    return text.append("(more differences are not shown)\n").toString();
                }
                if (last != i - 1 || i == 0) {
                    text.append("@@ -")
                            .append(oldLine)
                            .append(" +")
                            .append(newLine)
                            .append(" @@\n");
                }
                text.append(line.sign()).append(visible(line.text(), secret)).append('\n');
                last = i;
                shown++;
            }
            oldLine += line.sign() == '+' ? 0 : 1;
            newLine += line.sign() == '-' ? 0 : 1;
        }
        return text.toString();
    }

    private static boolean isNearChange(List<Line> lines, int at, int context) {
        for (int i = Math.max(0, at - context); i <= Math.min(lines.size() - 1, at + context); i++) {
            if (lines.get(i).sign() != ' ') {
                return true;
            }
        }
        return false;
    }

    private static String visible(String line, Predicate<String> secret) {
        return secret.test(line) ? "(not shown: the line may hold a secret)" : TerminalText.line(line);
    }

    private static boolean isSecret(String line) {
        return !SecretLines.values(line).isEmpty()
                || Stream.of(line.split("[\\s=\"']+")).anyMatch(SecretValues::isSecret)
                || SecretValues.isSecret(line.strip());
    }

    /** Returns the lines of both texts in order, as few as possible of them removed and added. */
    private static List<Line> lines(List<String> before, List<String> after) {
        int start = 0;
        while (start < Math.min(before.size(), after.size())
                && before.get(start).equals(after.get(start))) {
            start++;
        }
        int end = 0;
        while (end < Math.min(before.size(), after.size()) - start
                && before.get(before.size() - 1 - end).equals(after.get(after.size() - 1 - end))) {
            end++;
        }
        List<Line> lines = new ArrayList<>();
        before.subList(0, start).forEach(line -> lines.add(new Line(' ', line)));
        middle(before.subList(start, before.size() - end), after.subList(start, after.size() - end), lines);
        before.subList(before.size() - end, before.size()).forEach(line -> lines.add(new Line(' ', line)));
        return lines;
    }

    private static void middle(List<String> before, List<String> after, List<Line> lines) {
        if (before.size() > MAX_COMPARED || after.size() > MAX_COMPARED) {
            before.forEach(line -> lines.add(new Line('-', line)));
            after.forEach(line -> lines.add(new Line('+', line)));
            return;
        }
        int[][] common = new int[before.size() + 1][after.size() + 1];
        for (int i = before.size() - 1; i >= 0; i--) {
            for (int j = after.size() - 1; j >= 0; j--) {
                common[i][j] = before.get(i).equals(after.get(j))
                        ? common[i + 1][j + 1] + 1
                        : Math.max(common[i + 1][j], common[i][j + 1]);
            }
        }
        int i = 0;
        int j = 0;
        while (i < before.size() || j < after.size()) {
            if (i < before.size() && j < after.size() && before.get(i).equals(after.get(j))) {
                lines.add(new Line(' ', before.get(i++)));
                j++;
            } else if (j == after.size() || i < before.size() && common[i + 1][j] >= common[i][j + 1]) {
                lines.add(new Line('-', before.get(i++)));
            } else {
                lines.add(new Line('+', after.get(j++)));
            }
        }
    }
}
