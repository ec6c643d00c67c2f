package dev.sild.images.health;

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
        boolean script = command.size() == 3 && command.get(1).equals("-c");
        String text = script ? command.get(2) : String.join(" ", command);
        if (!PROGRAM.matcher(script ? text : command.get(0)).find()
                || !NAME.matcher(text).find()) {
            return check;
        }
        if (script) {
            return new Health.Exec(
                    List.of(command.get(0), "-c", both(text, NAME.matcher(text).replaceAll(ADDRESS))));
        }
        List<String> other = command.stream()
                .map(word -> NAME.matcher(word).replaceAll(ADDRESS))
                .toList();
        return new Health.Exec(bare ? other : List.of("/bin/sh", "-c", quoted(command) + " || " + quoted(other)));
    }

    /** Each part may exit, and may end with a comment. */
    private static String both(String first, String second) {
        String end = first.indexOf('#') >= 0 || first.indexOf('\n') >= 0 ? "\n)" : ")";
        return "(" + first + end + " || (" + second + end;
    }

    private static String quoted(List<String> command) {
        return String.join(
                " ",
                command.stream()
                        .map(word -> PLAIN.matcher(word).matches() ? word : "'" + word.replace("'", "'\\''") + "'")
                        .toList());
    }
}
