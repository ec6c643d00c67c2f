package dev.sild.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.DocumentSection;
import java.io.IOException;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class CodeTableTest {
    @Test
    void findingsPageHasTheTableOfCodes() throws IOException {
        StringBuilder table = new StringBuilder(
                "| code | severity | outcome | meaning | what to do |\n| --- | --- | --- | --- | --- |\n");
        Explanations explanations = Explanations.read();
        for (Code code : Code.values()) {
            table.append("| `")
                    .append(code.id())
                    .append("` | ")
                    .append(code.severity().name().toLowerCase(Locale.ROOT))
                    .append(" | ")
                    .append(outcome(code))
                    .append(" | ")
                    .append(code.meaning())
                    .append(" | ")
                    .append(explanations.of(code).remedy())
                    .append(" |\n");
        }
        DocumentSection.check("docs/findings.md", "codes", table.toString());
    }

    /** Returns what the finding means for its attribute; empty if that is carried, or nothing is converted. */
    private static String outcome(Code code) {
        return code.severity() == Finding.Severity.ERROR || code.outcome() == Finding.Outcome.CARRIED
                ? ""
                : code.outcome().name().toLowerCase(Locale.ROOT);
    }

    @ParameterizedTest
    @EnumSource(Code.class)
    void everyCodeIsExplainedInSentencesWithoutAFullStop(Code code) {
        Explanations.Explanation explanation = Explanations.read().of(code);

        assertThat(explanation).as(code.id()).isNotNull();
        assertThat(explanation.why()).matches("[A-Z`].*[^.]");
        assertThat(explanation.instead()).matches("[A-Za-z`].*[^.]");
        assertThat(explanation.remedy()).matches("[A-Z`].*[^.]");
        assertThat(Explanations.read().page(code)).startsWith(code.id() + " (").contains("What to do:");
    }

    @ParameterizedTest
    @EnumSource(Code.class)
    void meaningIsOneSentenceWithoutAFullStop(Code code) {
        assertThat(code.meaning()).matches("[A-Z].*[^.]").doesNotContain("|", "\n");
    }
}
