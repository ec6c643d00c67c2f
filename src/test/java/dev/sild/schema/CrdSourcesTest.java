package dev.sild.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sild.BuildTool;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The definitions, assembled from src/main/crds. */
class CrdSourcesTest {
    private static final Path COMMITTED = Path.of("crds");
    private static final Path SOURCES = Path.of("src", "main", "crds");

    @TempDir
    private static Path classes;

    @TempDir
    private Path folder;

    @BeforeAll
    static void compile() throws IOException {
        BuildTool.compile("crds", classes);
    }

    @BeforeEach
    void writeFragments() throws IOException {
        Files.createDirectories(folder.resolve("src/fragments"));
        fragment("name", "type: string\nmaxLength: 63");
        fragment("pod", "properties:\n  name: {$fragment: name}\n  labels: {type: object}\nrequired: [name, labels]");
        fragment("values", "port: {type: integer}");
    }

    /** With -Dgolden.rewrite=true they are written. */
    @Test
    void theCommittedDefinitionsAreThoseOfTheSources() throws Exception {
        Path target = Boolean.getBoolean("golden.rewrite") ? COMMITTED : folder;

        assemble(SOURCES, target);

        for (String file : definitions(COMMITTED)) {
            assertThat(COMMITTED.resolve(file)).hasSameTextualContentAs(target.resolve(file));
        }
        assertThat(definitions(target)).containsExactlyElementsOf(definitions(COMMITTED));
    }

    @Test
    void aFragmentStandsForItsContent() throws Exception {
        assertThat(assembled("a: {$fragment: pod}\nb: {$fragment: values.port}"))
                .isEqualTo("""
                        a:
                          properties:
                            name:
                              type: string
                              maxLength: 63
                            labels:
                              type: object
                          required: [name, labels]
                        b:
                          type: integer
                        """);
    }

    @Test
    void theKeysBesideItAreMergedOverIt() throws Exception {
        assertThat(assembled("""
                                b: {$fragment: values.port}
                                a:
                                  $fragment: pod
                                  description: A pod.
                                  required: [name]
                                  properties:
                                    name: {maxLength: 40, description: Its name.}
                                    labels: null
                                    port: {$fragment: values.port}
                                """)).isEqualTo("""
                        b:
                          type: integer
                        a:
                          description: A pod.
                          properties:
                            name:
                              type: string
                              maxLength: 40
                              description: Its name.
                            port:
                              type: integer
                          required: [name]
                        """);
    }

    @Test
    void anotherFragmentReplacesTheOneBelow() throws Exception {
        assertThat(assembled("a: {$fragment: pod, properties: {name: {$fragment: values.port}, labels: null}}"))
                .isEqualTo("a:\n  properties:\n    name:\n      type: integer\n  required: [name, labels]\n");
    }

    @Test
    void theExistingClassOfAFragmentIsNotPartOfIt() throws Exception {
        fragment("name", "$javaType: java.lang.String\ntype: string");

        assertThat(assembled("a: {$fragment: pod, properties: {labels: null}}\nb: {$fragment: values.port}"))
                .startsWith("a:\n  properties:\n    name:\n      type: string\n  required:");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a: {$fragment: node}           | stacks.yaml: no fragment is named \"node\"",
                "a: {$fragment: values.host}    | stacks.yaml: no fragment is named \"values.host\"",
                "a: {$fragment: pod, items: ~}  | stacks.yaml: nothing to remove: no fragment below has \"items\"",
                "a: {$fragments: pod}           | stacks.yaml: unknown key $fragments",
                "a: {$fragment: loop}           | stacks.yaml: fragment \"loop\" uses itself",
                "a: {$fragment: name}           | fragments that nothing uses: loop, pod, values",
            })
    void aWrongSourceIsRefused(String source, String message) throws Exception {
        fragment("loop", "items: {$fragment: loop}");
        Files.writeString(folder.resolve("src/stacks.yaml"), source);

        assertThatThrownBy(() -> assemble(folder.resolve("src"), folder)).hasMessage(message);
    }

    private void fragment(String name, String content) throws IOException {
        Files.writeString(folder.resolve("src/fragments/" + name + ".yaml"), content);
    }

    private String assembled(String source) throws Exception {
        Files.writeString(folder.resolve("src/stacks.yaml"), source);
        assemble(folder.resolve("src"), folder);
        String text = Files.readString(folder.resolve("stacks.sild.dev.yaml"));
        return text.substring(text.indexOf('\n') + 1);
    }

    private static void assemble(Path sources, Path target) throws Exception {
        BuildTool.call(classes, "dev.sild.crds.AssembleCrds", sources.toString(), target.toString());
    }

    private static List<String> definitions(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return new ArrayList<>(files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .sorted()
                    .toList());
        }
    }
}
