package dev.sild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A shell that is asked what it proposes once it has taken the script of {@code sild completion}. */
enum CompletionShell {
    /** Its functions are called as it calls them: with a line of words, the last of which is the one to complete. */
    BASH("""
      compopt() { :; }
      source ./completion
      for question in "$@"; do
        [[ $question = *' ' ]] && question+="''"
        eval "COMP_WORDS=($question)"
        COMP_CWORD=$((${#COMP_WORDS[@]} - 1)); COMPREPLY=(); _complete_sild; echo "${COMPREPLY[@]}"
      done
      """),
    /** One with a terminal is typed to; what it would show it prints instead. */
    ZSH("""
      zmodload zsh/zpty
      cat > settings <<'END'
      PROMPT=
      autoload -U compinit; compinit -u -D
      source ./completion
      bindkey '^I' complete-word
      compadd() {
        if [[ ${@[1,(i)(-|--)]} == *-(O|A|D)\\ * ]]; then builtin compadd "$@"; return; fi
        local -a hits
        builtin compadd -A hits "$@"
        (( $#hits )) && print -r -- "HIT ${(j: :)hits}"
      }
      before() { print; compprefuncs=(before) }
      after() { print -r -- ASKED; compstate[insert]= compstate[list]= comppostfuncs=(after) }
      compprefuncs=(before) comppostfuncs=(after)
      print READY
      END
      zpty shell zsh -f -i
      zpty -w shell source ./settings
      zpty -r shell said $'*READY\\r\\n*'
      for question in "$@"; do
        zpty -w -n shell "$question"$'\\t'
        zpty -r shell said $'*ASKED\\r\\n*'
        hits=(${${(M)${(f)${said//$'\\r'/}}:#HIT *}#HIT })
        print -r -- $hits
        zpty -w -n shell $'\\C-u'
      done
      """),
    /** It says by itself what it would propose, with a description after a tab. */
    FISH("""
      source ./completion
      for question in $argv
        echo (complete -C $question | string split -f 1 \\t)
      end
      """);

    private final String asking;

    CompletionShell(String asking) {
        this.asking = asking;
    }

    /** Whether it is on this machine. */
    boolean isHere() {
        return Stream.of("/bin", "/usr/bin").anyMatch(folder -> Files.isExecutable(Path.of(folder, toString())));
    }

    /**
     * Returns what it proposes, question by question.
     *
     * @param folder where it leaves files of its own
     * @param questions lines whose last word is to be completed; a new one after a space
     */
    List<Set<String>> answers(Path folder, List<String> questions) throws IOException, InterruptedException {
        CommandRun script = CommandRun.of(folder, "", "completion", toString());
        assertThat(script.code()).isZero();
        Files.writeString(folder.resolve("completion"), script.out());
        Files.writeString(folder.resolve("ask"), asking);
        List<String> command =
                new ArrayList<>(List.of(toString(), folder.resolve("ask").toString()));
        command.addAll(questions);
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectInput(
                        ProcessBuilder.Redirect.from(folder.resolve("ask").toFile()));
        // What the user has set is neither asked nor changed.
        builder.environment().put("HOME", folder.toString());
        builder.environment().keySet().removeIf(name -> name.startsWith("XDG_"));
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(process.exitValue()).as(said).isZero();
        List<Set<String>> answers = said.lines()
                .map(line -> (Set<String>) new TreeSet<>(List.of(line.split(" "))))
                .toList();
        assertThat(answers).as(said).hasSameSizeAs(questions);
        return answers;
    }

    /** Returns the name of its program. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
