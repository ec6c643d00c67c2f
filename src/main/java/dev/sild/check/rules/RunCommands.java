package dev.sild.check.rules;

import dev.sild.images.Instruction;
import dev.sild.images.text.JsonWords;
import dev.sild.images.text.ShellScript;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The commands of a {@code RUN} instruction. */
final class RunCommands {
    private static final Pattern ASSIGNMENT = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*=.*", Pattern.DOTALL);
    private static final Set<String> PREFIXES =
            Set.of("sudo", "exec", "command", "time", "then", "do", "else", "if", "!", "{", "env", "nice");
    private static final Set<String> INSTALLERS = Set.of("apt-get", "apt", "apk", "yum", "dnf", "microdnf");

    private final String flags;
    private final List<List<String>> commands = new ArrayList<>();

    private RunCommands(String flags) {
        this.flags = flags;
    }

    static RunCommands of(Instruction instruction) {
        String arguments = instruction.arguments();
        StringBuilder flags = new StringBuilder();
        while (arguments.startsWith("--")) {
            int end = 0;
            while (end < arguments.length() && !Character.isWhitespace(arguments.charAt(end))) {
                end++;
            }
            flags.append(arguments, 0, end).append(' ');
            arguments = arguments.substring(end).stripLeading();
        }
        RunCommands run = new RunCommands(flags.toString());
        Optional<List<String>> exec = JsonWords.parse(arguments);
        if (exec.isPresent()) {
            run.add(exec.get());
        } else {
            ShellScript.commands(arguments).forEach(run::add);
            instruction.heredocs().forEach(text -> ShellScript.commands(text).forEach(run::add));
        }
        return run;
    }

    private void add(List<String> words) {
        int start = 0;
        while (start < words.size()
                && (PREFIXES.contains(words.get(start))
                        || ASSIGNMENT.matcher(words.get(start)).matches())) {
            start++;
        }
        if (start < words.size()) {
            commands.add(words.subList(start, words.size()));
        }
    }

    /** Returns the commands, each as its program and arguments, without assignments before it. */
    List<List<String>> all() {
        return commands;
    }

    /** Whether a cache of the builder takes the place of a folder, so that nothing of it stays in the image. */
    boolean hasCacheMount() {
        return flags.contains("type=cache");
    }

    /** Whether files of the build context are mounted instead of copied. */
    boolean hasBindMount() {
        return flags.contains("type=bind");
    }

    /** Returns the words of the first command of that program which has one of these words; empty for none. */
    Optional<List<String>> find(Set<String> programs, Set<String> words) {
        return commands.stream()
                .filter(command -> programs.contains(command.get(0))
                        && command.stream().skip(1).anyMatch(words::contains))
                .findFirst();
    }

    /** Returns the packages that package managers of distributions install. */
    List<String> packages() {
        List<String> packages = new ArrayList<>();
        for (List<String> command : commands) {
            int at = Math.max(command.indexOf("install"), command.indexOf("add"));
            if (INSTALLERS.contains(command.get(0)) && at > 0) {
                command.stream()
                        .skip(at + 1L)
                        .filter(word -> !word.startsWith("-") && !word.startsWith("."))
                        .forEach(packages::add);
            }
        }
        return packages;
    }
}
