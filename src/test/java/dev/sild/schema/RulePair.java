package dev.sild.schema;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A rule at a place of a definition. A rule of a fragment has many places; at the first one a file of documents shows
 * it: the first document keeps it, the second breaks it and nothing else, and the comment above is what the user reads.
 * Of a rule about a change a third document is what was there before.
 *
 * @param crd the definition
 * @param path where the rule stands, such as {@code spec.api.mounts}; {@code resource} for the whole
 * @param rule the rule
 */
public record RulePair(Crd crd, String path, Rule rule) {
    static final Path FOLDER = Path.of("src", "test", "resources", "crds");

    /** Returns every rule of every definition once, at its first place. */
    public static Stream<RulePair> all() {
        return places().values().stream().map(places -> places.get(0));
    }

    /** Returns the places of each rule, in the order of the definitions. */
    static Map<Rule, List<RulePair>> places() {
        List<RulePair> pairs = new ArrayList<>();
        Crds.ofSild().all().forEach(crd -> collect(crd, crd.schema(), "", pairs));
        return pairs.stream().collect(Collectors.groupingBy(RulePair::rule, LinkedHashMap::new, Collectors.toList()));
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

    /** Returns the file of the documents, named by the rule's place and the first words of its message. */
    Path file() {
        String words = Stream.of(rule.message().toLowerCase(Locale.ROOT).split("[^a-z0-9]+"))
                .filter(word -> !word.isEmpty())
                .limit(6)
                .collect(Collectors.joining("-"));
        return FOLDER.resolve(crd.singular()).resolve(path).resolve(words + ".yaml");
    }

    /** Returns the document that keeps the rule. */
    public String valid() {
        return documents().get(0);
    }

    /** Returns the document that breaks it. */
    public String invalid() {
        return documents().get(1);
    }

    /** Returns the document that one about a change is compared with. */
    public String before() {
        return documents().get(2);
    }

    List<String> documents() {
        try {
            return List.of(Files.readString(file()).split("(?m)^---\n"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return FOLDER.relativize(file()).toString();
    }
}
