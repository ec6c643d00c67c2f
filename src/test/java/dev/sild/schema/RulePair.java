package dev.sild.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A rule of a definition and the documents that show it: {@code valid.yaml} keeps it, {@code invalid.yaml} breaks it
 * and nothing else, {@code message} is what the user reads. A rule about a change has {@code before.yaml} too.
 *
 * @param crd the definition
 * @param path where the rule stands, such as {@code spec.api.mounts}; {@code resource} for the whole
 * @param rule the rule
 */
public record RulePair(Crd crd, String path, Rule rule) {
    public static final Path FOLDER = Path.of("src", "test", "resources", "crds");

    /** Returns every rule of every definition. */
    public static Stream<RulePair> all() {
        return Crds.ofSild().all().stream().flatMap(crd -> {
            List<RulePair> pairs = new ArrayList<>();
            collect(crd, crd.schema(), "", pairs);
            return pairs.stream();
        });
    }

    private static void collect(Crd crd, Schema schema, String path, List<RulePair> pairs) {
        schema.rules().forEach(rule -> pairs.add(new RulePair(crd, path.isEmpty() ? "resource" : path, rule)));
        schema.properties()
                .forEach((name, child) -> collect(crd, child, path.isEmpty() ? name : path + "." + name, pairs));
        schema.items().ifPresent(item -> collect(crd, item, path, pairs));
        schema.additionalProperties().ifPresent(values -> collect(crd, values, path, pairs));
    }

    /** Whether the rule compares a resource with what it was before. */
    public boolean isAboutChange() {
        return rule.expression().contains("oldSelf");
    }

    /** Returns the folder of the documents, named by the rule's place and the first words of its message. */
    public Path folder() {
        String words = Stream.of(rule.message().toLowerCase(Locale.ROOT).split("[^a-z0-9]+"))
                .filter(word -> !word.isEmpty())
                .limit(6)
                .collect(Collectors.joining("-"));
        return FOLDER.resolve(crd.singular()).resolve(path).resolve(words);
    }

    /** Returns a file of the folder. */
    public Path file(String name) {
        return folder().resolve(name);
    }

    String read(String name) {
        try {
            return Files.readString(file(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return folder().toString();
    }
}
