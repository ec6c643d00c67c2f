package dev.sild.images.health;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Which program a command runs, as far as it tells two commands of one image apart: the server that its health check
 * asks, and a worker beside it.
 */
public final class RunProgram {
    private static final Set<String> SHELLS = Set.of("sh", "bash", "ash", "dash");
    /** Programs that run what their next words name. */
    private static final Set<String> RUNNERS = Set.of("""
            python python2 python3 node nodejs ruby php java perl deno bun dotnet npm npx yarn pnpm bundle poetry uv \
            pipenv manage.py artisan console rails rake run exec start:prod run-script""".split(" "));
    /** What precedes the program that it starts. */
    private static final Set<String> WRAPPERS =
            Set.of("tini", "dumb-init", "exec", "env", "gosu", "su-exec", "--", "time");

    private RunProgram() {}

    /**
     * Whether a container runs another program than its image would by itself. Not if the image's own is unknown.
     *
     * @param entrypoint the image's entrypoint
     * @param command the image's command
     * @param ownEntrypoint the container's entrypoint; empty for the image's
     * @param ownCommand the container's command; empty for the image's
     */
    public static boolean differs(
            List<String> entrypoint, List<String> command, List<String> ownEntrypoint, List<String> ownCommand) {
        if (ownEntrypoint.isEmpty() && ownCommand.isEmpty()) {
            return false;
        }
        List<String> usual = program(command.isEmpty() ? entrypoint : command);
        List<String> own = program(ownCommand.isEmpty() ? ownEntrypoint : ownCommand);
        if (usual.isEmpty()
                || own.isEmpty()
                || own.get(0).startsWith("-")
                || command.isEmpty() && ownEntrypoint.isEmpty()) {
            // Words for an entrypoint are its arguments.
            return false;
        }
        int common = Math.min(usual.size(), own.size());
        return !usual.subList(0, common).equals(own.subList(0, common));
    }

    /** Returns the name of a program and, for one that runs others, the words that say which. */
    private static List<String> program(List<String> command) {
        List<String> words = command;
        if (words.size() > 2
                && SHELLS.contains(name(words.get(0)))
                && words.get(1).endsWith("c")) {
            String script = words.get(2).strip();
            int last = Math.max(script.lastIndexOf("&&"), script.lastIndexOf(';'));
            words = List.of(script.substring(last < 0 ? 0 : last + (script.charAt(last) == ';' ? 1 : 2))
                    .strip()
                    .split("\\s+"));
        }
        List<String> program = new ArrayList<>();
        for (String word : words) {
            boolean option = word.startsWith("-") && !program.isEmpty();
            boolean before = program.isEmpty() && (WRAPPERS.contains(name(word)) || word.indexOf('=') > 0);
            if (option || before) {
                continue;
            }
            program.add(name(word));
            if (!RUNNERS.contains(name(word)) || program.size() == 4) {
                break;
            }
        }
        return program;
    }

    private static String name(String word) {
        return word.substring(word.lastIndexOf('/') + 1);
    }
}
