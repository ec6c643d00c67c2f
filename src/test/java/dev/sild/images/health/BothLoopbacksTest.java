package dev.sild.images.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.model.Health;
import java.util.List;
import org.junit.jupiter.api.Test;

class BothLoopbacksTest {
    @Test
    void aCommandTriesTheAddressAfterTheName() {
        assertThat(tried(false, "wget", "-q", "http://localhost:80/a b"))
                .containsExactly(
                        "/bin/sh", "-c", "wget -q 'http://localhost:80/a b' || wget -q 'http://127.0.0.1:80/a b'");
    }

    @Test
    void aScriptIsTriedAsAWhole() {
        assertThat(tried(false, "/bin/sh", "-c", "wget -qO- localhost:80 | grep ok || exit 1"))
                .containsExactly(
                        "/bin/sh",
                        "-c",
                        "(wget -qO- localhost:80 | grep ok || exit 1) || (wget -qO- 127.0.0.1:80 | grep ok || exit 1)");
    }

    @Test
    void aCommentEndsWithItsLine() {
        assertThat(tried(false, "/bin/sh", "-c", "nc -z localhost 80 # x").get(2))
                .isEqualTo("(nc -z localhost 80 # x\n) || (nc -z 127.0.0.1 80 # x\n)");
    }

    @Test
    void withoutAShellTheAddressIsAskedAlone() {
        assertThat(tried(true, "/wget", "http://localhost/")).containsExactly("/wget", "http://127.0.0.1/");
    }

    @Test
    void otherProgramsAndHostsStay() {
        for (List<String> command : List.of(
                List.of("curl", "-f", "http://localhost/"),
                List.of("wget", "http://localhost.example.org/"),
                List.of("wget", "http://127.0.0.1/"),
                List.of("/bin/sh", "-c", "mysqladmin ping -h localhost"))) {
            assertThat(tried(false, command.toArray(String[]::new))).isEqualTo(command);
        }
    }

    private static List<String> tried(boolean bare, String... command) {
        return ((Health.Exec) BothLoopbacks.in(new Health.Exec(List.of(command)), bare)).command();
    }
}
