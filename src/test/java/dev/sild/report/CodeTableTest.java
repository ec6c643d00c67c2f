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
        StringBuilder table = new StringBuilder("| code | severity | outcome | meaning |\n| --- | --- | --- | --- |\n");
        for (Code code : Code.values()) {
            table.append("| `")
                    .append(code.id())
                    .append("` | ")
                    .append(code.severity().name().toLowerCase(Locale.ROOT))
                    .append(" | ")
                    .append(code.outcome().name().toLowerCase(Locale.ROOT))
                    .append(" | ")
                    .append(code.meaning())
                    .append(" |\n");
        }
        DocumentSection.check("docs/findings.md", "codes", table.toString());
    }

    @ParameterizedTest
    @EnumSource(Code.class)
    void meaningIsOneSentenceWithoutAFullStop(Code code) {
        assertThat(code.meaning()).matches("[A-Z].*[^.]").doesNotContain("|", "\n");
    }
}
