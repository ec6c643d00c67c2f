package dev.sild.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sild.report.Finding;
import dev.sild.report.InputException;
import dev.sild.yaml.YamlLimits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each rule with a document that keeps it and one that breaks it, offline; the cluster tier asks an API server too. */
class RulePairsTest {
    private static final ResourceReader RESOURCES = new ResourceReader(Crds.ofSild(), YamlLimits.DEFAULT);

    static Stream<RulePair> rules() {
        return RulePair.all();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void aRuleIsKeptByOneDocumentAndBrokenByAnother(RulePair pair) throws InputException {
        assertThat(pair.read("message").strip()).isEqualTo(pair.rule().message());
        assertThat(RESOURCES.read(pair.read("valid.yaml"), "valid.yaml")).hasSize(1);
        if (pair.isAboutChange()) {
            assertThat(RESOURCES.read(pair.read("before.yaml"), "before.yaml")).hasSize(1);
            assertThat(RESOURCES.read(pair.read("invalid.yaml"), "invalid.yaml"))
                    .hasSize(1);
        } else {
            InputException refused = catchThrowableOfType(
                    InputException.class, () -> RESOURCES.read(pair.read("invalid.yaml"), "invalid.yaml"));
            assertThat(refused).as("the refusal of invalid.yaml").isNotNull();
            assertThat(refused.findings())
                    .extracting(Finding::reason)
                    .singleElement()
                    .asString()
                    .endsWith(": " + pair.rule().message());
        }
    }

    @Test
    void noDocumentsStandThereForARuleThatIsGone() throws IOException {
        Set<Path> known = RulePair.all().map(RulePair::folder).collect(Collectors.toSet());
        try (Stream<Path> files = Files.walk(RulePair.FOLDER)) {
            assertThat(files.filter(Files::isRegularFile).map(Path::getParent).distinct())
                    .isSubsetOf(known);
        }
    }

    @Test
    void noTwoRulesShareDocuments() {
        assertThat(RulePair.all().map(RulePair::folder)).doesNotHaveDuplicates();
    }
}
