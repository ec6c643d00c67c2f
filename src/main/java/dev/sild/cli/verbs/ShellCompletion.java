package dev.sild.cli.verbs;

import dev.sild.cli.options.CommandShape;
import dev.sild.cli.options.Options;
import dev.sild.cli.terminal.Console;
import dev.sild.cli.terminal.ExitCode;
import java.util.List;
import java.util.TreeSet;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code sild complete}: what shells and kubectl ask while a user types a command about stacks. */
public final class ShellCompletion {
    private static final String VERBS = String.join(" ", new TreeSet<>(Verbs.NAMES)) + " logs";

    /** Appended to the script of bash and zsh: after commands about stacks, names come from the cluster, too. */
    public static final String BASH = """

            function _sild_from_the_cluster() {
              _complete_sild "$@"
              local word="${COMP_WORDS[COMP_CWORD]}"
              case " %s " in
                *" ${COMP_WORDS[1]} "*)
                  if [[ $COMP_CWORD -gt 1 && $word != -* ]]; then
                    local IFS=$'\\n'
                    COMPREPLY+=($(sild complete -- "${COMP_WORDS[@]:1}" 2> /dev/null))
                  fi
                  ;;
              esac
            }
            complete -F _sild_from_the_cluster -o default sild
            """.formatted(VERBS);

    /** The same for fish. */
    public static final String FISH = """
            complete -c sild -n '__fish_seen_subcommand_from %s; and type -q sild; \
            and not string match -q -- "-*" (commandline -ct)' \
            -a '(sild complete -- (commandline -opc)[2..-1] (commandline -ct) 2> /dev/null)'
            """.formatted(VERBS);

    private ShellCompletion() {}

    public static CommandSpec spec() {
        CommandSpec spec = CommandShape.of("complete", "Print what completes a command line about stacks, for shells.");
        spec.addPositional(Options.arguments(
                "WORD", "After --, the words of the command line after 'sild'; the last one is completed."));
        ClusterVerb.examples(spec, "sild complete -- status ''", "sild complete -- restart shop a");
        return spec;
    }

    /** Prints the candidates, one a line. */
    public static int run(Console console, ParseResult parsed) {
        List<String> words = new Options(parsed).arguments();
        if (words.size() > 1 && ClusterCompletion.serves(words.get(0))) {
            ClusterCompletion.of(words.get(0), words.subList(1, words.size())).forEach(console::line);
        }
        return ExitCode.OK;
    }
}
