package dev.sild.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sild.model.Origin;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

/**
 * What the schema of SARIF 2.1.0 demands, and what code scanning reads: see <a
 * href="https://docs.github.com/en/code-security/code-scanning/integrating-with-code-scanning/sarif-support-for-code-scanning">SARIF
 * support for code scanning</a>.
 */
class SarifReportTest {
    @Test
    void logHasOneRunOfANamedToolWithARuleForEachCode() throws Exception {
        JsonNode log = log();
        JsonNode driver = log.at("/runs/0/tool/driver");

        assertThat(log.get("version").asText()).isEqualTo("2.1.0");
        assertThat(log.get("$schema").asText()).endsWith("sarif-schema-2.1.0.json");
        assertThat(log.get("runs")).hasSize(1);
        assertThat(driver.get("name").asText()).isEqualTo("Sild");
        assertThat(driver.get("version").asText()).isEqualTo("1.2.3");
        assertThat(driver.get("rules")).hasSize(Code.values().length).allSatisfy(rule -> {
            assertThat(rule.get("id").asText()).startsWith("SILD-");
            assertThat(rule.at("/shortDescription/text").asText()).isNotBlank();
            assertThat(rule.at("/defaultConfiguration/level").asText()).isIn("error", "warning", "note");
        });
        assertThat(log.at("/runs/0/results").isArray()).isTrue();
    }

    @Test
    void unknownVersionIsLeftOut() throws Exception {
        JsonNode log =
                new ObjectMapper().readTree(SarifReport.of(new Report(List.of(), Accounting.NONE, List.of()), ""));

        assertThat(log.at("/runs/0/tool/driver").has("version")).isFalse();
    }

    @Test
    void resultPointsToItsRuleAndItsPlace() throws Exception {
        JsonNode result = result(new Finding(
                Code.NOT_CARRIED, new Origin("a b/compose.yaml", 3, 7, "services.web.uts"), "it is lost", "write y"));

        assertThat(result.get("ruleId").asText()).isEqualTo("SILD-NOT-CARRIED");
        assertThat(result.get("ruleIndex").asInt()).isEqualTo(Code.NOT_CARRIED.ordinal());
        assertThat(result.get("level").asText()).isEqualTo("warning");
        assertThat(result.at("/message/text").asText()).isEqualTo("it is lost; write y");
        JsonNode place = result.at("/locations/0/physicalLocation");
        assertThat(place.at("/artifactLocation/uri").asText()).isEqualTo("a%20b/compose.yaml");
        assertThat(place.at("/region/startLine").asInt()).isEqualTo(3);
        assertThat(place.at("/region/startColumn").asInt()).isEqualTo(7);
        assertThat(result.at("/locations/0/logicalLocations/0/fullyQualifiedName")
                        .asText())
                .isEqualTo("services.web.uts");
    }

    @Test
    void resultWithoutAPlaceIsShownAtTheBeginningOfTheFirstFile() throws Exception {
        JsonNode place = result(new Finding(Code.STALE_FILE, Origin.NONE, "so it is", ""))
                .at("/locations/0/physicalLocation");

        assertThat(place.at("/artifactLocation/uri").asText()).isEqualTo("compose.yaml");
        assertThat(place.at("/region/startLine").asInt()).isEqualTo(1);
        assertThat(place.at("/region/startColumn").asInt()).isEqualTo(1);
    }

    @Test
    void fingerprintsStayWhenLinesMoveAndDifferBetweenFindings() throws Exception {
        List<String> first = fingerprints(3);

        assertThat(fingerprints(30)).isEqualTo(first);
        assertThat(new HashSet<>(first)).hasSize(3);
    }

    @Property(seed = "1")
    void everyFileIsALegalReference(@ForAll String file) throws Exception {
        String uri = result(new Finding(Code.NOT_CARRIED, new Origin(file, 1, 1, ""), "x", ""))
                .at("/locations/0/physicalLocation/artifactLocation/uri")
                .asText();

        assertThat(URI.create(uri).isAbsolute()).isEqualTo(file.startsWith("/"));
        assertThat(uri.chars()).allMatch(c -> c > ' ' && c < 127);
    }

    private static List<String> fingerprints(int line) throws Exception {
        List<String> fingerprints = new ArrayList<>();
        log(at(line, "services.a.uts"), at(line + 1, "services.b.uts"), at(line + 2, "services.a.uts"))
                .at("/runs/0/results")
                .forEach(result -> fingerprints.add(result.at("/partialFingerprints/primaryLocationLineHash")
                        .asText()));
        return fingerprints;
    }

    private static Finding at(int line, String path) {
        return new Finding(Code.NOT_CARRIED, new Origin("compose.yaml", line, 1, path), "it is lost", "");
    }

    private static JsonNode result(Finding finding) throws Exception {
        return log(finding).at("/runs/0/results/0");
    }

    private static JsonNode log(Finding... findings) throws Exception {
        Report report = new Report(List.of(findings), Accounting.NONE, List.of("compose.yaml", "web.conf"));
        return new ObjectMapper().readTree(SarifReport.of(report, "1.2.3"));
    }
}
