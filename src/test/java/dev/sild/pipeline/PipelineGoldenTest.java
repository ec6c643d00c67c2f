package dev.sild.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.cli.CommandRun;
import dev.sild.podman.PipelineScripts;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Each folder of {@code pipeline} has a repository in {@code in}, the arguments in {@code args}, and the pipeline for
 * each system.
 */
@Tag("executable")
class PipelineGoldenTest {
    private static final Path CASES = Path.of("src", "test", "resources", "pipeline");

    @TempDir
    private Path temporary;

    static Stream<Arguments> cases() throws IOException {
        try (Stream<Path> folders = Files.list(CASES)) {
            return folders.sorted().toList().stream()
                    .flatMap(folder -> PipelineCase.SYSTEMS.stream().map(system -> Arguments.of(folder, system)));
        }
    }

    @ParameterizedTest
    @MethodSource("cases")
    void aRepositoryHasThisPipeline(Path folder, String system) throws IOException {
        Path repository = PipelineCase.repository(folder.resolve("in"), temporary.resolve("repository"));
        List<String> arguments = new ArrayList<>(Files.readAllLines(folder.resolve("args")));

        CommandRun run = PipelineCase.run(repository, system, arguments.toArray(String[]::new));

        assertThat(run.err()).isEmpty();
        assertThat(run.code()).isZero();
        Path expected = folder.resolve(system + (system.equals("jenkins") ? ".groovy" : ".yaml"));
        if (Boolean.getBoolean("golden.rewrite")) {
            Files.writeString(expected, run.out());
        }
        assertThat(run.out()).isEqualTo(Files.readString(expected));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void itsScriptsAreValidAndContainNoExpressionOfTheServer(Path folder, String system) throws Exception {
        String text = Files.readString(folder.resolve(system + (system.equals("jenkins") ? ".groovy" : ".yaml")));

        List<String> scripts = PipelineScripts.of(system, text);

        assertThat(scripts).hasSizeGreaterThan(1);
        for (String script : scripts) {
            assertThat(script).doesNotContain("${{", "$(params", "$(workspaces", "$(context");
            Process shell =
                    new ProcessBuilder("sh", "-n").redirectErrorStream(true).start();
            try (var in = shell.outputWriter()) {
                in.write(script);
            }
            assertThat(new String(shell.getInputStream().readAllBytes())).isEmpty();
            assertThat(shell.waitFor()).as(script).isZero();
        }
    }
}
