package dev.sild.podman;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What podman takes from annotations and limits: ulimits, an init process, no seccomp filter, devices. */
@OnPodman
class ProcessLimitsTest {
    @AutoClose
    private static PodmanMachine podman;

    @BeforeAll
    static void convertAndPlay() {
        podman = PodmanMachine.start();
        StandIns.busybox();
        Path project = podman.folder("limits");
        Sild.file(project, "compose.yaml", COMPOSE);
        podman.play(Sild.convert(project, Map.of()));
        await().atMost(90, SECONDS).untilAsserted(() -> sh("limited-another-name", "true"));
    }

    @Test
    void limitsAreThoseOfTheComposeFile() {
        assertThat(sh("limited-another-name", "ulimit -Sn; ulimit -Hn; ulimit -c"))
                .isEqualTo("100\n200\n0\n");
        assertThat(sh("plain-plain", "ulimit -Hn")).isNotEqualTo("200\n");
    }

    @Test
    void anInitProcessIsTheFirstWhereItIsAskedFor() {
        assertThat(sh("limited-another-name", "cat /proc/1/comm")).isNotEqualTo("sleep\n");
        assertThat(sh("plain-plain", "cat /proc/1/comm")).isEqualTo("sleep\n");
    }

    @Test
    void withoutConfinementThereIsNoSeccompFilter() {
        assertThat(sh("limited-another-name", "grep Seccomp: /proc/1/status")).isEqualTo("Seccomp:\t0\n");
        assertThat(sh("plain-plain", "grep Seccomp: /proc/1/status")).isEqualTo("Seccomp:\t2\n");
    }

    @Test
    void devicesAreThereWithTheirPathsAndPermissions() {
        assertThat(sh("limited-another-name", "echo x 2>&1 >/dev/no-space; (: </dev/reader) && echo read"))
                .isEqualTo("sh: write error: No space left on device\nread\n");
        assertThat(sh("limited-another-name", "(: >/dev/reader) 2>&1 || true")).contains("Operation not permitted");
        assertThat(sh("plain-plain", "ls /dev")).doesNotContain("no-space", "reader");
    }

    private static String sh(String container, String script) {
        return podman.exec(container, "sh", "-c", script);
    }

    private static final String COMPOSE = """
      name: limits
      services:
        limited:
          image: localhost/sild-busybox:1
          container_name: another-name
          init: true
          ulimits: {nofile: {soft: 100, hard: 200}, core: 0}
          security_opt: [seccomp:unconfined]
          devices: ["/dev/full:/dev/no-space", "/dev/fuse:/dev/reader:r"]
        plain:
          image: localhost/sild-busybox:1
      """;
}
