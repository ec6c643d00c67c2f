package dev.sild.podman;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * {@code sild up} and its kin where others are on the machine, too: their networks, volumes and ports, and each other.
 */
@OnPodman
class UpAmongOthersTest {
    @AutoClose
    private static PodmanMachine podman;

    @BeforeAll
    static void start() {
        podman = PodmanMachine.start();
        StandIns.busybox();
    }

    @Test
    void aNetworkAndVolumesOfOthersAreUsedByTheirNamesAndLeft() throws Exception {
        Up up = project("guest", """
        services:
          web:
            image: IMAGE
            init: true
            command: ["sh", "-c", "echo to all > /chosen/index.html; exec httpd -f -p 8080 -h /chosen"]
            networks: [outside, default]
            volumes: ["chosen:/chosen", "there:/there"]
        networks: {outside: {external: true, name: the_outside}}
        volumes: {chosen: {name: chosen_By.me}, there: {external: true, name: old_data}}
        """);
        CommandRunner.Result missing = up.run("up", "-d");
        assertThat(missing.exitCode()).isEqualTo(1);
        assertThat(missing.errors())
                .contains("the network 'the_outside' does not exist", "podman network create the_outside");
        podman.run("network", "create", "the_outside");
        podman.run("volume", "create", "old_data");
        Set<String> before = Up.inventory(podman);

        up.run("up", "-d").orFail();
        assertThat(podman.run(
                        "run",
                        "--rm",
                        "--network",
                        "the_outside",
                        PodmanMachine.BUSYBOX,
                        "wget",
                        "-q",
                        "-O-",
                        "-T",
                        "5",
                        "http://web:8080/"))
                .isEqualTo("to all\n");
        assertThat(Up.inventory(podman)).contains("volume chosen_By.me", "network guest_default");
        up.run("down").orFail();
        assertThat(Up.inventory(podman))
                .contains("volume chosen_By.me")
                .hasSize(before.size() + 1)
                .containsAll(before);
        up.run("down", "--volumes").orFail();
        assertThat(Up.inventory(podman)).isEqualTo(before);
    }

    @Test
    void aNetworkHasTheAddressesAndOptionsOfTheFile() throws Exception {
        // Addresses for benchmarks (RFC 2544): podman refuses those of the machine's own networks, which may be any of
        // the private ones.
        String compose = """
        services:
          web: {image: IMAGE, init: true, networks: {back: {ipv4_address: 198.18.7.20}}}
          other: {image: IMAGE, init: true, networks: [back]}
        networks:
          back:
            driver_opts: {com.docker.network.driver.mtu: "1400"}
            ipam: {config: [{subnet: 198.18.0.0/16, gateway: 198.18.7.1, ip_range: 198.18.9.0/24}]}
        """;
        Up up = project("numbers", compose);
        up.run("up", "-d").orFail();
        assertThat(interfaceOf("numbers-web")).contains("mtu 1400", "inet 198.18.7.20/16");
        assertThat(interfaceOf("numbers-other")).contains("inet 198.18.9.");
        Map<String, String> before = up.pods();
        up.run("up", "-d").orFail();
        assertThat(up.pods()).isEqualTo(before);

        Files.writeString(
                up.project().resolve("compose.yaml"),
                Files.readString(up.project().resolve("compose.yaml")).replace("198.18.", "198.19."));
        up.run("up", "-d").orFail();
        assertThat(interfaceOf("numbers-web")).contains("inet 198.19.7.20/16");
        up.run("down").orFail();
    }

    private static String interfaceOf(String pod) {
        return podman.run("exec", pod + "-" + pod.substring(pod.indexOf('-') + 1), "ip", "addr", "show", "dev", "eth0");
    }

    @Test
    void aPortThatAnotherHasIsToldBeforeAnythingIsStarted() throws Exception {
        int port = PodmanMachine.freePort();
        String compose = """
        services:
          quiet: {image: IMAGE, init: true}
          web: {image: IMAGE, init: true, ports: ["127.0.0.1:PORT:8080"], depends_on: [quiet]}
        """.replace("PORT", String.valueOf(port));
        Up first = project("first", compose);
        Up second = project("second", compose.replace("127.0.0.1:", ""));
        first.run("up", "-d").orFail();
        Set<String> before = Up.inventory(podman);

        CommandRunner.Result clash = second.run("up", "-d");
        assertThat(clash.exitCode()).isEqualTo(1);
        assertThat(clash.errors())
                .contains(
                        "port " + port + ", published by 'web', is already in use by 'web' of the project 'first'",
                        "'sild down -p first'");
        assertThat(Up.inventory(podman)).isEqualTo(before);
        assertThat(first.run("up", "-d", "--force-recreate").exitCode())
                .as("its own port is in nobody's way")
                .isZero();
        first.run("down").orFail();

        try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            CommandRunner.Result taken = first.run("up", "-d");
            assertThat(taken.exitCode()).isEqualTo(1);
            assertThat(taken.errors())
                    .contains("port " + socket.getLocalPort() + ", published by 'web', is already in use by 'java'");
        }
        second.run("up", "-d").orFail();
        second.run("down").orFail();
    }

    @Test
    void anImageThatCannotBeHadIsToldBeforeAnythingIsStarted() throws Exception {
        Set<String> before = Up.inventory(podman);
        Up up = project("absent", """
        services:
          here: {image: IMAGE, init: true, volumes: ["data:/data"]}
          absent: {image: "127.0.0.1:1/absent:1", depends_on: [here]}
        volumes: {data: {}}
        """);
        CommandRunner.Result pulled = up.run("up", "-d");
        assertThat(pulled.exitCode()).isEqualTo(1);
        assertThat(pulled.errors()).contains("connection refused", "sild: the pull of '127.0.0.1:1/absent:1' failed");
        assertThat(Up.inventory(podman)).isEqualTo(before);

        up = project("never", "services: {absent: {image: '127.0.0.1:1/absent:1', pull_policy: never}}");
        assertThat(up.run("up", "-d").errors())
                .contains("'127.0.0.1:1/absent:1' does not exist on this machine, and its 'pull_policy' is never");
        assertThat(Up.inventory(podman)).isEqualTo(before);
        assertThat(up.run("ps")).satisfies(nothing -> {
            assertThat(nothing.exitCode()).isZero();
            assertThat(nothing.errors()).contains("the project 'never' is not running; start it with 'sild up'");
        });
    }

    @Test
    void whatIsTakenAwayWhileItIsStartedIsGoneInTheEnd() throws Exception {
        Set<String> before = Up.inventory(podman);
        Up up = project("hasty", """
        services:
          one: &one {image: IMAGE, init: true}
          two: *one
          three: *one
          last: {image: IMAGE, init: true, healthcheck: {test: ["CMD", "false"], interval: 60s}, depends_on: [one]}
        """);
        Path out = podman.folder("hasty").resolve("out");
        Process process = up.start(out, "up", "-d");
        try {
            await().atMost(120, SECONDS).until(() -> Files.readString(out).contains("starting"));
            await().atMost(120, SECONDS)
                    .until(() -> !podman.run("pod", "ps", "-q").isBlank());
            up.run("down").orFail();
            assertThat(process.waitFor(120, SECONDS)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(out)).isEqualTo(1);
        } finally {
            process.destroyForcibly();
        }
        assertThat(Up.inventory(podman)).as(Files.readString(out)).isEqualTo(before);
    }

    @Test
    void logsThatAreFollowedEndWithCtrlCAndTheServicesGoOn() throws Exception {
        Up up = project("ticking", """
        services:
          ticker: {image: IMAGE, init: true, command: ["sh", "-c", "while :; do echo tick; sleep 1; done"]}
        """);
        up.run("up", "-d").orFail();
        Path out = podman.folder("ticking").resolve("out");
        Process process = up.start(out, "logs", "-f");
        try {
            await().atMost(120, SECONDS).until(() -> Files.readString(out).contains("ticker | tick"));
            List<ProcessHandle> readers = process.descendants().toList();
            assertThat(readers).isNotEmpty();
            CommandRunner.run(
                            Path.of("/tmp"),
                            Map.of(),
                            Duration.ofSeconds(10),
                            List.of("kill", "-INT", "" + process.pid()))
                    .orFail();
            assertThat(process.waitFor(120, SECONDS)).isTrue();
            assertThat(process.exitValue()).as(Files.readString(out)).isEqualTo(130);
            await().atMost(60, SECONDS).untilAsserted(() -> assertThat(readers).noneMatch(ProcessHandle::isAlive));
        } finally {
            process.destroyForcibly();
        }
        assertThat(up.shown("state")).isEqualTo(Map.of("ticker", "running"));
        up.run("down").orFail();
    }

    private static Up project(String name, String compose) throws IOException {
        Path project = podman.folder(name);
        Sild.file(project, "compose.yaml", compose.replace("IMAGE", PodmanMachine.BUSYBOX));
        return new Up(podman, project, Map.of());
    }
}
