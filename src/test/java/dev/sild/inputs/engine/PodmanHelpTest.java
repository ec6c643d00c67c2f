package dev.sild.inputs.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.inputs.engine.EngineOptions.Kind;
import dev.sild.inputs.engine.EngineOptions.Option;
import dev.sild.podman.OnPodman;
import dev.sild.podman.PodmanMachine;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The table has every option that podman says it has, and knows which of them take a value. */
@OnPodman
class PodmanHelpTest {
    /** A line of the help: a short name, a long name, what kind of value it takes. */
    private static final Pattern OPTION =
            Pattern.compile("(?m)^ {2}(?:(-\\w),| {3}) (--[a-z0-9-]+)(?: (\\S+))?(?: {2}|$)");

    @AutoClose
    private static PodmanMachine podman;

    @BeforeAll
    static void start() {
        podman = PodmanMachine.start();
    }

    @ParameterizedTest
    @ValueSource(strings = {"run", "create"})
    void everyOptionOfPodmanIsInTheTable(String command) {
        List<MatchResult> options = OPTION.matcher(podman.run(command, "--help"))
                .results()
                .filter(option -> !option.group(2).equals("--help"))
                .toList();
        assertThat(options).hasSizeGreaterThan(130);
        for (MatchResult found : options) {
            Option option = EngineOptions.ofRun().get(found.group(2));
            assertThat(option).as(found.group()).isNotNull();
            assertThat(option.kind() == Kind.FLAG).as(found.group()).isEqualTo(found.group(3) == null);
            if (found.group(1) != null) {
                assertThat(option.names()).as(found.group()).contains(found.group(1));
            }
        }
    }
}
