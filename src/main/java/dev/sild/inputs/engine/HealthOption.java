package dev.sild.inputs.engine;

import dev.sild.images.text.JsonWords;
import dev.sild.inputs.project.ComposeDraft;
import dev.sild.inputs.project.Remarks;
import dev.sild.inputs.shell.Argument;
import dev.sild.yaml.Node.Position;
import java.util.List;
import java.util.Optional;

/**
 * The command of a health check: a line for a shell, a list of words as JSON, {@code none}, or words after {@code CMD}.
 */
public final class HealthOption {
    private HealthOption() {}

    /** Sets the check of a service. */
    public static void add(Argument command, ComposeDraft service, Remarks remarks) {
        Position where = command.position();
        String text = command.text();
        ComposeDraft check = service.map("healthcheck", where);
        if (text.equals("none")) {
            check.set("disable", true, where);
        } else if (text.startsWith("[")) {
            Optional<List<String>> words = JsonWords.parse(text).filter(list -> !list.isEmpty());
            if (words.isEmpty()) {
                remarks.unread(where, "this is not a list of words as JSON", "write [\"CMD\", \"PROGRAM\"]");
                return;
            }
            String first = words.get().get(0);
            if (!first.startsWith("CMD") && !first.equals("NONE")) {
                check.add("test", words.get().size() == 1 ? "CMD-SHELL" : "CMD", where);
            }
            words.get().forEach(word -> check.add("test", word, where));
        } else if (text.startsWith("CMD-SHELL ")) {
            check.set("test", text.substring("CMD-SHELL ".length()).strip(), where);
        } else if (text.startsWith("CMD ")) {
            for (String word : text.strip().split("\\s+")) {
                check.add("test", word, where);
            }
        } else {
            check.set("test", text, where);
        }
    }
}
