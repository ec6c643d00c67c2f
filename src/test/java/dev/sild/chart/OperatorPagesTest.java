package dev.sild.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.operator.engine.state.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The pages about the operator and its chart agree with the code; DocumentsTest checks their links. */
class OperatorPagesTest {
    private static final Pattern WORD = Pattern.compile("`(\\w+)`");

    @Test
    void tableOfReasonsHasThemAllAndNoOthers() throws IOException {
        String page = Files.readString(Path.of("docs/operator.md"));
        String table = page.substring(page.indexOf("<!-- reasons: begin -->"), page.indexOf("<!-- reasons: end -->"));

        assertThat(table.lines()
                        .filter(line -> line.startsWith("| `"))
                        .flatMap(line -> WORD.matcher(line.split("\\|")[1]).results())
                        .map(match -> match.group(1)))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Reason.values()).map(Reason::word).toList());
    }

    @Test
    void valuesOfTheExamplesInTheChartsReadmeAreAccepted() throws IOException {
        String readme = Files.readString(Chart.FOLDER.resolve("README.md"));

        assertThat(Pattern.compile("(?s)```yaml\n(.*?)```")
                        .matcher(readme)
                        .results()
                        .map(values -> values.group(1))
                        .toList())
                .isNotEmpty()
                .allSatisfy(values ->
                        assertThat(Chart.render("sild-system", values)).isNotEmpty());
    }
}
