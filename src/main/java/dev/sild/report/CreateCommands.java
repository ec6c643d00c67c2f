package dev.sild.report;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Commands that create objects with keys. */
final class CreateCommands {
    /** An object that is created with keys: the command up to its name, and its keys. */
    private static final Pattern CREATE =
            Pattern.compile("(kubectl (?:-n \\S+ )?create (?:secret generic|configmap) \\S+)((?: --from-\\S+)+)");

    private CreateCommands() {}

    /** Returns lines in which one command creates an object with all its keys: it could not be created twice. */
    static List<String> joined(Set<String> lines) {
        Map<String, String> objects = new LinkedHashMap<>();
        for (String line : lines) {
            Matcher create = CREATE.matcher(line);
            if (create.matches()) {
                objects.merge(create.group(1), create.group(2), String::concat);
            } else {
                objects.put(line, "");
            }
        }
        return objects.entrySet().stream()
                .map(object -> object.getKey() + object.getValue())
                .toList();
    }
}
