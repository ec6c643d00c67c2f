package dev.sild.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.model.Origin;
import dev.sild.report.Finding.Outcome;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class AccountingTest {
    @Test
    void whatNothingWasFoundAboutIsCarried() {
        assertThat(outcome("services.web.image")).isEqualTo(Outcome.CARRIED);
    }

    @Test
    void worstFindingBelowAnAttributeDecides() {
        Accounting accounts = accounts(
                List.of("services.web.ports"),
                finding(Code.NOT_EXPOSED, "services.web.ports"),
                finding(Code.NOT_CARRIED, "services.web.ports[1]"),
                finding(Code.APPROXIMATED, "services.web.ports[12]"));

        assertThat(accounts.attributes().get(0).outcome()).isEqualTo(Outcome.LOST);
        assertThat(accounts.attributes().get(0).codes())
                .containsExactly(Code.NOT_EXPOSED, Code.NOT_CARRIED, Code.APPROXIMATED);
    }

    @Test
    void findingAboutAPartOfAnItemCountsOnThatPart() {
        List<String> ports =
                List.of("services.web.ports[0].target", "services.web.ports[1].target", "services.web.ports[1].mode");

        assertThat(accounts(ports, finding(Code.APPROXIMATED, "services.web.ports[1].mode"))
                        .attributes())
                .extracting(Account::outcome)
                .containsExactly(Outcome.CARRIED, Outcome.CARRIED, Outcome.APPROXIMATED);
        assertThat(accounts(ports, finding(Code.APPROXIMATED, "services.web.ports[1]"))
                        .attributes())
                .extracting(Account::outcome)
                .containsExactly(Outcome.CARRIED, Outcome.APPROXIMATED, Outcome.APPROXIMATED);
    }

    @Test
    void lossOfAGroupIsTheLossOfAllInIt() {
        assertThat(outcome("services.web.blkio_config.weight", finding(Code.NOT_CARRIED, "services.web.blkio_config")))
                .isEqualTo(Outcome.LOST);
        assertThat(outcome("services.web.image", finding(Code.NOT_CARRIED, "services.web")))
                .isEqualTo(Outcome.LOST);
    }

    @Test
    void changedNameOfAServiceChangesNoneOfItsAttributes() {
        assertThat(outcome("services.my_db.image", finding(Code.NAME_CHANGED, "services.my_db")))
                .isEqualTo(Outcome.CARRIED);
        assertThat(outcome("services.my_db.v2.image", finding(Code.NAME_CHANGED, "services.my_db.v2")))
                .isEqualTo(Outcome.CARRIED);
    }

    @Test
    void neighbourWithTheSameBeginningIsAnother() {
        assertThat(outcome("services.web.cpu", finding(Code.NOT_CARRIED, "services.web.cpus")))
                .isEqualTo(Outcome.CARRIED);
    }

    @Test
    void lossThatIsNoAttributeIsCountedBesideThem() {
        Accounting accounts = accounts(List.of("services.web.image"), finding(Code.NAME_IN_FILE, ""));

        assertThat(accounts.otherLosses()).isEqualTo(1);
        assertThat(accounts.summary()).isEqualTo("1 attribute carried; 1 loss elsewhere");
    }

    @Test
    void summaryLeavesOutWhatThereIsNoneOf() {
        List<String> three = List.of("services.web.image", "services.web.user", "services.web.uts");

        assertThat(accounts(three).summary()).isEqualTo("all 3 attributes carried");
        assertThat(accounts(three, finding(Code.NOT_CARRIED, "services.web.uts"))
                        .summary())
                .isEqualTo("1 lost, of 3 attributes");
        assertThat(accounts(
                                three,
                                finding(Code.NOT_CARRIED, "services.web.uts"),
                                finding(Code.APPROXIMATED, "services.web.user"))
                        .summary())
                .isEqualTo("1 lost, 1 approximated, of 3 attributes");
        assertThat(accounts(List.of()).summary()).isEqualTo("no attributes");
    }

    private static Outcome outcome(String path, Finding... findings) {
        return accounts(List.of(path), findings).attributes().get(0).outcome();
    }

    private static Accounting accounts(List<String> paths, Finding... findings) {
        return Accounting.of(
                paths.stream()
                        .map(path -> new Origin("compose.yaml", 1, 1, path))
                        .toList(),
                Stream.of(findings).toList());
    }

    private static Finding finding(Code code, String path) {
        return new Finding(code, new Origin("compose.yaml", 1, 1, path), "it is so", "");
    }
}
