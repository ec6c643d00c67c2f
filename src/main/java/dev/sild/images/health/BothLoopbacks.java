package dev.sild.images.health;

import dev.sild.images.text.SimpleCommands;
import dev.sild.model.Health;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Checks in the container that connect to {@code localhost} with a program of BusyBox. It tries the first address only,
 * and that is {@code ::1} in pods, where most servers listen on IPv4 alone. In a container of an engine without IPv6
 * the name is 127.0.0.1: the check works there, and never in a pod. GNU wget and curl try both.
 */
public final class BothLoopbacks {
    private static final Pattern PROGRAM = Pattern.compile("(?:^|[\\s;|&(/])(?:wget|nc)(?=\\s|$)");
    private static final Pattern NAME = Pattern.compile("(?<![\\w.@-])localhost(?=[:/\\s\"')|;&]|$)");
    /** {@code -c}, {@code -ec}, {@code -lc}. */
    private static final Pattern OF_SCRIPT = Pattern.compile("-[a-z]{0,5}c");

    private static final Pattern PLAIN = Pattern.compile("[\\w./:@%+=,-]+");
    private static final String ADDRESS = "127.0.0.1";

    private BothLoopbacks() {}

    /**
     * Returns a check that tries 127.0.0.1 after {@code localhost}, or the check itself if it needs not.
     *
     * @param bare whether the image is known to have no shell
     */
    public static Health.Check in(Health.Check check, boolean bare) {
        if (!(check instanceof Health.Exec exec) || exec.command().isEmpty()) {
            return check;
        }
        List<String> command = exec.command();
        if (command.size() == 3 && OF_SCRIPT.matcher(command.get(1)).matches()) {
            return new Health.Exec(
                    List.of(command.get(0), command.get(1), SimpleCommands.map(command.get(2), BothLoopbacks::both)));
        }
        String program = command.size() > 1 && command.get(0).endsWith("busybox") ? command.get(1) : command.get(0);
        if (!PROGRAM.matcher(program).find()
                || command.stream().noneMatch(word -> NAME.matcher(word).find())) {
            return check;
        }
        List<String> other = command.stream()
                .map(word -> NAME.matcher(word).replaceAll(ADDRESS))
                .toList();
        return new Health.Exec(bare ? other : List.of("/bin/sh", "-c", quoted(command) + " || " + quoted(other)));
    }

    /** Returns one command of a script that also tries the address: what its result decides happens once. */
    private static String both(String command) {
        return PROGRAM.matcher(command).find() && NAME.matcher(command).find()
                ? "{ " + command + " || " + NAME.matcher(command).replaceAll(ADDRESS) + "; }"
                : command;
    }

    private static String quoted(List<String> command) {
        return String.join(
                " ",
                command.stream()
                        .map(word -> PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'")
                        .toList());
    }
}
