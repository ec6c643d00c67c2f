package dev.sild.output.chart;

import dev.sild.model.Container;
import dev.sild.model.Lookup;
import dev.sild.model.Text;
import dev.sild.output.trace.TemplatedScalar;
import dev.sild.output.trace.TextConversion;
import dev.sild.output.trace.TracedTexts;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The texts of a container of which the model still knows the variables. */
final class ModelTexts {
    private ModelTexts() {}

    /** Texts in which the model still knows the variables: also where no other value could be tried. */
    static void into(Map<String, Object> tree, Container container) {
        if (tree.get("image") instanceof String image
                && container.image().value().equals(image)
                && hasVariable(container.image())) {
            tree.put("image", new TemplatedScalar(container.image(), TextConversion.TEXT, image, ""));
        }
        Map<String, Text> texts = new HashMap<>();
        container.env().forEach(variable -> texts.put(variable.name(), variable.value()));
        for (Map<String, Object> variable : Trees.list(tree, "env")) {
            Text text = texts.get(variable.get("name"));
            if (text != null && variable.containsKey("value") && hasVariable(text)) {
                variable.put("value", expanded(text, Trees.plain(Lookup.required(variable, "value"))));
            }
        }
        words(tree, "command", container.command());
        words(tree, "args", container.args());
    }

    private static void words(Map<String, Object> tree, String key, List<Text> texts) {
        if (tree.get(key) instanceof List<?> words
                && words.size() == texts.size()
                && texts.stream().anyMatch(ModelTexts::hasVariable)) {
            List<Object> templated = new ArrayList<>(words);
            for (int i = 0; i < texts.size(); i++) {
                if (hasVariable(texts.get(i))) {
                    templated.set(i, expanded(texts.get(i), Trees.plain(words.get(i))));
                }
            }
            tree.put(key, templated);
        }
    }

    /** Each {@code $} of a text is doubled, as Kubernetes makes one of two. */
    private static TemplatedScalar expanded(Text text, Object was) {
        List<Text> parts = TracedTexts.parts(text).stream()
                .map(part -> part instanceof Text.Variable
                        ? part
                        : Text.of(
                                part instanceof Text.EnvRef reference
                                        ? "$(" + reference.name() + ")"
                                        : part.value().replace("$", "$$")))
                .toList();
        return new TemplatedScalar(
                parts.size() == 1 ? parts.get(0) : new Text.Concat(parts), TextConversion.EXPANDED, was, "");
    }

    /** Whether a text consists of variables and fixed parts. */
    private static boolean hasVariable(Text text) {
        return TracedTexts.parts(text).stream().anyMatch(Text.Variable.class::isInstance)
                && TracedTexts.parts(text).stream()
                        .allMatch(part -> part instanceof Text.Variable
                                || part instanceof Text.Literal
                                || part instanceof Text.EnvRef);
    }
}
