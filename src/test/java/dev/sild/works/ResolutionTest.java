package dev.sild.works;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.convert.RandomProjects;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.ShrinkingMode;
import net.jqwik.api.Tag;
import net.jqwik.api.constraints.LongRange;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Every variable, argument and mounted file of a container is what it was under compose, for a cluster and for podman.
 */
class ResolutionTest {
    private static final List<String> NAMES = List.of("A", "DB_PASSWORD", "B", "DB_HOST", "C");

    @TestFactory
    Stream<DynamicTest> everyGoldenProjectStartsWithWhatItHadUnderCompose() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path folder : ConvertedProject.cases()) {
            ConvertedProject converted = ConvertedProject.ofCase(folder);
            tests.add(DynamicTest.dynamicTest(folder.getFileName().toString(), () -> check(converted)));
            if (!converted.forPodman() && !converted.arguments().contains("--expose")) {
                tests.add(DynamicTest.dynamicTest(
                        folder.getFileName() + " for podman",
                        () -> check(ConvertedProject.ofCase(folder, "--target", "podman"))));
            }
        }
        return tests.stream();
    }

    @Property(tries = 80, seed = "1", shrinking = ShrinkingMode.OFF)
    void everyRandomProjectStartsWithWhatItHadUnderCompose(@ForAll @LongRange(min = 0, max = 1_000_000) long seed)
            throws IOException {
        RandomProjects.Project project = RandomProjects.of(seed);
        for (List<String> arguments :
                List.of(List.<String>of(), List.of("--target", "podman"), List.of("--wait", "init"))) {
            ConvertedProject converted = RandomFolder.convert(project, arguments);
            if (converted.cannotBeOnePod()) {
                continue;
            }
            assertThat(converted.code()).as(project.yaml()).isZero();
            assertThat(Resolution.differences(converted))
                    .as(seed + arguments.toString() + project.yaml())
                    .isEmpty();
        }
    }

    @Tag("long")
    @Property(tries = 5_000, shrinking = ShrinkingMode.OFF)
    void fiveThousandRandomProjectsStartWithWhatTheyHadUnderCompose(
            @ForAll @LongRange(min = 0, max = 1_000_000) long seed) throws IOException {
        everyRandomProjectStartsWithWhatItHadUnderCompose(seed);
    }

    @Property(tries = 150, seed = "1")
    void everyTextArrivesWhateverItsSigns(
            @ForAll("texts") List<String> values,
            @ForAll("texts") List<String> arguments,
            @ForAll boolean entrypoint,
            @ForAll boolean envFile)
            throws IOException {
        StringBuilder yaml =
                new StringBuilder("name: shop\nservices:\n  my_db: {image: x:1}\n  web:\n    image: x:1\n");
        StringBuilder variables = new StringBuilder();
        yaml.append(
                envFile
                        ? "    env_file: [{path: web.env, format: raw}]\n"
                        : values.isEmpty() ? "" : "    environment:\n");
        for (int i = 0; i < values.size(); i++) {
            if (envFile) {
                variables
                        .append(NAMES.get(i))
                        .append('=')
                        .append(values.get(i).replaceAll("[\n\r]", ""))
                        .append('\n');
            } else {
                yaml.append("      ")
                        .append(NAMES.get(i))
                        .append(": ")
                        .append(written(values.get(i)))
                        .append('\n');
            }
        }
        yaml.append("    ")
                .append(entrypoint ? "entrypoint" : "command")
                .append(": [")
                .append(arguments.stream().map(ResolutionTest::written).collect(Collectors.joining(", ")))
                .append("]\n");
        RandomProjects.Project project = new RandomProjects.Project(yaml.toString(), Map.of(), List.of());
        for (List<String> options : List.of(List.<String>of(), List.of("--target", "podman"))) {
            ConvertedProject converted =
                    RandomFolder.convert(project, options, Map.of("web.env", variables.toString()));
            assertThat(converted.code()).as(project.yaml()).isZero();
            assertThat(Resolution.differences(converted))
                    .as(options + project.yaml() + variables)
                    .isEmpty();
        }
    }

    @Tag("long")
    @Property(tries = 10_000)
    void tenThousandTextsArriveWhateverTheirSigns(
            @ForAll("texts") List<String> values,
            @ForAll("texts") List<String> arguments,
            @ForAll boolean entrypoint,
            @ForAll boolean envFile)
            throws IOException {
        everyTextArrivesWhateverItsSigns(values, arguments, entrypoint, envFile);
    }

    @Provide
    Arbitrary<List<String>> texts() {
        return Arbitraries.of(
                        "$",
                        "$$",
                        "(",
                        ")",
                        "A",
                        "$(A)",
                        "$(DB_PASSWORD)",
                        "B",
                        "{",
                        "}",
                        " ",
                        "'",
                        "\"",
                        "\\",
                        "\n",
                        "#",
                        ":",
                        "-",
                        "my_db",
                        "http://my_db:80/",
                        "é",
                        "0",
                        "postgres://u:pw@my_db/x",
                        "%")
                .list()
                .ofMaxSize(6)
                .map(parts -> String.join("", parts))
                .list()
                .ofMaxSize(5);
    }

    /** Returns a text as YAML that compose reads back as that text. */
    private static String written(String text) {
        return '"'
                + text.replace("\\", "\\\\")
                        .replace("\"", "\\\"")
                        .replace("\n", "\\n")
                        .replace("$", "$$")
                + '"';
    }

    private static void check(ConvertedProject converted) {
        if (converted.code() == 0) {
            assertThat(Resolution.differences(converted)).isEmpty();
        }
    }
}
