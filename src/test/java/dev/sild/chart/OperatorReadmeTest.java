package dev.sild.chart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.operator.engine.state.Reason;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What the READMEs say of the operator and its chart is what there is. */
class OperatorReadmeTest {
    private static final Pattern WORD = Pattern.compile("`(\\w+)`");

    @Test
    void tableOfReasonsHasThemAllAndNoOthers() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        String table =
                readme.substring(readme.indexOf("<!-- reasons: begin -->"), readme.indexOf("<!-- reasons: end -->"));

        assertThat(table.lines()
                        .filter(line -> line.startsWith("| `"))
                        .flatMap(line -> WORD.matcher(line.split("\\|")[1]).results())
                        .map(match -> match.group(1)))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Reason.values()).map(Reason::word).toList());
    }

    @Test
    void everyFileThatIsLinkedIsThere() throws IOException {
        for (Path readme : List.of(Path.of("README.md"), Chart.FOLDER.resolve("README.md"))) {
            Stream<String> links = Pattern.compile("]\\(([^)#\\s:]+)(?:#[^)]*)?\\)")
                    .matcher(Files.readString(readme))
                    .results()
                    .map(link -> link.group(1));

            assertThat(links)
                    .isNotEmpty()
                    .allSatisfy(link -> assertThat(
                                    readme.toAbsolutePath().getParent().resolve(link))
                            .exists());
        }
    }

    @Test
    void everyPartOfThisReadmeThatIsLinkedIsThere() throws IOException {
        String readme = Files.readString(Path.of("README.md"));
        List<String> parts = Pattern.compile("(?m)^#+ (.+)$")
                .matcher(readme)
                .results()
                .map(OperatorReadmeTest::anchor)
                .toList();

        assertThat(Pattern.compile("\\]\\(#([^)]+)\\)")
                        .matcher(readme)
                        .results()
                        .map(link -> link.group(1)))
                .isNotEmpty()
                .isSubsetOf(parts);
    }

    /** As the pages that show it make a name of a heading. */
    private static String anchor(MatchResult heading) {
        return heading.group(1).toLowerCase().replaceAll("[^\\w\\- ]", "").replace(' ', '-');
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
