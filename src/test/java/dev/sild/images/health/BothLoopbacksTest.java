package dev.sild.images.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.images.ImageFacts.Shell;
import dev.sild.model.Health;
import java.util.List;
import org.junit.jupiter.api.Test;

class BothLoopbacksTest {
    @Test
    void aCommandTriesTheAddressAfterTheName() {
        assertThat(tried(Shell.UNKNOWN, "wget", "-q", "http://localhost:80/a b"))
                .containsExactly(
                        "/bin/sh", "-c", "wget -q 'http://localhost:80/a b' || wget -q 'http://127.0.0.1:80/a b'");
    }

    @Test
    void aScriptIsTriedAsAWhole() {
        assertThat(tried(Shell.YES, "/bin/sh", "-c", "wget -qO- localhost:80 | grep ok || exit 1"))
                .containsExactly(
                        "/bin/sh",
                        "-c",
                        "(wget -qO- localhost:80 | grep ok || exit 1) || (wget -qO- 127.0.0.1:80 | grep ok || exit 1)");
    }

    @Test
    void aCommentEndsWithItsLine() {
        assertThat(tried(Shell.YES, "/bin/sh", "-c", "nc -z localhost 80 # x").get(2))
                .isEqualTo("(nc -z localhost 80 # x\n) || (nc -z 127.0.0.1 80 # x\n)");
    }

    @Test
    void withoutAShellTheAddressIsAskedAlone() {
        assertThat(tried(Shell.NO, "/wget", "http://localhost/")).containsExactly("/wget", "http://127.0.0.1/");
    }

    @Test
    void otherProgramsAndHostsStay() {
        for (List<String> command : List.of(
                List.of("curl", "-f", "http://localhost/"),
                List.of("wget", "http://localhost.example.org/"),
                List.of("wget", "http://127.0.0.1/"),
                List.of("/bin/sh", "-c", "mysqladmin ping -h localhost"))) {
            assertThat(tried(Shell.YES, command.toArray(String[]::new))).isEqualTo(command);
        }
    }

    private static List<String> tried(Shell shell, String... command) {
        return ((Health.Exec) BothLoopbacks.in(new Health.Exec(List.of(command)), shell)).command();
    }
}
