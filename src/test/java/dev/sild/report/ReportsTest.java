package dev.sild.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sild.model.Origin;
import java.util.List;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ReportsTest {
    private static Finding finding(String file, String path, String reason, String remedy) {
        return new Finding(Code.NOT_CARRIED, new Origin(file, 3, 7, path), reason, remedy);
    }

    @Test
    void aFindingIsOneLineWithPlaceReasonRemedyAttributeAndCode() {
        String text = TextReport.of(List.of(finding("compose.yaml", "services.web.x", "it is lost", "write y")), false);

        assertThat(text).isEqualTo("compose.yaml:3:7: lost: it is lost; write y [services.web.x SILD-NOT-CARRIED]\n");
    }

    @Test
    void aFindingWithoutAPlaceOrARemedyLeavesThemOut() {
        String text = TextReport.of(List.of(new Finding(Code.NODE_LEVEL, Origin.NONE, "so it is", "")), false);

        assertThat(text).isEqualTo("info: so it is [SILD-NODE-LEVEL]\n");
    }

    @Test
    void findingsThatSayTheSameAreOneWithThePlacesOfTheOthers() {
        List<Finding> findings = List.of(
                at("compose.yaml", 3, "services.a.x", "it is lost"),
                at("compose.yaml", 5, "services.b.y", "it is found"),
                at("compose.yaml", 4, "services.b.x", "it is lost"),
                at("compose.yaml", 4, "services.c.x", "it is lost"),
                at("more.yaml", 1, "services.d.x", "it is lost"));

        assertThat(TextReport.of(findings, false)).isEqualTo("""
        compose.yaml:3:7: lost: it is lost; write y [services.a.x, services.b.x, services.c.x, services.d.x SILD-NOT-CARRIED]
            also at 4:7, more.yaml:1:7
        compose.yaml:5:7: lost: it is found; write y [services.b.y SILD-NOT-CARRIED]
        """);
    }

    @Test
    void ofManyAttributesThatTheSameIsSaidOfTheFirstIsNamed() {
        List<Finding> findings = IntStream.rangeClosed(1, 6)
                .mapToObj(i -> at("compose.yaml", i, "services.s" + i, "it is lost"))
                .toList();

        assertThat(TextReport.of(findings, false)).isEqualTo("""
        compose.yaml:1:7: lost: it is lost; write y [services.s1 and 5 more SILD-NOT-CARRIED]
            also at 2:7, 3:7, 4:7, 5:7, 6:7
        """);
    }

    @Test
    void findingsWithoutAPlaceThatSayTheSameAreOneLine() {
        Finding finding = new Finding(Code.NODE_LEVEL, Origin.NONE, "so it is", "");

        assertThat(TextReport.of(List.of(finding, finding), false)).isEqualTo("info: so it is [SILD-NODE-LEVEL]\n");
    }

    private static Finding at(String file, int line, String path, String reason) {
        return new Finding(Code.NOT_CARRIED, new Origin(file, line, 7, path), reason, "write y");
    }

    /**
     * Only the remedy's own further lines follow, indented: nothing from the input begins a line or moves the cursor.
     */
    @Property(seed = "1")
    void nothingInTheInputForgesALineOrMovesTheCursor(@ForAll String file, @ForAll String path, @ForAll String reason) {
        String forged = "\r\u001b[2K\ncompose.yaml:1:1: error: forged\u0085\u009b31m";
        String text = TextReport.of(List.of(finding(file + forged, path + forged, reason + forged, forged)), false);

        assertThat(text).endsWith("\n");
        String[] lines = text.substring(0, text.length() - 1).split("\n", -1);
        for (int i = 1; i < lines.length; i++) {
            assertThat(lines[i]).startsWith("    ");
        }
        assertThat(text.chars().filter(c -> c != '\n').noneMatch(Character::isISOControl))
                .isTrue();
    }

    @Test
    void coloursAreOnlyThereWhenAskedFor() {
        List<Finding> findings = List.of(finding("a", "b", "c", "d"));

        assertThat(TextReport.of(findings, false)).doesNotContain("\u001b");
        assertThat(TextReport.of(findings, true)).contains("\u001b[31mlost\u001b[0m");
    }

    @Property(seed = "1")
    void jsonIsReadBackWhateverStandsInIt(
            @ForAll String file, @ForAll String path, @ForAll String reason, @ForAll String remedy) throws Exception {
        String json = JsonReport.of(new Report(
                List.of(finding(file, path, reason, remedy), finding("x", "", "\u0000\u2028\"\\", "")),
                Accounting.NONE,
                List.of(file, "compose.yaml")));

        JsonNode tree = new ObjectMapper().readTree(json);
        JsonNode first = tree.get("findings").get(0);
        assertThat(first.get("code").asText()).isEqualTo("SILD-NOT-CARRIED");
        assertThat(first.get("severity").asText()).isEqualTo("warning");
        assertThat(first.get("outcome").asText()).isEqualTo("lost");
        assertThat(first.get("line").asInt()).isEqualTo(3);
        assertThat(first.get("column").asInt()).isEqualTo(7);
        assertThat(first.get("file").asText()).isEqualTo(file);
        assertThat(first.get("attribute").asText()).isEqualTo(path);
        assertThat(first.get("reason").asText()).isEqualTo(reason);
        assertThat(first.get("remedy").asText()).isEqualTo(remedy);
        assertThat(tree.get("files").get(0).asText()).isEqualTo(file);
    }

    @Test
    void jsonOfNothingIsJson() throws Exception {
        JsonNode tree = new ObjectMapper().readTree(JsonReport.of(new Report(List.of(), Accounting.NONE, List.of())));

        assertThat(tree.get("findings")).isEmpty();
        assertThat(tree.get("files")).isEmpty();
    }
}
