package dev.sild.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * {@code sild completion}: what a shell proposes is what {@code --help} names, command by command; and what help shows.
 */
@Tag("executable")
class CompletionTest {
    private static final Pattern OPTION =
            Pattern.compile("(?m)^ {2,6}(?:-\\w, {1,3})?(--[a-z-]+)(?:=([a-z0-9-]+(?:\\|[a-z0-9-]+)+))?");
    private static final Pattern COMMAND = Pattern.compile("(?m)^  ([a-z-]+) {2,}\\S");

    @TempDir
    private Path folder;

    private final List<String> questions = new ArrayList<>();

    @ParameterizedTest
    @EnumSource
    void aShellProposesEveryCommand(CompletionShell shell) throws Exception {
        assertThat(commands())
                .contains("convert", "up", "ps", "logs", "down", "adopt", "crds", "explain", "schema", "completion");
        questions.add("sild ");
        assertThat(answers(shell).get(0)).containsExactlyInAnyOrderElementsOf(commands());
    }

    @ParameterizedTest
    @EnumSource
    void aShellProposesEveryOptionThatHelpNames(CompletionShell shell) throws Exception {
        List<String> commands = commands();
        commands.forEach(command -> questions.add("sild " + command + " --"));
        List<Set<String>> answers = answers(shell);
        for (int i = 0; i < commands.size(); i++) {
            assertThat(options(commands.get(i)).keySet()).as(commands.get(i)).contains("--help");
            assertThat(answers.get(i))
                    .as(commands.get(i))
                    .isEqualTo(options(commands.get(i)).keySet());
        }
    }

    @ParameterizedTest
    @EnumSource
    void aShellProposesTheValuesThatAnOptionCanHave(CompletionShell shell) throws Exception {
        List<String> wanted = new ArrayList<>();
        for (String command : commands()) {
            options(command).forEach((option, values) -> {
                if (!values.isEmpty()) {
                    questions.add("sild " + command + " " + option + " ");
                    wanted.add(values);
                }
            });
        }
        assertThat(questions).contains("sild convert --target ", "sild ps --format ", "sild diff --color ");
        List<Set<String>> answers = answers(shell);
        for (int i = 0; i < wanted.size(); i++) {
            assertThat(answers.get(i))
                    .as(questions.get(i))
                    .containsExactlyInAnyOrder(wanted.get(i).split("\\|"));
        }
    }

    @ParameterizedTest
    @EnumSource
    void aShellProposesTheShellsAndWhatCanBeExplained(CompletionShell shell) throws Exception {
        questions.addAll(List.of("sild completion ", "sild explain w", "sild explain "));
        List<Set<String>> answers = answers(shell);
        assertThat(answers.get(0)).containsExactly("bash", "fish", "zsh");
        assertThat(answers.get(1)).containsExactly("webstack", "working_dir");
        assertThat(answers.get(2))
                .contains("monitoringstack", "SILD-IMAGE-TO-PUSH", "image-untagged", "depends_on")
                .noneMatch(name -> name.contains("*"));
    }

    /** The others propose files wherever they know of nothing else. */
    @ParameterizedTest
    @EnumSource(names = "FISH")
    void aShellProposesFilesWhereOneIsMeant(CompletionShell shell) throws Exception {
        Files.createFile(folder.resolve("shop.yaml"));
        questions.addAll(List.of("sild convert --file sho", "sild render sho", "sild convert --project-name sho"));
        List<Set<String>> answers = answers(shell);
        assertThat(answers.subList(0, 2))
                .allSatisfy(answer -> assertThat(answer).containsExactly("shop.yaml"));
        assertThat(answers.get(2)).containsExactly("");
    }

    @Test
    void theHelpOfEveryCommandHasExamples() {
        assertThat(commands())
                .allSatisfy(command -> assertThat(
                                CommandRun.of(folder, "", command, "--help").out())
                        .containsPattern("(?m)^Examples?:\n  .*sild " + command));
    }

    private List<Set<String>> answers(CompletionShell shell) throws Exception {
        assumeTrue(shell.isHere(), () -> "NO " + shell.name() + " IS ON THIS MACHINE");
        return shell.answers(folder, questions);
    }

    private List<String> commands() {
        String help = CommandRun.of(folder, "", "--help").out();
        return COMMAND.matcher(help.substring(help.indexOf("Commands:"), help.indexOf("Examples:")))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    /** Returns the options that the help of a command names, and the values of those that have a few only. */
    private Map<String, String> options(String command) {
        Map<String, String> options = new LinkedHashMap<>();
        Matcher matcher =
                OPTION.matcher(CommandRun.of(folder, "", command, "--help").out());
        while (matcher.find()) {
            options.put(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2));
        }
        return options;
    }
}
