package dev.sild.check.rules;

import dev.sild.model.Lookup;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Commands that install what a file of the project lists, such as {@code npm ci}. */
final class Dependencies {
    /** The words of which one follows the program. */
    private static final Map<String, Set<String>> PROGRAMS = Map.ofEntries(
            Map.entry("npm", Set.of("install", "ci", "i", "clean-install")),
            Map.entry("pnpm", Set.of("install", "i", "fetch")),
            Map.entry("yarn", Set.of("install")),
            Map.entry("bun", Set.of("install", "i")),
            Map.entry("composer", Set.of("install")),
            Map.entry("bundle", Set.of("install")),
            Map.entry("poetry", Set.of("install")),
            Map.entry("pipenv", Set.of("install", "sync")),
            Map.entry("uv", Set.of("sync")),
            Map.entry("cargo", Set.of("fetch")),
            Map.entry("go", Set.of("mod")),
            Map.entry("dotnet", Set.of("restore")));

    private Dependencies() {}

    static boolean areInstalledBy(List<String> command) {
        List<String> words = command.subList(1, command.size()).stream()
                .filter(word -> !word.startsWith("-") || word.equals("-r"))
                .toList();
        return switch (command.get(0)) {
            case "pip", "pip3" -> words.contains("install") && words.contains("-r");
            case "python", "python3" -> words.contains("pip") && words.contains("install") && words.contains("-r");
            // A package by name is not what the project lists.
            case "npm", "pnpm", "bun" ->
                words.contains("ci")
                        || words.size() == 1
                                && Lookup.required(PROGRAMS, command.get(0)).contains(words.get(0));
            case "yarn" -> words.isEmpty() || words.equals(List.of("install"));
            case "go" -> words.equals(List.of("mod", "download"));
            default ->
                !words.isEmpty()
                        && PROGRAMS.getOrDefault(command.get(0), Set.of()).contains(words.get(0));
        };
    }
}
