package dev.sild.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every project of the goldens becomes the resource that stands there, or is refused as it says there. */
@Tag("executable")
class AdoptGoldenTest {
    private static final boolean REWRITE = Boolean.getBoolean("golden.rewrite");
    private static final Set<String> KNOWN = Set.of("in", "args", "env", "out.yaml", "report.txt", "ledger.txt");

    /** How every secret value of the goldens begins, and nothing else. */
    private static final String SECRET = "Zq7sEcReT";

    static Stream<AdoptCase> cases() {
        return AdoptCase.all();
    }

    static Stream<AdoptCase> accepted() {
        return AdoptCase.accepted();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void projectBecomesWhatItsGoldenFilesSay(AdoptCase project) throws IOException {
        AdoptCase.Run run = project.adopt();

        compare(project.folder().resolve("out.yaml"), run.out());
        compare(project.folder().resolve("report.txt"), "exit " + run.code() + "\n" + run.err());
        compare(
                project.folder().resolve("ledger.txt"),
                run.code() == 0 ? ledger(project.adopt("--report", "json").err()) : "");
        try (Stream<Path> files = Files.list(project.folder())) {
            assertThat(files.map(file -> file.getFileName().toString())).isSubsetOf(KNOWN);
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void noSecretStandsInTheResourceOrInTheReport(AdoptCase project) {
        for (String form : List.of("text", "json", "sarif")) {
            AdoptCase.Run run = project.adopt("--report", form);

            assertThat(run.out() + run.err()).as(form).doesNotContain(SECRET);
        }
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void theResourceIsRendered(AdoptCase project) {
        AdoptCase.Run run = AdoptCase.run(project.folder(), Map.of(), List.of("render", "out.yaml"));

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.out()).contains("kind: Deployment\n", "-api\n");
    }

    @ParameterizedTest
    @MethodSource("accepted")
    void strictRefusesWhatTheLedgerHasLost(AdoptCase project) throws IOException {
        boolean lost = Files.readString(project.folder().resolve("ledger.txt")).contains("lost");

        AdoptCase.Run run = project.adopt("--strict");

        assertThat(run.code()).isEqualTo(lost ? 3 : 0);
        assertThat(run.out().isEmpty()).isEqualTo(lost);
    }

    private static String ledger(String json) throws IOException {
        StringBuilder ledger = new StringBuilder();
        for (JsonNode account : new ObjectMapper().readTree(json).get("attributes")) {
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
        assertThat(actual).as(golden.toString()).isEqualTo(Files.exists(golden) ? Files.readString(golden) : "");
    }
}
