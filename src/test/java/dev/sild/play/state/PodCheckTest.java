package dev.sild.play.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.ProbeBuilder;
import java.net.ServerSocket;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Probes as commands that run in a container. */
class PodCheckTest {

    @Test
    void aCommandStaysWhatItIs() {
        Probe probe = new ProbeBuilder()
                .withNewExec()
                .withCommand("pg_isready", "-U", "$USER")
                .endExec()
                .withPeriodSeconds(5)
                .withTimeoutSeconds(3)
                .withFailureThreshold(10)
                .build();
        PodCheck check = PodCheck.of(probe, null).orElseThrow();
        assertThat(check.command()).containsExactly("pg_isready", "-U", "$USER");
        assertThat(check.timeoutSeconds()).isEqualTo(3);
        assertThat(check.patienceSeconds()).isEqualTo(53);
    }

    @Test
    void theTimeToStartIsAddedToThatOfReadiness() {
        Probe startup = new ProbeBuilder()
                .withNewExec()
                .withCommand("true")
                .endExec()
                .withPeriodSeconds(2)
                .withFailureThreshold(60)
                .build();
        Probe readiness =
                new ProbeBuilder().withNewExec().withCommand("true").endExec().build();
        assertThat(PodCheck.of(readiness, startup).orElseThrow().patienceSeconds())
                .isEqualTo(1 + 30 + 120);
    }

    @Test
    void whatIsSentByHttpIsNoPartOfAScript() {
        Probe probe = new ProbeBuilder()
                .withNewHttpGet()
                .withPath("/health?a=$(id)")
                .withNewPort(8080)
                .addNewHttpHeader()
                .withName("Host")
                .withValue("a b; id")
                .endHttpHeader()
                .endHttpGet()
                .build();
        List<String> command = PodCheck.of(probe, null).orElseThrow().command();
        assertThat(command).startsWith("sh", "-c");
        assertThat(command.get(2)).doesNotContain("id)", "a b", "8080");
        assertThat(command.subList(3, command.size()))
                .containsExactly("sh", "http://127.0.0.1:8080/health?a=$(id)", "Host: a b; id");
    }

    @Test
    void whatListensIsFoundWithoutAProgramThatConnects() throws Exception {
        try (ServerSocket socket = new ServerSocket(0)) {
            assertThat(asked(socket.getLocalPort())).isZero();
            int port = socket.getLocalPort();
            socket.close();
            assertThat(asked(port)).isEqualTo(1);
        }
    }

    private static int asked(int port) throws Exception {
        Probe probe = new ProbeBuilder()
                .withNewTcpSocket()
                .withNewPort(port)
                .endTcpSocket()
                .build();
        return new ProcessBuilder(PodCheck.of(probe, null).orElseThrow().command())
                .start()
                .waitFor();
    }

    @Test
    void anImageWithoutAShellIsNotUnwell() {
        PodCheck tcp = PodCheck.of(
                        new ProbeBuilder()
                                .withNewTcpSocket()
                                .withNewPort(1)
                                .endTcpSocket()
                                .build(),
                        null)
                .orElseThrow();
        assertThat(tcp.isUntold(127, "Error: runc: exec failed: exec: \"sh\": executable file not found in $PATH"))
                .isTrue();
        assertThat(tcp.isUntold(127, "Error: crun: executable file `sh` not found in $PATH: No such file or directory"))
                .isTrue();
        assertThat(tcp.isUntold(42, "")).isTrue();
        assertThat(tcp.isUntold(127, "sh: nosuch: not found")).isFalse();
        assertThat(tcp.isUntold(1, "")).isFalse();
        PodCheck own = new PodCheck(List.of("ready"), 1, 30);
        assertThat(own.isUntold(127, "exec: \"ready\": executable file not found in $PATH"))
                .as("as a cluster has it")
                .isFalse();
    }

    @Test
    void nobodyAsksByGrpc() {
        assertThat(PodCheck.of(new ProbeBuilder().withNewGrpc(9000, "").build(), null))
                .isEmpty();
        assertThat(PodCheck.of(null, null)).isEmpty();
    }

    @Test
    void itIsReadFromTheTextItIsWrittenAs() {
        PodCheck check = new PodCheck(List.of("sh", "-c", "echo \"a\\b\"\n'ü'"), 3, 30);
        assertThat(PodCheck.parse(check.text())).contains(check);
        assertThat(PodCheck.parse("no JSON")).isEmpty();
        assertThat(PodCheck.parse("{}")).isEmpty();
    }
}
