package dev.sild.inputs.shell;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Programs that only start others, other names of commands, and what declares variables. */
final class Wrappers {
    private static final Set<String> STARTERS = Set.of("sudo", "doas", "exec", "command", "nohup", "time", "nice");
    /** Options of {@code sudo} and others that take a value. */
    private static final Set<String> WITH_VALUE = Set.of("-u", "-g", "-n", "-h", "-p", "-C", "-a");
    /** How many words other names of commands may come to. */
    private static final int MOST_WORDS = 1_000;

    private final Map<String, List<String>> aliases = new HashMap<>();
    private final ShellVariables values;

    Wrappers(ShellVariables values) {
        this.values = values;
    }

    /** Returns a command without the programs that only start it, and with its name in place of an alias. */
    List<Argument> removed(List<Argument> arguments) {
        List<Argument> rest = started(arguments);
        Set<String> used = new java.util.HashSet<>();
        while (!rest.isEmpty()
                && aliases.containsKey(rest.get(0).text())
                && used.add(rest.get(0).text())) {
            List<Argument> renamed = new ArrayList<>();
            for (String word : aliases.get(rest.get(0).text())) {
                renamed.add(rest.get(0).with(word));
            }
            renamed.addAll(rest.subList(1, rest.size()));
            rest = started(renamed);
        }
        return rest;
    }

    private List<Argument> started(List<Argument> arguments) {
        int at = 0;
        while (at < arguments.size()) {
            String program = arguments.get(at).plain().orElse("");
            if (STARTERS.contains(program)) {
                at++;
                while (at < arguments.size() && arguments.get(at).text().startsWith("-")) {
                    boolean sudo = program.equals("sudo") || program.equals("doas") || program.equals("nice");
                    at += sudo && WITH_VALUE.contains(arguments.get(at).text()) && !hasNoValue(arguments, at) ? 2 : 1;
                }
                while (at < arguments.size() && values.assigns(arguments.get(at))) {
                    at++;
                }
            } else if (program.equals("env")) {
                at++;
                while (at < arguments.size() && values.assigns(arguments.get(at))) {
                    at++;
                }
            } else {
                break;
            }
        }
        return arguments.subList(Math.min(at, arguments.size()), arguments.size());
    }

    /** {@code sudo -n} asks for no password; {@code nice -n} is followed by a number. */
    private static boolean hasNoValue(List<Argument> arguments, int at) {
        return arguments.get(at).text().equals("-n")
                && (at + 1 >= arguments.size() || !arguments.get(at + 1).text().matches("-?[0-9]{1,3}"));
    }

    /** Reads what a command says about variables and names of commands. */
    boolean declares(List<Argument> arguments) {
        List<Argument> rest = arguments.subList(1, arguments.size());
        switch (arguments.get(0).plain().orElse("")) {
            case "export", "readonly", "local", "declare", "typeset" -> rest.forEach(values::assigns);
            case "alias" -> rest.forEach(this::alias);
            case "unset" -> rest.forEach(argument -> values.unset(argument.text()));
            case "unalias" -> rest.forEach(argument -> aliases.remove(argument.text()));
            default -> {
                return false;
            }
        }
        return true;
    }

    private void alias(Argument argument) {
        int equals = argument.text().indexOf('=');
        List<String> words =
                List.of(argument.text().substring(equals + 1).strip().split("\\s+"));
        if (equals > 0 && words.size() <= MOST_WORDS) {
            aliases.put(argument.text().substring(0, equals), words);
        }
    }
}
