package dev.sild.kubernetes.objects;

import dev.sild.model.Container;
import dev.sild.model.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Texts that {@code podman kube play} cannot read, of several lines that begin with a blank: podman 5.4 writes YAML
 * again before it reads it, and not in all places so that it can.
 */
public final class PodmanTexts {
    private PodmanTexts() {}

    /**
     * Returns the script that a shell is started with, if it is such a text: to a shell its first blanks mean nothing.
     */
    public static Optional<Text> script(List<Text> words) {
        for (int i = 1; i < words.size(); i++) {
            if (words.get(i - 1) instanceof Text.Literal option
                    && option.value().matches("-[a-z]*c")
                    && isUnreadable(words.get(i))) {
                return Optional.of(words.get(i));
            }
        }
        return Optional.empty();
    }

    /** Returns what of a container is such a text, as the report names it: variables and words of its command. */
    public static List<String> unreadable(Container container) {
        List<String> unreadable = new ArrayList<>();
        container.env().stream()
                .filter(variable -> isUnreadable(variable.value()))
                .forEach(variable -> unreadable.add(".environment." + variable.name()));
        List<Text> words = Stream.concat(container.command().stream(), container.args().stream())
                .toList();
        Optional<Text> script = script(words);
        if (words.stream().anyMatch(word -> isUnreadable(word) && !(script.isPresent() && script.get() == word))) {
            unreadable.add(".command");
        }
        return unreadable;
    }

    private static boolean isUnreadable(Text text) {
        boolean plain = text instanceof Text.Literal || text instanceof Text.Variable;
        return plain
                && text.value().indexOf('\n') >= 0
                && Character.isWhitespace(text.value().charAt(0));
    }
}
