package dev.sild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.compose.load.spec.SpecRows;
import dev.sild.compose.translate.kompose.KomposeLabels;
import dev.sild.compose.translate.source.Equivalents;
import dev.sild.explain.Example;
import dev.sild.explain.ExampleConverter;
import dev.sild.explain.ExampleConverter.Converted;
import dev.sild.explain.Stories;
import dev.sild.report.Code;
import dev.sild.report.Explanations;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** Every example of {@code sild explain} shows what it is there for. */
class ExampleConversionTest {
    private static final int LEAST_OF_SERVICES = 70;
    /** The page of an attribute and its test look at the same conversions. */
    private static final Map<List<Object>, Converted> CONVERTED = new ConcurrentHashMap<>();

    private final Map<String, Example> examples = Example.read();
    private final ExampleConverter conversion = (compose, arguments) -> CONVERTED.computeIfAbsent(
            List.of(compose, arguments), unused -> new ExampleConversion().convert(compose, arguments));

    @TestFactory
    Stream<DynamicTest> exampleOfAnAttributeChangesTheObjectsOrTheReport() {
        return attributes()
                .map(example -> DynamicTest.dynamicTest(example.name(), () -> {
                    assertThat(conversion
                                    .convert(example.after(), example.arguments())
                                    .objects())
                            .as("objects")
                            .isNotEmpty();
                    String page = new Stories(conversion).attribute(example.name());
                    String becomes = Equivalents.read()
                            .of(example.name())
                            .map(Equivalents.Equivalent::kubernetes)
                            .orElse("");
                    if (becomes.startsWith("not carried")) {
                        assertThat(page).contains("changes no field", "The report says:");
                    } else if (!becomes.startsWith("nothing")) {
                        assertThat(page).contains("these fields");
                    }
                }));
    }

    @TestFactory
    Stream<DynamicTest> exampleOfALabelOfKomposeChangesTheObjects() {
        return examples.values().stream()
                .filter(example -> example.name().startsWith("kompose."))
                .map(example -> DynamicTest.dynamicTest(example.name(), () -> {
                    assertThat(KomposeLabels.known(example.name())).contains(example.name());
                    assertThat(new Stories(conversion).komposeLabel(example.name()))
                            .contains("these fields");
                }));
    }

    @TestFactory
    Stream<DynamicTest> exampleOfACodeHasItAndItsRemedyHasNot() {
        return examples.values().stream()
                .filter(example -> example.name().startsWith("SILD-"))
                .map(example -> DynamicTest.dynamicTest(example.name(), () -> {
                    Code code = Explanations.byId().get(example.name());
                    assertThat(code).isNotNull();
                    assertThat(has(example.before(), example, code))
                            .as(example.before())
                            .isTrue();
                    assertThat(has(example.after(), example, code))
                            .as(example.after())
                            .isFalse();
                }));
    }

    private boolean has(String compose, Example example, Code code) {
        Converted converted = conversion.convert(compose, example.arguments());
        return converted.findings().stream().anyMatch(finding -> finding.code() == code);
    }

    @Test
    void everyExampleIsOfSomethingThatExists() {
        assertThat(examples.keySet())
                .allMatch(name -> SpecRows.all().containsKey(name)
                        || KomposeLabels.known(name).isPresent()
                        || Explanations.byId().containsKey(name));
    }

    @Test
    void mostAttributesOfServicesHaveAnExample() {
        assertThat(attributes().filter(example -> example.name().startsWith("services.*.")))
                .hasSizeGreaterThan(LEAST_OF_SERVICES);
    }

    @Test
    void everyAttributeHasAPage() {
        Stories stories = new Stories(conversion);
        assertThat(SpecRows.all().keySet())
                .allMatch(row -> stories.attribute(row).startsWith(row + "\n\n"));
    }

    private Stream<Example> attributes() {
        return examples.values().stream().filter(example -> SpecRows.all().containsKey(example.name()));
    }
}
