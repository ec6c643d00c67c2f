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
class QuadletEquivalentsTest extends EquivalentsContract {
    private static final Map<String, Set<String>> OUTCOMES = new TreeMap<>();
    private static final List<String> REASONS = new ArrayList<>();

    QuadletEquivalentsTest() {
        super(Equivalents.ofQuadlet());
    }

    @Override
    Map<String, Set<String>> outcomes() {
        return OUTCOMES;
    }

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
    void everyLossSaysWhy() {
        assertThat(REASONS).noneMatch(reason -> reason.endsWith("' is not carried over"));
    }
}
