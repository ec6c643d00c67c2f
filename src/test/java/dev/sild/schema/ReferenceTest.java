package dev.sild.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** {@code crds/README.md}, every field of every custom resource: made of the definitions, and never behind them. */
class ReferenceTest {
    private static final Path FILE = Path.of("crds", "README.md");
    private static final String HEAD = """
      # Reference of the custom resources

      Every field, as `sild explain` shows it too. A field in **bold** must be there; what is in parentheses after a type is
      the default. This file is made from the definitions beside it: change those.

      """;

    @Test
    void theReferenceSaysWhatTheDefinitionsSay() throws IOException {
        String reference =
                HEAD + Crds.ofSild().all().stream().map(ReferenceTest::resource).collect(Collectors.joining("\n"));

        if (Boolean.getBoolean("golden.rewrite")) {
            Files.writeString(FILE, reference);
        }
        assertThat(FILE).content().isEqualTo(reference);
    }

    private static String resource(Crd crd) {
        StringBuilder text =
                new StringBuilder("## " + crd.kind() + "\n\n`apiVersion: " + crd.apiVersion() + "`, `kind: "
                        + crd.kind() + "`; short: `" + String.join("`, `", crd.shortNames()) + "`. "
                        + line(crd.schema().description())
                        + "\n\n");
        rules(crd.schema(), text);
        text.append("| field | type | meaning |\n| --- | --- | --- |\n");
        rows(crd.schema().properties().get("spec"), "spec", text);
        text.append("\n### Status of a ")
                .append(crd.kind())
                .append("\n\n| field | type | meaning |\n| --- | --- | --- |\n");
        rows(crd.schema().properties().get("status"), "status", text);
        return text.toString();
    }

    private static void rules(Schema schema, StringBuilder text) {
        schema.rules()
                .forEach(rule ->
                        text.append("- ").append(line(FieldType.said(rule))).append('\n'));
        text.append(schema.rules().isEmpty() ? "" : "\n");
    }

    private static void rows(Schema schema, String path, StringBuilder text) {
        for (Map.Entry<String, Schema> field : schema.properties().entrySet()) {
            Schema child = field.getValue();
            String place = path + "." + field.getKey();
            boolean required = schema.required().contains(field.getKey());
            text.append("| ")
                    .append(required ? "**`" + place + "`**" : "`" + place + "`")
                    .append(" | ")
                    .append(cell(FieldType.of(child)))
                    .append(child.defaultValue()
                            .map(value -> " (`" + cell(FieldType.yaml(value)) + "`)")
                            .orElse(""))
                    .append(" | ")
                    .append(cell(meaning(child)))
                    .append(" |\n");
            rows(child.items().orElse(child), place + (child.items().isPresent() ? "[]" : ""), text);
        }
    }

    private static String meaning(Schema schema) {
        Schema below = schema.items().orElse(schema);
        return Stream.of(
                        Stream.of(line(schema.description())),
                        list(
                                "One of: ",
                                Stream.concat(FieldType.values(schema).stream(), FieldType.values(below).stream())
                                        .distinct()),
                        list("", FieldType.limits(schema).stream().filter(limit -> !limit.startsWith("matches "))),
                        schema.example().stream().map(value -> "Example: `" + FieldType.yaml(value) + "`."),
                        below.rules().stream().map(rule -> "Rule: " + line(FieldType.said(rule)) + "."))
                .flatMap(parts -> parts)
                .filter(part -> !part.isEmpty())
                .collect(Collectors.joining(" "));
    }

    private static Stream<String> list(String start, Stream<String> items) {
        List<String> all = items.toList();
        String text = start + String.join(", ", all);
        return all.isEmpty()
                ? Stream.empty()
                : Stream.of(text.substring(0, 1).toUpperCase(java.util.Locale.ROOT) + text.substring(1) + ".");
    }

    private static String line(String text) {
        return text.strip().replaceAll("\\s+", " ");
    }

    private static String cell(String text) {
        return text.replace("|", "\\|").replace("<", "&lt;");
    }
}
