package dev.sild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("executable")
class CommandNamesTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @CsvSource({
        "conver, did you mean convert?",
        "verison, did you mean version?",
        "help expalin, did you mean explain?",
        "convert --hlep, did you mean --help?",
        "convert --outptu=x, did you mean --output?",
        "explain SILD-IMAGE-TO-PSUH, did you mean SILD-IMAGE-TO-PUSH?",
        "--versoin, did you mean --version?"
    })
    void suggestsWhatWasMeant(String arguments, String suggestion) {
        CommandRun run = run(arguments);

        assertThat(run.code()).isEqualTo(2);
        assertThat(run.err()).contains(suggestion);
    }

    @Test
    void helpIsACommand() {
        assertThat(run("help")).isEqualTo(run("--help"));
        assertThat(run("help convert")).isEqualTo(run("convert --help"));
    }

    @Test
    void versionIsACommand() {
        assertThat(run("version")).isEqualTo(run("--version"));
    }

    @Test
    void explainsAFinding() {
        assertThat(run("explain sild-network-lost").out())
                .startsWith("SILD-NETWORK-LOST (warning, lost)\n")
                .contains("Why: ", "Instead: ", "What to do: ", "--allow SILD-NETWORK-LOST");
    }

    private CommandRun run(String arguments) {
        return CommandRun.of(folder, "", arguments.split(" "));
    }
}
