package dev.sild.compose.translate.pods;

import dev.sild.model.Container;
import dev.sild.model.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Containers that end, in a pod that goes on: the kubelet would start them again and again, and the pod would be ready
 * only in between. Where they run a shell, it waits behind what they do.
 */
final class IdleAfterwards {
    private static final Pattern SHELL = Pattern.compile("(?:/\\S*/)?(?:ba|da|a|z|k)?sh");
    private static final Pattern OPTION = Pattern.compile("-[a-z]*c");

    /** Of the process that a signal stops, only a trap ends it at once. A command that fails is tried again. */
    static final String SCRIPT = "\"$0\" \"$@\" && { trap 'exit 0' TERM; while :; do sleep 3600 & wait $!; done; }";

    private IdleAfterwards() {}

    /** Whether a container starts with a shell that runs a script. */
    static boolean isPossible(Container container) {
        List<Text> words = words(container);
        return !container.command().isEmpty()
                && words.size() > 2
                && is(SHELL, words.get(0))
                && is(OPTION, words.get(1));
    }

    private static boolean is(Pattern pattern, Text word) {
        return word instanceof Text.Literal literal
                && pattern.matcher(literal.value()).matches();
    }

    /** Returns the container that does the same, and then waits. */
    static Container of(Container container) {
        List<Text> words = words(container);
        List<Text> command = new ArrayList<>(List.of(words.get(0), Text.of("-c"), Text.of(SCRIPT)));
        command.addAll(words);
        return container.with(changed -> changed.command(command).args(List.of()));
    }

    private static List<Text> words(Container container) {
        List<Text> words = new ArrayList<>(container.command());
        words.addAll(container.args());
        return words;
    }
}
