package dev.sild.images;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

class ScriptPathsTest {
    @Test
    void variablesAreReplacedBeforePathsAreLookedFor() {
        assertThat(ScriptPaths.of("mkdir -p $HOME/data && chown app ${OTHER}/x /etc/app", Map.of("HOME", "/srv")))
                .containsExactly("/srv/data", "/etc/app");
    }

    @Test
    @Timeout(10)
    void valuesThatMultiplyTakeLittleRoom() {
        Map<String, String> variables = Map.of("A", "/a".repeat(150_000));

        assertThat(ScriptPaths.of("echo " + "$A ".repeat(300_000), variables)).hasSizeLessThan(10);
    }
}
