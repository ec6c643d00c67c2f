package dev.sild.compose.translate;

import dev.sild.compose.ComposeProject;
import dev.sild.model.Text;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.ScalarNode;
import java.util.LinkedHashSet;
import java.util.Set;
import java.util.function.Consumer;

/** The places of a compose file where variables are used. */
final class VariablePlaces {
    private VariablePlaces() {}

    /**
     * A place where variables are used.
     *
     * @param rest its path below the attribute, or below the top
     */
    record Place(String path, String rest, Set<String> names, ScalarNode scalar) {}

    /** Hands the places below a node, in order, to {@code to}. */
    static void walk(Node node, String path, String rest, Consumer<Place> to) {
        if (node instanceof MapNode map) {
            map.entries()
                    .forEach((key, entry) ->
                            walk(entry.value(), path + "." + key, rest.isEmpty() ? key : rest + "." + key, to));
        } else if (node instanceof ListNode list) {
            for (int i = 0; i < list.items().size(); i++) {
                walk(list.items().get(i), path + "[" + i + "]", rest + "[" + i + "]", to);
            }
        } else if (node instanceof ScalarNode scalar) {
            Set<String> names = new LinkedHashSet<>();
            variables(scalar.text(), names);
            names.removeIf(VariablePlaces::ofFolders);
            if (!names.isEmpty()) {
                to.accept(new Place(path, rest, names, scalar));
            }
        }
    }

    /** Adds the names of the variables of a text. */
    static void variables(Text text, Set<String> names) {
        if (text instanceof Text.Variable variable) {
            names.add(variable.name());
        } else if (text instanceof Text.Concat concat) {
            concat.parts().forEach(part -> variables(part, names));
        }
    }

    static boolean ofFolders(String name) {
        return name.equals(ComposeProject.FOLDER) || name.equals(ComposeProject.HOME);
    }

    /** The content of an anchor counts where it is used. */
    static boolean isOfOthers(String key) {
        return key.startsWith("x-") && !key.equals("x-sild");
    }
}
