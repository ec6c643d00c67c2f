package dev.sild.schema;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.sild.report.InputException;
import dev.sild.yaml.YamlLimits;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Resources that somebody wrote to do harm, or broke by accident: each ends in resources or in an error with a place.
 */
class HostileResourcesTest {
    private static final String SHOP = """
      apiVersion: sild.dev/v1alpha1
      kind: WebStack
      metadata: {name: shop, labels: {a: b}}
      spec:
        api: {image: "shop:1.0", env: [{name: A, value: "1"}], resources: {requests: {cpu: 1}}}
        exposure: {type: Ingress, host: shop.example.com}
      """;
    private static final ResourceReader RESOURCES = new ResourceReader(Crds.ofSild(), YamlLimits.DEFAULT);

    @Property(tries = 500, seed = "20261124")
    void brokenTextEndsInResourcesOrAnError(@ForAll("changes") String change, @ForAll int place) {
        int at = Math.floorMod(place, SHOP.length());
        String broken =
                SHOP.substring(0, at) + change + SHOP.substring(Math.min(SHOP.length(), at + change.length() / 2));
        try {
            RESOURCES.read(broken, "shop.yaml");
        } catch (InputException refused) {
            assertThat(refused.findings())
                    .isNotEmpty()
                    .allSatisfy(
                            finding -> assertThat(finding.origin().position()).matches("shop\\.yaml:\\d+:\\d+"));
        }
    }

    @Provide
    Arbitrary<String> changes() {
        return Arbitraries.oneOf(
                Arbitraries.of(
                        "null",
                        "[]",
                        "{}",
                        "- ",
                        ": ",
                        "\n",
                        "\n---\n",
                        "&a ",
                        "*a",
                        "!!int ",
                        "!x ",
                        "<<: ",
                        "1e999",
                        ".nan",
                        "-0",
                        "0x",
                        "~",
                        "? ",
                        "|",
                        ">\n",
                        "\"",
                        "'",
                        "#",
                        "%",
                        "@",
                        "kind: List",
                        "items: [",
                        "\t",
                        "on",
                        "__"),
                Arbitraries.strings().ascii().ofMaxLength(8));
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void manyErrorsAreCounted() {
        String fields =
                IntStream.range(0, 20_000).mapToObj(i -> "  x" + i + ": 1\n").collect(Collectors.joining());

        InputException refused =
                catchThrowableOfType(InputException.class, () -> RESOURCES.read(SHOP + fields, "shop.yaml"));

        assertThat(refused.findings()).hasSize(101);
        assertThat(refused.findings().get(100).reason()).isEqualTo("19900 more errors here and below");
    }

    @Test
    @Timeout(value = 60, unit = TimeUnit.SECONDS)
    void aHugeListIsRefusedBeforeItsRulesAreLookedAt() {
        String items =
                IntStream.range(0, 100_000).mapToObj(i -> "{name: A" + i + "}").collect(Collectors.joining(", "));

        InputException refused = catchThrowableOfType(
                InputException.class,
                () -> RESOURCES.read(SHOP.replace("{name: A, value: \"1\"}", items), "shop.yaml"));

        assertThat(refused.findings())
                .singleElement()
                .satisfies(finding -> assertThat(finding.reason()).startsWith("spec.api.env: Too many: 100000: "));
    }
}
