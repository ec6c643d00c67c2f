package dev.sild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.cli.terminal.Console;
import dev.sild.output.files.StandardOutput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Standard output that takes nothing, and the name a kubectl plugin goes by. */
class MainTest {
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();

    private Console console(String refusal, String compose) {
        OutputStream refusing = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException(refusal);
            }
        };
        return new Console(
                Path.of("").toAbsolutePath(),
                Map.of(),
                new ByteArrayInputStream(compose.getBytes(StandardCharsets.UTF_8)),
                new StandardOutput(refusing),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);
    }

    private String err() {
        return err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void aFullDiskBehindStandardOutputIsSaidOnceAndFails() {
        Console console = console("No space left on device", "services: {web: {image: 'a:1'}}");

        assertThat(Main.afterOutput(console, Main.run(console, "convert", "-f", "-", "-q")))
                .isEqualTo(1);
        assertThat(err())
                .contains("cannot write standard output: No space left on device")
                .hasLineCount(1);
    }

    @Test
    void aReaderThatHasGoneFailsInSilence() {
        Console console = console("Broken pipe", "services: {web: {image: 'a:1'}}");

        assertThat(Main.afterOutput(console, Main.run(console, "convert", "-f", "-", "-q")))
                .isEqualTo(1);
        assertThat(err()).isEmpty();
    }

    @Test
    void otherCommandsSayAFullDiskToo() {
        Console console = console("No space left on device", "");

        assertThat(Main.afterOutput(console, Main.run(console, "--help"))).isEqualTo(1);
        assertThat(err()).isEqualTo("sild: cannot write standard output: No space left on device\n");
    }

    @Test
    void aPluginOfKubectlSpeaksOfItselfAsItsUsersDo() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Console console = new Console(
                Path.of("").toAbsolutePath(),
                Map.of(),
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                false);

        Commands.execute(console, "kubectl sild", "convert", "--nonsense");
        Commands.execute(console, "kubectl sild", "convert", "--help");

        assertThat(err()).contains("Try 'kubectl sild convert --help'.");
        assertThat(out.toString(StandardCharsets.UTF_8))
                .startsWith("Usage: kubectl sild convert")
                .contains("\n  kubectl sild convert compose.yaml -o k8s/\n");
    }

    @Test
    void anOptionThatIsMisspeltIsCorrected() {
        assertThat(Main.run(console("", ""), "convert", "--hlep")).isEqualTo(2);
        assertThat(err()).contains("unknown option --hlep; did you mean --help?");
    }

    @Test
    void aComposeFileInPlaceOfAResourceIsRecognized() {
        assertThat(Main.run(console("", "services: {web: {image: 'a:1'}}"), "render", "-"))
                .isEqualTo(1);
        assertThat(err()).contains("error: this looks like a compose file; use 'sild convert' or 'sild adopt'");
    }
}
