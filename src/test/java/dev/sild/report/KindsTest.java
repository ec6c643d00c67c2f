package dev.sild.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.model.Origin;
import dev.sild.report.Finding.Severity;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class KindsTest {
    @Test
    void findingsOfOneCodeAreOneLineWithTheFirstPlace() {
        String text = brief(
                finding(Code.ENV_UNSET, 7, "services.b.environment.B", "'B' has no value"),
                finding(Code.ENV_UNSET, 3, "services.a.environment.A", "'A' has no value"),
                finding(Code.ENV_UNSET, 9, "services.c.environment.C", "'C' has no value"));

        assertThat(text)
                .isEqualTo("compose.yaml:3:5: warning: 'A' has no value; write y"
                        + " [services.a.environment.A and 2 more SILD-ENV-UNSET]\n");
    }

    @Test
    void placesThatAllSayTheSameAreNamed() {
        Finding[] same = IntStream.rangeClosed(1, 3)
                .mapToObj(i -> finding(Code.NODE_LOST, i, "services.s" + i, "it is lost"))
                .toArray(Finding[]::new);

        assertThat(brief(same)).contains("[services.s1, services.s2, services.s3 SILD-NODE-LOST]");
    }

    @Test
    void anotherLossOfTheSameCodeHasALineOfItsOwn() {
        String text = brief(
                finding(Code.BIND_OUTSIDE, 1, "services.a.volumes[0]", "the folder '/a' (12 files) becomes a claim"),
                finding(Code.BIND_OUTSIDE, 2, "services.b.volumes[0]", "the folder '/b' (9 files) becomes a claim"),
                finding(Code.BIND_OUTSIDE, 3, "services.b.volumes[1]", "the file is not mounted"));

        assertThat(text.lines()).hasSize(2);
        assertThat(text)
                .contains("[services.a.volumes[0] and 1 more SILD-BIND-OUTSIDE]")
                .contains(": lost: the file is not mounted");
    }

    @Test
    void anApostropheIsNoQuote() {
        assertThat(brief(
                                finding(
                                        Code.NODE_LOST,
                                        1,
                                        "services.a",
                                        "the server's limit 'one' is lost: it's the node's"),
                                finding(
                                        Code.NODE_LOST,
                                        2,
                                        "services.b",
                                        "the server's limit 'two' is lost: it's the node's"))
                        .lines())
                .hasSize(1);
    }

    @Test
    void findingsOfOneCodeThatSayDifferentThingsAreLinesOfTheirOwn() {
        String text = brief(
                finding(Code.NAME_CHANGED, 1, "services.a_b", "'a_b' is changed to 'a-b'"),
                finding(Code.NAME_CHANGED, 2, "services.c_d", "'c_d' is changed to 'c-d'"),
                finding(Code.NAME_CHANGED, 3, "services.c_d.container_name", "'my_c' resolves as 'my-c'"),
                finding(Code.NAME_CHANGED, 4, "services.a_b.environment.A", "a host in A_URL is replaced"),
                finding(Code.NAME_CHANGED, 5, "services.a_b.environment.B", "a host in B_URL is replaced"));

        assertThat(text.lines()).hasSize(3);
        assertThat(text)
                .contains(
                        "[services.a_b and 1 more SILD-NAME-CHANGED]",
                        "[services.c_d.container_name SILD-NAME-CHANGED]",
                        "[services.a_b.environment.A and 1 more SILD-NAME-CHANGED]");
    }

    @Test
    void whereLinesDoNotSufficeEachCodeHasOneFirst() {
        List<Finding> findings = new ArrayList<>();
        for (int i = 0; i < BriefReport.MAX_LINES + 4; i++) {
            findings.add(finding(Code.NAME_CHANGED, i + 1, "services.s" + i, "it is " + "x".repeat(i + 1)));
        }
        findings.add(finding(Code.NETWORK_DIFFERS, 99, "services.web.network_mode", "it differs"));

        String text = brief(findings.toArray(Finding[]::new));

        assertThat(text.lines()).hasSize(BriefReport.MAX_LINES);
        assertThat(text).contains("[services.s0 and 5 more SILD-NAME-CHANGED]", "SILD-NETWORK-DIFFERS");
    }

    private static Finding finding(Code code, int line, String path, String reason) {
        return new Finding(code, new Origin("compose.yaml", line, 5, path), reason, "write y");
    }

    private static String brief(Finding... findings) {
        return BriefReport.of(
                List.of(findings), "kubectl apply", Severity.INFO, new TextReport(false, Excerpts.NONE), "-v");
    }
}
