package dev.sild.inputs.engine;

import dev.sild.inputs.project.Remarks;
import dev.sild.inputs.shell.Argument;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The command of a container with the time in it, such as the name of a backup. The shell of the script would fill in
 * the time at which it starts the container; what a script becomes starts again and on a schedule, so a shell in the
 * container fills it in.
 */
final class DatedCommand {
    private static final Set<String> SHELLS = Set.of("sh", "bash", "ash", "dash", "/bin/sh", "/bin/bash", "/bin/ash");
    private static final Pattern DATE = Pattern.compile("\\$\\$\\(date[^()]*\\)");
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_./:=@%+,-]+");

    private DatedCommand() {}

    /**
     * Returns the words of a command, which a shell runs where one of them has the time in it.
     *
     * @param alone whether the first word is the program, and not an argument of an entrypoint that was given
     */
    static List<Argument> of(List<Argument> words, boolean alone, Remarks remarks) {
        List<Argument> dated = words.stream().filter(Argument::dated).toList();
        if (dated.isEmpty()) {
            return words;
        }
        boolean scripted = alone
                && words.size() > 2
                && SHELLS.contains(words.get(0).text())
                && words.get(1).text().equals("-c")
                && dated.equals(List.of(words.get(2)));
        boolean program = alone
                && PLAIN.matcher(words.get(0).text()).matches()
                && !words.get(0).text().startsWith("-");
        boolean known = words.stream().allMatch(word -> word.plain().isPresent());
        if (!scripted && !(program && known)) {
            dated.forEach(word -> report(word, remarks));
            return words;
        }
        for (Argument word : dated) {
            remarks.add(
                    Code.APPROXIMATED,
                    word.position(),
                    "the time in the command is that at which the container starts",
                    "");
        }
        if (scripted) {
            return words;
        }
        List<String> line = new ArrayList<>();
        words.forEach(word -> line.add(word.dated() ? live(word.text()) : quoted(word.text())));
        Argument first = words.get(0);
        return List.of(first.with("sh"), first.with("-c"), first.with(String.join(" ", line)));
    }

    /** Reports a word whose time nobody fills in. */
    static void report(Argument word, Remarks remarks) {
        remarks.unread(
                word.position(),
                "the time is only known when the script runs; '$(date)' is kept as text",
                "write its value");
    }

    /** Returns a word in double quotes, in which the shell runs nothing but {@code date}. */
    private static String live(String text) {
        StringBuilder word = new StringBuilder("\"");
        Matcher date = DATE.matcher(text);
        int end = 0;
        while (date.find()) {
            word.append(escaped(text.substring(end, date.start()))).append(date.group());
            end = date.end();
        }
        return word.append(escaped(text.substring(end))).append('"').toString();
    }

    private static String escaped(String text) {
        return text.replaceAll("[\\\\\"`]", "\\\\$0").replace("$$", "\\$$");
    }

    private static String quoted(String text) {
        return PLAIN.matcher(text).matches() ? text : "'" + text.replace("'", "'\\''") + "'";
    }
}
