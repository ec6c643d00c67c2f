package dev.sild.convert;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sild.GoldenCases;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.TestFactory;

/**
 * Every folder of a topic below {@code src/test/resources/convert} is a project and what it must become: {@code in/} is
 * the project, {@code args} holds one argument a line, {@code env} one {@code NAME=value} a line; {@code out.yaml} and
 * {@code report.txt} are what the command prints for a cluster, {@code ledger.txt} is what became of each attribute,
 * and {@code out.podman.yaml}, {@code report.podman.txt} and {@code ledger.podman.txt} are the same for podman. A case
 * has one pair or both. These reports list every finding; {@code screen.txt}, where there is one, is the report as it
 * is printed without {@code --all-findings}. {@code -Dgolden.rewrite=true} writes them again.
 */
@Tag("executable")
class GoldenTest {
    private static final boolean REWRITE = Boolean.getBoolean("golden.rewrite");
    private static final Set<String> KNOWN = Set.of(
            "in",
            "args",
            "env",
            "README.md",
            "screen.txt",
            "out.yaml",
            "report.txt",
            "ledger.txt",
            "out.podman.yaml",
            "report.podman.txt",
            "ledger.podman.txt");

    @TestFactory
    Stream<DynamicTest> projectBecomesWhatItsGoldenFilesSay() throws IOException {
        List<DynamicTest> tests = new ArrayList<>();
        for (Path folder : GoldenCases.all()) {
            String name = folder.getFileName().toString();
            tests.add(DynamicTest.dynamicTest(name + " for a cluster", () -> check(folder, "")));
            if (Files.exists(folder.resolve("report.podman.txt"))) {
                tests.add(DynamicTest.dynamicTest(
                        name + " for podman", () -> check(folder, ".podman", "--target", "podman")));
            }
            tests.add(DynamicTest.dynamicTest(
                    name + " has no file that nobody reads",
                    () -> assertThat(KNOWN)
                            .containsAll(GoldenCases.children(folder).stream()
                                    .map(file -> file.getFileName().toString())
                                    .toList())));
        }
        assertThat(tests).isNotEmpty();
        return tests.stream();
    }

    private static void check(Path folder, String variant, String... more) throws IOException {
        ConvertRun conversion = ConvertRun.ofCase(folder, more);
        String report = "exit " + conversion.code() + "\n" + conversion.err();
        Path screen = folder.resolve("screen.txt");
        if (variant.isEmpty() && Files.exists(screen)) {
            compare(
                    screen,
                    ConvertRun.briefly(
                                    folder.resolve("in"),
                                    ConvertRun.environment(folder),
                                    "",
                                    ConvertRun.arguments(folder))
                            .err());
        }
        compare(folder.resolve("out" + variant + ".yaml"), conversion.out());
        compare(folder.resolve("report" + variant + ".txt"), report);
        String[] json =
                Stream.concat(Stream.of(more), Stream.of("--report", "json")).toArray(String[]::new);
        compare(folder.resolve("ledger" + variant + ".txt"), ledger(ConvertRun.ofCase(folder, json)));
    }

    /** Returns a line for each attribute: outcome, path, place and the codes of what was found about it. */
    private static String ledger(ConvertRun conversion) throws IOException {
        StringBuilder ledger = new StringBuilder();
        if (!conversion.err().startsWith("{")) {
            return "";
        }
        for (JsonNode account : new ObjectMapper().readTree(conversion.err()).get("attributes")) {
            ledger.append("%-12s %s  %s:%d:%d"
                    .formatted(
                            account.get("outcome").asText(),
                            account.get("attribute").asText(),
                            account.get("file").asText(),
                            account.get("line").asInt(),
                            account.get("column").asInt()));
            account.get("codes").forEach(code -> ledger.append("  ").append(code.asText()));
            ledger.append('\n');
        }
        return ledger.toString();
    }

    /** A refused project prints nothing, and its case has no file for that. */
    private static void compare(Path golden, String actual) throws IOException {
        if (REWRITE && actual.isEmpty()) {
            Files.deleteIfExists(golden);
        } else if (REWRITE) {
            Files.writeString(golden, actual);
        }
        String expected = Files.exists(golden) ? Files.readString(golden) : "";
        assertThat(actual).as(golden.toString()).isEqualTo(expected);
    }
}
