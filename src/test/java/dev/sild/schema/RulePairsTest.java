package dev.sild.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sild.report.Finding;
import dev.sild.report.InputException;
import dev.sild.yaml.YamlLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule with a document that keeps it and one that breaks it, offline; the cluster tier asks an API server too. */
class RulePairsTest {
    private static final ResourceReader RESOURCES = new ResourceReader(Crds.ofSild(), YamlLimits.DEFAULT);
    private static final Path PLACES = RulePair.FOLDER.resolve("places.txt");

    static Stream<RulePair> rules() {
        return RulePair.all();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aRuleIsKeptByOneDocumentAndBrokenByAnother(RulePair pair) throws InputException {
        assertThat(pair.documents()).hasSize(pair.isAboutChange() ? 3 : 2);
        assertThat(pair.valid()).startsWith("# " + pair.rule().message() + "\n");
        assertThat(RESOURCES.read(pair.valid(), "valid")).hasSize(1);
        if (pair.isAboutChange()) {
            assertThat(RESOURCES.read(pair.before(), "before")).hasSize(1);
            assertThat(RESOURCES.read(pair.invalid(), "invalid")).hasSize(1);
        } else {
            InputException refused =
                    catchThrowableOfType(InputException.class, () -> RESOURCES.read(pair.invalid(), "invalid"));
            assertThat(refused).as("the refusal of the second document").isNotNull();
            assertThat(refused.findings())
                    .extracting(Finding::reason)
                    .singleElement()
                    .asString()
                    .endsWith(": " + pair.rule().message());
        }
    }

    /**
     * A rule of a fragment is shown at one place, and is at all others too. With -Dgolden.rewrite=true they are
     * written.
     */
    @Test
    void aRuleIsAtAllOfItsPlaces() throws IOException {
        String places = RulePair.places().values().stream()
                .map(pairs -> pairs.get(0) + "\n"
                        + pairs.stream()
                                .map(pair -> "  " + pair.crd().singular() + " " + pair.path() + "\n")
                                .collect(Collectors.joining()))
                .collect(Collectors.joining());
        if (Boolean.getBoolean("golden.rewrite")) {
            Files.writeString(PLACES, places);
        }
        assertThat(places).isEqualTo(Files.readString(PLACES));
    }

    @Test
    void everyFileShowsARule() throws IOException {
        try (Stream<Path> files = Files.walk(RulePair.FOLDER)) {
            assertThat(files.filter(file -> Files.isRegularFile(file) && !file.equals(PLACES)))
                    .containsExactlyInAnyOrderElementsOf(
                            RulePair.all().map(RulePair::file).toList());
        }
    }
}
