package dev.sild.compose.translate.container;

import dev.sild.images.BuildSteps;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What commands do to the configuration of nginx. Each is looked at by itself, so that the time grows with the length
 * of a script, however often a word comes in it.
 */
final class NginxCommands {
    private static final String FOLDER = "/etc/nginx";

    private static final Pattern BETWEEN_COMMANDS = Pattern.compile("[;&|]");
    private static final Pattern BETWEEN_LINES = Pattern.compile("[;&|\\n]");

    private static final Pattern REMOVES = Pattern.compile("\\brm\\s");
    private static final Pattern SERVER_OF_IMAGE =
            Pattern.compile("/etc/nginx/conf\\.d(?:/(?:default\\.conf|\\*\\S*+))?+(?=\\s|$)");

    /** What changes files whose folder need not be in the same command. */
    private static final Pattern EDITS = Pattern.compile("\\b(?:sed|envsubst)\\b");

    /** Commands that name the configuration and write no servers. */
    private static final Pattern WRITES_NOTHING =
            Pattern.compile("\\s*+(?:sudo\\s++)?+(?:rm|chown|chmod|chgrp|mkdir|ls|nginx)\\s[^>]*+");

    /** What a process has besides nginx that may write its configuration. */
    private static final Pattern OTHER = Pattern.compile("envsubst|\\b(?:sed|cp|mv|ln|tee)\\b|>|\\.sh\\b");

    /** Options of nginx that name another configuration. */
    private static final Pattern ELSEWHERE = Pattern.compile("\\s-[cp]\\s");

    private NginxCommands() {}

    /** Whether a process is nginx with its usual configuration, and changes none of it first. */
    static boolean startsOnlyNginx(List<String> process) {
        String command = String.join(" ", process).replaceFirst("^/docker-entrypoint\\.sh\\b", "");
        return command.isBlank()
                || command.contains("nginx")
                        && !OTHER.matcher(command).find()
                        && !any(BETWEEN_COMMANDS, command, NginxCommands::startsWithOther);
    }

    /** Whether a build removes the server that the image brings. */
    static boolean removeServer(BuildSteps steps) {
        return any(BETWEEN_COMMANDS, steps, command -> {
            Matcher removes = REMOVES.matcher(command);
            Matcher server = SERVER_OF_IMAGE.matcher(command);
            return removes.find() && server.find(removes.end());
        });
    }

    /** Whether a build may write servers into the configuration. */
    static boolean mayWrite(BuildSteps steps) {
        return any(BETWEEN_LINES, steps, command -> {
            Matcher edits = EDITS.matcher(command);
            return command.contains(FOLDER) && !WRITES_NOTHING.matcher(command).matches()
                    || command.contains(NginxPorts.SCRIPTS)
                    || edits.find() && command.indexOf("nginx", edits.end()) >= 0;
        });
    }

    private static boolean startsWithOther(String command) {
        int nginx = command.indexOf("nginx");
        return nginx >= 0 && ELSEWHERE.matcher(command).find(nginx);
    }

    private static boolean any(Pattern between, BuildSteps steps, Predicate<String> test) {
        return steps.scripts().stream().anyMatch(script -> any(between, script, test));
    }

    private static boolean any(Pattern between, String script, Predicate<String> test) {
        return Arrays.stream(between.split(script)).anyMatch(test);
    }
}
