package dev.sild.images.health;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.model.Health;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BothLoopbacksTest {
    @Test
    void aCommandTriesTheAddressAfterTheName() {
        assertThat(tried(false, "wget", "-q", "http://localhost:80/a b"))
                .containsExactly(
                        "/bin/sh", "-c", "wget -q 'http://localhost:80/a b' || wget -q 'http://127.0.0.1:80/a b'");
    }

    /** What a check does after its question, such as to end the container, is done after both answers. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '#',
            value = {
                "nc -z localhost 80 # { nc -z localhost 80 || nc -z 127.0.0.1 80; }",
                "wget localhost | grep ok || exit 1 # { wget localhost || wget 127.0.0.1; } | grep ok || exit 1",
                "wget localhost || kill 1 # { wget localhost || wget 127.0.0.1; } || kill 1",
                "! nc -z localhost 9999 # ! { nc -z localhost 9999 || nc -z 127.0.0.1 9999; }",
                "if wget localhost; then exit 0; else kill 1; fi # if { wget localhost || wget 127.0.0.1; }; then exit 0; else kill 1; fi",
                "(timeout 2 nc -z localhost 80) # ({ timeout 2 nc -z localhost 80 || timeout 2 nc -z 127.0.0.1 80; })",
                "exec wget localhost # { wget localhost || wget 127.0.0.1; }",
                "wget localhost >/dev/null 2>&1&& x # { wget localhost >/dev/null 2>&1 || wget 127.0.0.1 >/dev/null 2>&1; }&& x",
                "[ \"$(wget localhost | tail)\" = a ] # { [ \"$(wget localhost | tail)\" = a ] || [ \"$(wget 127.0.0.1 | tail)\" = a ]; }",
                "a=$(wget localhost | tail); test $a # { a=$(wget localhost | tail) || a=$(wget 127.0.0.1 | tail); }; test $a",
                "nc -z localhost 1 && sql -h localhost # { nc -z localhost 1 || nc -z 127.0.0.1 1; } && sql -h localhost",
                "case $(wget localhost) in ok) x;; esac # case $(wget localhost) in ok) x;; esac",
                "[[ $(wget localhost) = a && b ]] # [[ $(wget localhost) = a && b ]]",
                "nc localhost 1 <<EOF # nc localhost 1 <<EOF",
            })
    void eachCommandOfAScriptTriesBoth(String script, String both) {
        for (String option : List.of("-c", "-ec", "-lc")) {
            assertThat(tried(false, "/bin/sh", option, script)).containsExactly("/bin/sh", option, both);
        }
    }

    @Test
    void aCommentStaysWhereItIs() {
        assertThat(tried(false, "/bin/sh", "-c", "nc -z localhost 80 # wget localhost | x")
                        .get(2))
                .isEqualTo("{ nc -z localhost 80 || nc -z 127.0.0.1 80; } # wget localhost | x");
    }

    @Test
    void anAppletOfBusyBoxIsAProgram() {
        assertThat(tried(false, "/bin/busybox", "nc", "-z", "localhost", "80").get(2))
                .isEqualTo("/bin/busybox nc -z localhost 80 || /bin/busybox nc -z 127.0.0.1 80");
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
