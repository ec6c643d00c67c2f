package dev.sild.images.text;

import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Commands of container engines in scripts and documents, which name containers and no hosts. */
public final class EngineCommands {
    private static final Pattern MARK = Pattern.compile("\\b(?:docker|podman|nerdctl)[ \\t]");

    private static final String START = "\\b(?:docker|podman|nerdctl)[ \\t]+(?:container[ \\t]+)?";

    /** A command whose words are options and containers. */
    private static final Pattern OF_NAMES = Pattern.compile(START
            + "(?:attach|commit|cp|diff|export|inspect|kill|logs|pause|port|rename|restart|rm|start|stats|stop|top|unpause"
            + "|update|wait)\\b([^\\n;|&)`]{0,500})");

    /** A command that runs another in a container: its options and the container. */
    private static final Pattern OF_PROGRAM = Pattern.compile(START
            + "exec\\b((?:[ \\t]+(?:(?:-[a-z]*[uew]|--(?:user|env|workdir|env-file))[ \\t]+\\S{1,200}|-\\S{0,200})){0,20}[ \\t]+"
            + "[\"']?[\\w.-]{1,200})");

    /** A command that runs on the machine of an engine, or that leads to another machine. */
    private static final Pattern OF_MACHINE = Pattern.compile(
            "(?m)(?:^|[;|&({]|\\$\\(|`|\\b(?:sudo|if|then|else|do|exec|time|while|until)[ \\t])[ \\t]{0,40}!?[ \\t]{0,4}"
                    + "(docker|podman|nerdctl|kubectl|docker-compose|podman-compose|ssh|scp)[ \\t]");

    private EngineCommands() {}

    /** Returns the programs of a machine with an engine that a script calls; those of containers have none of them. */
    public static Set<String> programs(String script) {
        return OF_MACHINE.matcher(script).results().map(call -> call.group(1)).collect(Collectors.toSet());
    }

    /** Returns a text of the same length with blanks in place of the containers that such commands name. */
    public static String withoutNames(String text) {
        if (!MARK.matcher(text).find()) {
            return text;
        }
        StringBuilder blanked = new StringBuilder(text);
        for (Pattern pattern : new Pattern[] {OF_NAMES, OF_PROGRAM}) {
            Matcher command = pattern.matcher(text);
            while (command.find()) {
                for (int i = command.start(1); i < command.end(1); i++) {
                    blanked.setCharAt(i, ' ');
                }
            }
        }
        return blanked.toString();
    }
}
