package dev.sild.compose.translate.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.GoldenCases;
import dev.sild.compose.load.spec.SpecRows;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The table of attributes, what it says becomes of them, and what the golden cases show: all three say the same. */
class EquivalentsTest extends EquivalentsContract {
    EquivalentsTest() {
        super(Equivalents.read());
    }

    @Override
    Map<String, Set<String>> outcomes() throws IOException {
        return outcomes("ledger.txt");
    }

    @Test
    void everyAttributeOfTheTableStandsInTheLedgerOfAGoldenCase() throws IOException {
        Set<String> shown = new HashSet<>();
        for (String row : outcomes("ledger.txt").keySet()) {
            for (String above = row; !above.isEmpty(); above = parent(above)) {
                shown.add(above);
            }
        }

        Set<String> missing = new TreeSet<>(SpecRows.groups().keySet());
        missing.removeAll(shown);
        assertThat(missing).as("attributes in no golden case").isEmpty();
    }

    @Test
    void whatIsSaidToHaveNoPlaceInPodmanIsLostThere() throws IOException {
        assertNoLies(outcomes("ledger.podman.txt"), Equivalents.Equivalent::reasonOfPodman);
    }

    /** One without a reason was forgotten by whoever translates it: nobody deals with it, and nobody says why not. */
    @Test
    void everyLossInAGoldenCaseSaysWhy() throws IOException {
        List<String> unexplained = new ArrayList<>();
        for (Path report : GoldenCases.files("report.txt")) {
            Files.readAllLines(report).stream()
                    .filter(line -> line.contains("' is not carried over ["))
                    .forEach(line -> unexplained.add(report + ": " + line));
        }

        assertThat(unexplained).isEmpty();
    }

    @Test
    void rowsAreFoundWhateverTheNamesInAPath() {
        assertThat(equivalents.row("services.my.app.ulimits.nofile")).isEqualTo("services.*.ulimits");
        assertThat(equivalents.row("services.image.ports[12].target")).isEqualTo("services.*.ports[].target");
        assertThat(equivalents.row("services.web.environment.A.b")).isEqualTo("services.*.environment");
        assertThat(equivalents.loss("services.my.app.ulimits.nofile").reason()).contains("node's container runtime");
        assertThat(equivalents.loss("services.web.image")).isEqualTo(Loss.UNEXPLAINED);
        assertThat(equivalents.loss("x-unknown.of.all")).isEqualTo(Loss.UNEXPLAINED);
    }

    /** Returns the outcomes that each row of the table has in the golden ledgers. */
    private static Map<String, Set<String>> outcomes(String name) throws IOException {
        Map<String, Set<String>> outcomes = new HashMap<>();
        for (Path ledger : GoldenCases.files(name)) {
            for (String line : Files.readAllLines(ledger)) {
                String[] words = line.split(" +");
                outcomes.computeIfAbsent(SpecRows.row(words[1]), key -> new TreeSet<>())
                        .add(words[0]);
            }
        }
        return outcomes;
    }

    private static String parent(String row) {
        int end = row.endsWith("[]") || row.endsWith(".*") ? row.length() - 2 : row.lastIndexOf('.');
        return row.substring(0, Math.max(0, end));
    }
}
