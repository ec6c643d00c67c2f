package dev.sild.compose.translate.source;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sild.compose.load.spec.SpecRows;
import dev.sild.convert.ConvertRun;
import dev.sild.layout.Fixture;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the table says becomes of attributes in units, and what becomes of them in the golden cases. */
class QuadletEquivalentsTest {
    private static final Set<String> LOST = Set.of("lost");
    private static final Map<String, Set<String>> OUTCOMES = new TreeMap<>();
    private static final List<String> REASONS = new ArrayList<>();

    private final Equivalents equivalents = Equivalents.ofQuadlet();

    @BeforeAll
    static void convertAllGoldens(@TempDir Path folder) throws IOException {
        for (Fixture fixture : Fixture.of("podman").stream()
                .filter(each -> !each.has("--patch"))
                .toList()) {
            ConvertRun run = fixture.convert(
                    "--layout", "quadlet", "-o", folder.resolve(fixture.name()).toString(), "--report", "json");
            JsonNode report = new ObjectMapper().readTree(run.err());
            for (JsonNode account : report.get("attributes")) {
                OUTCOMES.computeIfAbsent(SpecRows.row(account.get("attribute").asText()), row -> new TreeSet<>())
                        .add(account.get("outcome").asText());
            }
            for (JsonNode finding : report.get("findings")) {
                REASONS.add(finding.get("reason").asText());
            }
        }
    }

    @Test
    void everyAttributeOfTheTableHasAnEntryAndNothingElseHas() {
        Map<String, Boolean> rows = SpecRows.groups();

        assertThat(rows.keySet().stream()
                        .filter(row -> !rows.get(row))
                        .filter(row -> equivalents.of(row).isEmpty()))
                .as("attributes without an entry")
                .isEmpty();
        assertThat(equivalents.paths()).as("entries of no attribute").isSubsetOf(rows.keySet());
    }

    @Test
    void whatIsSaidToHaveNoPlaceIsLostAndTheRestIsNot() {
        List<String> lies = new ArrayList<>();
        OUTCOMES.forEach((row, outcomes) -> {
            boolean saidLost =
                    equivalents.of(row).flatMap(Equivalents.Equivalent::reason).isPresent();
            if (saidLost ? !outcomes.contains("lost") : outcomes.equals(LOST)) {
                lies.add(row + " is " + outcomes);
            }
        });

        assertThat(lies).isEmpty();
    }

    @Test
    void everyLossSaysWhy() {
        assertThat(REASONS).noneMatch(reason -> reason.endsWith("' is not carried over"));
    }

    @Test
    void whereverThereIsNoPlaceItIsSaidWhatCanBeDone() {
        Set<String> reasons = new TreeSet<>();
        for (String path : equivalents.paths()) {
            equivalents.of(path).flatMap(Equivalents.Equivalent::reason).ifPresent(reasons::add);
        }

        assertThat(equivalents.remediedReasons()).containsExactlyInAnyOrderElementsOf(reasons);
    }
}
