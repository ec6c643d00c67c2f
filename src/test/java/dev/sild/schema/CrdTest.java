package dev.sild.schema;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sild.yaml.Node;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.yaml.snakeyaml.Yaml;

/** What every definition must have, beside what the API server itself asks of it. */
class CrdTest {
    /** Above it, kubectl apply has no room for the annotation in which it keeps what was applied. */
    private static final int MOST_BYTES = 190 * 1024;

    private static final Set<String> NUMBERS = Set.of("int32", "int64");

    static Stream<Crd> crds() {
        return Crds.ofSild().all().stream();
    }

    @Test
    void allDefinitionsOfTheFolderArePacked() throws IOException {
        try (Stream<Path> files = Files.list(Path.of("crds"))) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> name.endsWith(".yaml")))
                    .containsExactlyInAnyOrderElementsOf(
                            crds().map(crd -> crd.name() + ".yaml").toList());
        }
    }

    @ParameterizedTest
    @MethodSource("crds")
    void aDefinitionFitsIntoAnAnnotation(Crd crd) throws IOException {
        // As kubectl keeps it: JSON without spaces.
        Object tree = new Yaml().load(crd.text());
        assertThat(new ObjectMapper().writeValueAsString(tree).getBytes(StandardCharsets.UTF_8).length)
                .isLessThan(MOST_BYTES);
    }

    @ParameterizedTest
    @MethodSource("crds")
    void everyFieldSaysWhatItMeans(Crd crd) {
        assertThat(fields(crd, (path, schema) -> schema.description().isBlank()))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("crds")
    void everyRuleHasAMessage(Crd crd) {
        assertThat(fields(
                        crd,
                        (path, schema) -> schema.rules().stream()
                                .anyMatch(rule -> rule.message().isEmpty()
                                        && rule.messageExpression().isEmpty())))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("crds")
    void formatsAreThoseThatAreCheckedOffline(Crd crd) {
        assertThat(fields(
                        crd,
                        (path, schema) -> !schema.text("format").isEmpty()
                                && !Formats.KNOWN.contains(schema.text("format"))
                                && !NUMBERS.contains(schema.text("format"))))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("crds")
    void defaultsAndExamplesKeepToTheirOwnSchema(Crd crd) {
        List<String> wrong = new ArrayList<>();
        walk(
                crd.schema(),
                "",
                (path, schema) -> Stream.concat(schema.defaultValue().stream(), schema.example().stream())
                        .forEach(value -> violations(value, schema)
                                .forEach(violation -> wrong.add(path + ": " + violation.message()))));
        assertThat(wrong).isEmpty();
    }

    private static List<Violation> violations(Node value, Schema schema) {
        List<Violation> found = new ArrayList<>();
        Node whole = SchemaDefaults.in(value, schema);
        new UnknownFields(found).in(whole, schema, "");
        new Structure(found).check(whole, schema, "x");
        new UniqueItems(found).in(whole, schema, "");
        if (found.isEmpty()) {
            new Rules().check(whole, schema, "", found);
        }
        return found;
    }

    private interface Question {
        boolean isWrong(String path, Schema schema);
    }

    private static Set<String> fields(Crd crd, Question question) {
        Set<String> found = new TreeSet<>();
        walk(crd.schema(), "", (path, schema) -> {
            if (question.isWrong(path, schema)) {
                found.add(path);
            }
        });
        return found;
    }

    /** Visits each field; the items of a list and the values of a map are part of their field. */
    private static void walk(Schema schema, String path, BiConsumer<String, Schema> visit) {
        if (!path.isEmpty()) {
            visit.accept(path, schema);
        }
        children(schema, path, visit);
    }

    private static void children(Schema schema, String path, BiConsumer<String, Schema> visit) {
        schema.properties().forEach((name, child) -> walk(child, path.isEmpty() ? name : path + "." + name, visit));
        schema.items().ifPresent(item -> children(item, path + "[]", visit));
        schema.additionalProperties().ifPresent(values -> children(values, path + "{}", visit));
    }
}
