package dev.sild.report;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.model.Origin;
import dev.sild.report.Finding.Severity;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class UnsetVariablesTest {
    @Test
    void oneLineNamesAllVariables() {
        assertThat(brief(Stream.of("TAG", "LEVEL", "HOST")))
                .isEqualTo("warning: TAG, LEVEL, HOST are not set; using empty strings; set them in the environment or"
                        + " in .env, or give them defaults: ${TAG:-value} [and 2 more SILD-VARIABLE-UNSET]\n");
    }

    @Test
    void oneVariableIsNamedAsBefore() {
        assertThat(brief(Stream.of("TAG")))
                .startsWith("warning: the variable TAG is not set; using an empty string; set it");
    }

    @Test
    void aLineHasAnEnd() {
        assertThat(brief(IntStream.range(0, UnsetVariables.MAX_NAMES + 3).mapToObj(i -> "V" + i)))
                .contains("V39 and 3 more are not set");
    }

    private static String brief(Stream<String> names) {
        List<Finding> findings = names.map(
                        name -> new Finding(Code.VARIABLE_UNSET, Origin.NONE, UnsetVariables.reason(name), "set it"))
                .toList();
        return BriefReport.of(findings, "kubectl apply", Severity.INFO, new TextReport(false, Excerpts.NONE));
    }
}
