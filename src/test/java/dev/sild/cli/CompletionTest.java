package dev.sild.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code sild completion}: what a shell proposes is what {@code --help} names, command by command; and what help shows. */
class CompletionTest {
  private static final Pattern OPTION = Pattern.compile("(?m)^ {2,6}(?:-\\w, {1,3})?(--[a-z-]+)(?:=([a-z0-9-]+(?:\\|[a-z0-9-]+)+))?");
  private static final Pattern COMMAND = Pattern.compile("(?m)^  ([a-z]+) {2,}\\S");
  /** As a shell asks it: a line of words, the last of which is the one to complete. */
  private static final String ASK = """
      compopt() { :; }
      ask() { COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); COMPREPLY=(); _complete_sild; echo "${COMPREPLY[@]}"; }
      """;

  @TempDir
  private Path folder;
  private final List<String> questions = new ArrayList<>();

  @BeforeEach
  void bashIsHere() {
    assumeTrue(new File("/bin/bash").canExecute(), "NO BASH IS ON THIS MACHINE");
  }

  @Test
  void bashProposesEveryCommand() throws Exception {
    assertThat(commands()).contains("convert", "up", "ps", "logs", "down", "adopt", "crds", "explain", "schema", "completion");
    questions.add("sild ''");
    assertThat(answers().get(0)).containsExactlyInAnyOrderElementsOf(commands());
  }

  @Test
  void bashProposesEveryOptionThatHelpNames() throws Exception {
    List<String> commands = commands();
    commands.forEach(command -> questions.add("sild " + command + " --"));
    List<Set<String>> answers = answers();
    for (int i = 0; i < commands.size(); i++) {
      assertThat(options(commands.get(i)).keySet()).as(commands.get(i)).contains("--help");
      assertThat(answers.get(i)).as(commands.get(i)).isEqualTo(options(commands.get(i)).keySet());
    }
  }

  @Test
  void bashProposesTheValuesThatAnOptionCanHave() throws Exception {
    List<String> wanted = new ArrayList<>();
    for (String command : commands()) {
      options(command).forEach((option, values) -> {
        if (!values.isEmpty()) {
          questions.add("sild " + command + " " + option + " ''");
          wanted.add(values);
        }
      });
    }
    assertThat(questions).contains("sild convert --target ''", "sild ps --format ''", "sild diff --color ''");
    List<Set<String>> answers = answers();
    for (int i = 0; i < wanted.size(); i++) {
      assertThat(answers.get(i)).as(questions.get(i)).containsExactlyInAnyOrder(wanted.get(i).split("\\|"));
    }
  }

  @Test
  void bashProposesTheShellsAndTheResources() throws Exception {
    questions.addAll(List.of("sild completion ''", "sild explain w", "sild explain ''"));
    List<Set<String>> answers = answers();
    assertThat(answers.get(0)).containsExactly("bash", "zsh");
    assertThat(answers.get(1)).containsExactly("webstack");
    assertThat(answers.get(2)).containsExactly("microservicestack", "monitoringstack", "webstack");
  }

  @Test
  void theHelpOfEveryCommandHasExamples() {
    assertThat(commands()).allSatisfy(command ->
        assertThat(CommandRun.of(folder, "", command, "--help").out()).containsPattern("(?m)^Examples?:\n  .*sild " + command));
  }

  private List<String> commands() {
    String help = CommandRun.of(folder, "", "--help").out();
    return COMMAND.matcher(help.substring(help.indexOf("Commands:"), help.indexOf("Examples:"))).results()
        .map(match -> match.group(1)).toList();
  }

  /** Returns the options that the help of a command names, and the values of those that have a few only. */
  private Map<String, String> options(String command) {
    Map<String, String> options = new LinkedHashMap<>();
    Matcher matcher = OPTION.matcher(CommandRun.of(folder, "", command, "--help").out());
    while (matcher.find()) {
      options.put(matcher.group(1), matcher.group(2) == null ? "" : matcher.group(2));
    }
    return options;
  }

  /** Has bash take the script, and asks it all questions; returns what it proposes, question by question. */
  private List<Set<String>> answers() throws Exception {
    CommandRun script = CommandRun.of(folder, "", "completion", "bash");
    assertThat(script.code()).isZero();
    Path file = folder.resolve("ask");
    Files.writeString(file, script.out() + ASK + "ask " + String.join("\nask ", questions) + "\n");
    Process process = new ProcessBuilder("bash", file.toString()).directory(folder.toFile()).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes());
    assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).as(said).isZero();
    List<Set<String>> answers = new ArrayList<>();
    for (String line : said.split("\n", -1)) {
      answers.add(new TreeSet<>(List.of(line.split(" "))));
    }
    assertThat(answers).as(said).hasSize(questions.size() + 1);
    return answers;
  }
}
