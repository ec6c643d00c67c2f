package dev.sild.compose.translate.code;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ImageFacts;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Folders of a source tree with scripts for people, unless the program, its settings or its process name them. */
public final class DeveloperFolders {
    private static final Set<String> NAMES = Set.of("tools", "hack", "bench", "benchmarks");

    /** An import, or a module in quotes: a path in quotes is found otherwise. */
    private static final Pattern IMPORT = Pattern.compile(
            "(?:\\b(?:from|import|mod|use|require)\\s{1,4}\\.{0,2}|[\"'])(tools|hack|benchmarks|bench)(?:\\b(?!-))");

    private static final Pattern IN_COMMAND =
            Pattern.compile("(?<![\\w-])(tools|hack|benchmarks|bench)(?:[./]|(?=\\s|$))");

    private DeveloperFolders() {}

    /** Returns those of these folders at the top of a tree that no code or settings in it name. */
    public static Set<String> unnamed(SourceTree tree, Set<String> names) {
        Set<String> folders = new HashSet<>(names);
        folders.retainAll(NAMES);
        folders.removeAll(tree.named(folders));
        if (!folders.isEmpty()) {
            Set<String> imported = new HashSet<>();
            tree.texts((file, text) -> IMPORT.matcher(text)
                    .results()
                    .map(found -> found.group(1))
                    .filter(name -> !file.startsWith(name + "/"))
                    .forEach(imported::add));
            folders.removeAll(imported);
        }
        return folders;
    }

    /**
     * Whether something that runs in the container of a service names such a folder, as a path or a module: its
     * process, health check or hooks, those of its image, or a path in its variables.
     */
    public static boolean isNamed(String folder, Attribute service, Optional<ImageFacts> image) {
        Stream<Attribute> hooks = Stream.of("post_start", "pre_stop")
                .flatMap(key -> service.get(key).items().stream())
                .map(hook -> hook.get("command"));
        Stream<Attribute> commands = Stream.of(
                service.get("command"),
                service.get("entrypoint"),
                service.get("healthcheck").get("test"),
                service.get("working_dir"));
        Stream<String> variables = service.get("environment").entries().values().stream()
                .map(Attribute::peek)
                .filter(value -> value.indexOf('/') >= 0);
        Stream<String> ofImage =
                image.stream().flatMap(facts -> Stream.concat(facts.entrypoint().stream(), facts.command().stream()));
        return Stream.of(Stream.concat(commands, hooks).flatMap(DeveloperFolders::words), variables, ofImage)
                .flatMap(words -> words)
                .flatMap(word -> IN_COMMAND.matcher(word).results())
                .anyMatch(found -> found.group(1).equals(folder));
    }

    private static Stream<String> words(Attribute command) {
        return Stream.concat(Stream.of(command.peek()), command.items().stream().map(Attribute::peek));
    }
}
