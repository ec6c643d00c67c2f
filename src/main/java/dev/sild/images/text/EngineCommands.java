package dev.sild.images.text;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

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

    private EngineCommands() {}

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
