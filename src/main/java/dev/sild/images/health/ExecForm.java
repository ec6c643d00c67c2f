package dev.sild.images.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Health checks in the form of arguments, which no shell reads, that have the syntax of a shell all the same:
 * {@code ["CMD", "pg_isready", "||", "exit", "1"]}. An engine passes on {@code ||} as an argument, which most programs
 * refuse: the check always fails. Under compose that shows as "unhealthy" and may harm nobody; a pod gets no traffic.
 */
public final class ExecForm {
    private static final Set<String> SHELLS = Set.of("sh", "bash", "ash", "dash", "zsh", "busybox");

    /** Programs to which single operators are arguments like others. */
    private static final Set<String> TAKE_OPERATORS =
            Set.of("grep", "egrep", "fgrep", "awk", "sed", "find", "tr", "cut", "expr", "test", "[", "xargs");

    /** Languages in which {@code || exit 1} means what it means in a shell. */
    private static final Set<String> LANGUAGES = Set.of("perl", "ruby", "pwsh", "powershell");

    private static final Pattern FAILS = Pattern.compile("\\s*(?:exit(?:\\s+[1-9][0-9]{0,2})?|false)\\s*");
    /** Options with which a shell reads its next argument. */
    private static final Pattern SCRIPT_OPTION = Pattern.compile("-[a-z]{0,4}c");

    /** What a shell puts a value in the place of; other dollars are part of queries and patterns. */
    private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{?[A-Z_]|\\()");

    private static final Pattern PLAIN = Pattern.compile("[\\w./:@%+=,-]+");
    private static final Pattern SINGLE = Pattern.compile("[|;]|[12&]?>{1,2}(?:&[12]|/\\S*)?");

    private ExecForm() {}

    /**
     * Returns the check that is meant, in the form in which it works.
     *
     * @param test {@code CMD} and an argv, or another form, to which nothing applies
     * @return empty where the check is not such a mistake
     */
    public static Optional<List<String>> meant(List<String> test) {
        if (test.size() < 2 || !test.get(0).equals("CMD")) {
            return Optional.empty();
        }
        List<String> words = test.subList(1, test.size());
        String first = words.get(0).strip();
        if (words.size() == 1) {
            return first.chars().anyMatch(Character::isWhitespace)
                    ? Optional.of(List.of("CMD-SHELL", first))
                    : Optional.empty();
        }
        String program = first.substring(first.lastIndexOf('/') + 1);
        if (SHELLS.contains(program) || startsShell(words)) {
            return Optional.empty();
        }
        int or = words.indexOf("||");
        if (or > 0
                && FAILS.matcher(String.join(" ", words.subList(or + 1, words.size())))
                        .matches()) {
            return Optional.of(expanded(test.subList(0, or + 1)));
        }
        Optional<String> last = withoutExit(words.get(words.size() - 1)).filter(kept -> !LANGUAGES.contains(program));
        if (last.isPresent()) {
            List<String> meant = new ArrayList<>(test.subList(0, test.size() - 1));
            if (!last.get().isEmpty()) {
                meant.add(last.get());
            }
            return Optional.of(expanded(meant));
        }
        return inShell(words, program);
    }

    /** Whether a program before it starts a shell, which reads the last words: {@code timeout 5 bash -c "…"}. */
    private static boolean startsShell(List<String> words) {
        for (int i = 1; i + 1 < words.size(); i++) {
            String word = words.get(i);
            if (SHELLS.contains(word.substring(word.lastIndexOf('/') + 1))
                    && SCRIPT_OPTION.matcher(words.get(i + 1)).matches()) {
                return true;
            }
        }
        return false;
    }

    /** Returns a check with its variables expanded: by a shell if it has any. */
    private static List<String> expanded(List<String> test) {
        List<String> words = test.subList(1, test.size());
        return words.stream().anyMatch(word -> VARIABLE.matcher(word).find())
                ? List.of(
                        "CMD-SHELL",
                        String.join(" ", words.stream().map(ExecForm::quoted).toList()))
                : test;
    }

    /** Returns {@code http://localhost/} of {@code http://localhost/ || exit 1}. */
    private static Optional<String> withoutExit(String word) {
        int or = word.lastIndexOf("||");
        boolean fails = or >= 0
                && word.startsWith("exit", or + 2 + blanks(word, or + 2))
                && FAILS.matcher(word.substring(or + 2)).matches();
        return fails ? Optional.of(word.substring(0, or).strip()) : Optional.empty();
    }

    private static int blanks(String word, int from) {
        int at = from;
        while (at < word.length() && word.charAt(at) == ' ') {
            at++;
        }
        return at - from;
    }

    private static Optional<List<String>> inShell(List<String> words, String program) {
        List<String> script = new ArrayList<>();
        boolean operators = false;
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean operator = i > 0
                    && (word.equals("||")
                            || word.equals("&&")
                            || SINGLE.matcher(word).matches() && !TAKE_OPERATORS.contains(program));
            operators |= operator;
            script.add(operator ? word : quoted(word));
        }
        return operators ? Optional.of(List.of("CMD-SHELL", String.join(" ", script))) : Optional.empty();
    }

    /** Returns an argument as a word of a shell. */
    private static String quoted(String word) {
        if (VARIABLE.matcher(word).find()) {
            return '"' + word.replace("\\", "\\\\").replace("\"", "\\\"").replace("`", "\\`") + '"';
        }
        return PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'";
    }
}
