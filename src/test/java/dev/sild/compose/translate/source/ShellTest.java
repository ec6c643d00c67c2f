package dev.sild.compose.translate.source;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.model.Text;
import java.util.List;
import org.junit.jupiter.api.Test;

class ShellTest {
    private static final String NAME = "CHECK";

    @Test
    void aScriptThatIsASecretAsAWholeIsRunAndNotCalledByItsName() throws Exception {
        String script = Shell.script(new Text.EnvRef(NAME));

        assertThat(output(script, "printf '%s|' one 'two words'")).isEqualTo("one|two words|");
    }

    @Test
    void aSecretWithinAScriptStaysOneWord() throws Exception {
        Text script = new Text.Concat(List.of(Text.of("printf '%s|' "), new Text.EnvRef(NAME), Text.of(" end")));

        assertThat(output(Shell.script(script), "a  $b; c")).isEqualTo("a  $b; c|end|");
    }

    private static String output(String script, String value) throws Exception {
        ProcessBuilder builder = new ProcessBuilder("sh", "-c", script).redirectErrorStream(true);
        builder.environment().put(NAME, value);
        return new String(builder.start().getInputStream().readAllBytes());
    }
}
