package dev.sild.images.health;

import dev.sild.images.text.ShellCommand;
import dev.sild.model.Health;
import dev.sild.units.Digits;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Reads what people write as a health test and says what a probe must do.
 *
 * <p>A test that is nothing but one HTTP GET of the container itself, or one TCP connection to it, needs no program in
 * the image once Kubernetes does it; every other test stays the command it is. See <a
 * href="https://docs.docker.com/reference/compose-file/services/#healthcheck">healthcheck</a> and <a
 * href="https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/">probes</a>. A probe
 * connects to the pod's address, so a server that listens on its loopback address only is not reached by it.
 */
public final class HealthCommand {
    private HealthCommand() {}

    /** Like {@link #translate(List, Set)}, for a container without names of its own. */
    public static Optional<Health.Check> translate(List<String> test) {
        return translate(test, Set.of());
    }

    /**
     * Returns the check that does what {@code test} does.
     *
     * @param test {@code CMD} and an argv, {@code CMD-SHELL} and a text, or an argv without a word before it; variables
     *     of compose are resolved and {@code $$} is {@code $}
     * @param ownNames names under which the container finds itself, such as its service's; loopback ones need no
     *     mention
     * @return empty where there is nothing to check: {@code NONE}, or no command at all
     */
    public static Optional<Health.Check> translate(List<String> test, Set<String> ownNames) {
        if (test.isEmpty() || test.get(0).equals("NONE")) {
            return Optional.empty();
        }
        boolean shell = test.get(0).equals("CMD-SHELL");
        boolean marked = shell || test.get(0).equals("CMD");
        List<String> command = marked ? test.subList(1, test.size()) : test;
        if (command.isEmpty() || command.get(0).isBlank()) {
            return Optional.empty();
        }
        Optional<Health.Check> seen = shell
                ? command.size() == 1 ? ofText(command.get(0), ownNames) : Optional.empty()
                : ofArguments(command, ownNames);
        return seen.isPresent() ? seen : Optional.of(new Health.Exec(shell ? inShell(command) : command));
    }

    /**
     * Returns the command that {@code test} is, for who runs it in the container as a container engine does;
     * {@code test} as above, and one that is something to check.
     */
    public static Health.Exec asWritten(List<String> test) {
        boolean shell = test.get(0).equals("CMD-SHELL");
        List<String> command = shell || test.get(0).equals("CMD") ? test.subList(1, test.size()) : test;
        return new Health.Exec(shell ? inShell(command) : command);
    }

    /** Returns the name of the only program that a test runs; empty where it runs several, or which one is unknown. */
    public static Optional<String> program(List<String> test) {
        if (test.isEmpty() || test.get(0).equals("NONE")) {
            return Optional.empty();
        }
        boolean shell = test.get(0).equals("CMD-SHELL");
        List<String> command = shell || test.get(0).equals("CMD") ? test.subList(1, test.size()) : test;
        Optional<List<String>> words =
                shell && command.size() == 1 ? ShellCommand.plain(command.get(0)) : Optional.of(command);
        return words.filter(all -> !shell || command.size() == 1)
                .filter(all -> !all.isEmpty())
                .map(all -> all.get(0).substring(all.get(0).lastIndexOf('/') + 1));
    }

    private static List<String> inShell(List<String> texts) {
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c"));
        command.addAll(texts);
        return command;
    }

    private static Optional<Health.Check> ofText(String text, Set<String> ownNames) {
        return ShellCommand.plain(text).flatMap(words -> ofArguments(words, ownNames));
    }

    private static Optional<Health.Check> ofArguments(List<String> command, Set<String> ownNames) {
        List<String> arguments = command.subList(1, command.size());
        String program = command.get(0).substring(command.get(0).lastIndexOf('/') + 1);
        return switch (program) {
            case "curl" -> HttpClient.curl(arguments, ownNames);
            case "wget" -> HttpClient.wget(arguments, ownNames);
            case "nc", "ncat", "netcat" -> netcat(arguments, ownNames);
            case "sh", "bash", "ash", "dash" ->
                command.size() == 3 && command.get(1).equals("-c")
                        ? ofText(command.get(2), ownNames)
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** {@code nc -z localhost 5432}: opens a connection and closes it. Everything but that one use is left alone. */
    private static Optional<Health.Check> netcat(List<String> arguments, Set<String> ownNames) {
        boolean scan = false;
        List<String> plain = new ArrayList<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (argument.length() < 2 || argument.charAt(0) != '-') {
                plain.add(argument);
                continue;
            }
            for (int k = 1; k < argument.length(); k++) {
                char flag = argument.charAt(k);
                if (flag == 'w') {
                    boolean attached = k + 1 < argument.length();
                    i += attached ? 0 : 1;
                    break;
                }
                if ("zvn46".indexOf(flag) < 0) {
                    return Optional.empty();
                }
                scan |= flag == 'z';
            }
        }
        int port = plain.size() == 2 ? Digits.port(plain.get(1)) : 0;
        return scan && port > 0 && isSelf(plain.get(0), ownNames)
                ? Optional.of(new Health.Tcp(port))
                : Optional.empty();
    }

    /** Whether {@code host} is the container that asks. */
    static boolean isSelf(String host, Set<String> ownNames) {
        return switch (host) {
            case "localhost", "127.0.0.1", "0.0.0.0", "::1", "[::1]", "[::]", "ip6-localhost" -> true;
            default -> ownNames.contains(host);
        };
    }
}
