package dev.sild.check.catalog;

import dev.sild.model.Lookup;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Why each rule is there, with examples. The texts lie beside this class, and docs/rules.md is made from them. */
public final class RuleTexts {
    private static final String FILE = "rules.txt";

    /**
     * The text about a rule.
     *
     * @param why why the rule is there, in a few sentences
     * @param references where others say so: words, two blanks, and the address where there is one
     * @param bad an example that violates it
     * @param good the same example as it should be
     */
    public record Text(String why, List<Reference> references, String bad, String good) {
        public Text {
            references = List.copyOf(references);
        }
    }

    /** A place where others give the same advice; the address may be empty. */
    public record Reference(String words, String address) {}

    private final Map<Rule, Text> byRule;

    private RuleTexts(Map<Rule, Text> byRule) {
        this.byRule = byRule;
    }

    /** Reads the texts. */
    public static RuleTexts read() {
        Map<Rule, Text> texts = new EnumMap<>(Rule.class);
        try (InputStream file = RuleTexts.class.getResourceAsStream(FILE);
                BufferedReader reader = new BufferedReader(new InputStreamReader(file, StandardCharsets.UTF_8))) {
            String whole = reader.lines().filter(line -> !line.startsWith("#")).collect(Collectors.joining("\n"));
            for (String part : whole.split("\n== ")) {
                if (!part.isBlank()) {
                    int end = part.indexOf('\n');
                    String id = part.substring(0, end).replace("== ", "").strip();
                    Rule rule = Rule.of(id).orElseThrow(() -> new IllegalStateException("unknown rule: " + id));
                    texts.put(rule, text(part.substring(end + 1)));
                }
            }
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return new RuleTexts(texts);
    }

    private static Text text(String part) {
        StringBuilder why = new StringBuilder();
        List<Reference> references = new ArrayList<>();
        Map<String, StringBuilder> examples = Map.of("bad:", new StringBuilder(), "good:", new StringBuilder());
        StringBuilder at = why;
        for (String line : part.split("\n")) {
            if (line.startsWith("see: ")) {
                String[] words = line.substring("see: ".length()).split(" {2}", 2);
                references.add(new Reference(words[0], words.length > 1 ? words[1] : ""));
            } else if (examples.containsKey(line)) {
                at = examples.get(line);
            } else if (!line.isEmpty()) {
                at.append(line.startsWith("  ") ? line.substring(2) : line).append('\n');
            }
        }
        return new Text(
                why.toString().strip().replace('\n', ' '),
                references,
                Lookup.required(examples, "bad:").toString(),
                Lookup.required(examples, "good:").toString());
    }

    /** Returns the text about a rule. */
    public Text of(Rule rule) {
        return Lookup.required(byRule, rule);
    }

    /** Returns a page about a rule, for a terminal. */
    public String page(Rule rule) {
        Text text = of(rule);
        StringBuilder page = new StringBuilder();
        page.append(rule.id())
                .append(" (")
                .append(Severities.word(rule.severity()))
                .append(")\n\n");
        page.append(rule.title()).append(".\n\n").append(text.why()).append("\n\n");
        page.append("Instead of\n\n").append(text.bad().indent(4)).append("\nwrite\n\n");
        page.append(text.good().indent(4)).append("\nSee\n\n");
        text.references()
                .forEach(reference -> page.append("    ")
                        .append(reference.words())
                        .append(reference.address().isEmpty() ? "" : ": " + reference.address())
                        .append('\n'));
        page.append("\nTo allow it in one place, write this in the line above it:\n\n");
        page.append("    # sild: allow ").append(rule.id()).append(" because REASON\n");
        return page.toString();
    }
}
