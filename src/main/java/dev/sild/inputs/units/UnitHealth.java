package dev.sild.inputs.units;

import dev.sild.inputs.project.ComposeDraft;
import dev.sild.inputs.project.Remarks;
import dev.sild.inputs.shell.Argument;
import dev.sild.yaml.Node.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The key {@code HealthCmd=}: a line for a shell, a list of words as JSON, {@code none}, or words behind {@code CMD}.
 */
final class UnitHealth {
    private static final Pattern WORDS = Pattern.compile("\\G\\s*[,\\[]\\s*\"((?:[^\"\\\\]|\\\\.)*+)\"");

    private UnitHealth() {}

    /** Sets the check of a service. */
    static void add(Setting setting, UnitValues values, ComposeDraft service, Remarks remarks) {
        Argument command = values.of(setting);
        Position where = command.position();
        String text = command.text();
        ComposeDraft check = service.map("healthcheck", where);
        if (text.equals("none")) {
            check.set("disable", true, where);
        } else if (text.startsWith("[")) {
            Optional<List<String>> words = list(text);
            if (words.isEmpty()) {
                remarks.unread(where, "this is no list of words as JSON", "write [\"CMD\", \"PROGRAM\"]");
                return;
            }
            boolean named =
                    words.get().get(0).startsWith("CMD") || words.get().get(0).equals("NONE");
            if (!named) {
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

    private static Optional<List<String>> list(String json) {
        List<String> words = new ArrayList<>();
        Matcher found = WORDS.matcher(json);
        int end = 0;
        while (found.find()) {
            words.add(found.group(1).replaceAll("\\\\(.)", "$1"));
            end = found.end();
        }
        return words.isEmpty() || !json.substring(end).strip().equals("]") ? Optional.empty() : Optional.of(words);
    }
}
