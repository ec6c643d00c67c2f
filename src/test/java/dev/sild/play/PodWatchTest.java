package dev.sild.play;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sild.model.Dependency.Until;
import dev.sild.play.podman.Podman;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How Sild waits for pods, with a program in podman's place whose output the test sets. */
class PodWatchTest {
    private static final String POD = """
      [{"Id": "p1", "Name": "shop-web", "Created": "2026-01-01T00:00:01Z", "Labels": {"sild.dev/service": "web"}}]
      """;

    @TempDir
    private Path folder;

    private final List<String> said = new ArrayList<>();

    @Test
    void whoWaitsForAStartDoesNotWaitForHealth() throws Exception {
        PodWatch watch = watch(container("running"), 1);
        assertThatCode(() -> watch.await(Map.of("web", Until.STARTED))).doesNotThrowAnyException();
        assertThatThrownBy(() -> watch.await(Map.of("web", Until.HEALTHY)))
                .isInstanceOf(PlayFailure.class)
                .hasMessage("'web' is not ready after 1 seconds");
    }

    @Test
    void whoWaitsForHealthIsTold() throws Exception {
        watch(container("running"), 0).await(Map.of("web", Until.HEALTHY));
        assertThat(said).containsExactly("web healthy");
    }

    @Test
    void whatIsGoneIsWaitedForByNobody() throws Exception {
        assertThatThrownBy(() -> watch(container("running"), 0).await(Map.of("db", Until.STARTED)))
                .isInstanceOf(PlayFailure.class)
                .hasMessage("'db' no longer exists: its pod was removed");
    }

    @Test
    void theFailureOfAPodComesWithTheLastLinesOfItsLog() throws Exception {
        assertThatThrownBy(() -> watch(container("exited").replace("\"ExitCode\": 0", "\"ExitCode\": 4"), 0)
                        .await(Map.of("web", Until.COMPLETED)))
                .isInstanceOfSatisfying(PlayFailure.class, failure -> {
                    assertThat(failure).hasMessage("'web' exited with code 4");
                    assertThat(failure.log()).containsExactly("a line", "another");
                });
    }

    /** A container that has been up since long ago, and may be unwell forever. */
    private static String container(String status) {
        return """
        [{"Id": "c1", "Name": "shop-web-web", "Pod": "p1", "Image": "i", "RestartCount": 0,
          "State": {"Status": "STATUS", "ExitCode": 0, "StartedAt": "2026-01-01T00:00:03Z"},
          "Config": {"Annotations": {"sild.dev/ends": "Never",
            "sild.dev/check.web": "{\\"command\\": [\\"ask\\"], \\"timeoutSeconds\\": 5, \\"patienceSeconds\\": 2000000000}"}}}]
        """.replace("STATUS", status);
    }

    private PodWatch watch(String containers, int health) throws Exception {
        Path program = folder.resolve("podman");
        Files.writeString(program, """
        #!/bin/sh
        case "$1" in
          pod) cat <<'END'
        %sEND
        ;;
          ps) echo c1 ;;
          container) cat <<'END'
        %sEND
        ;;
          exec) exit %d ;;
          logs) echo a line; echo another ;;
        esac
        """.formatted(POD, containers, health));
        assertThat(program.toFile().setExecutable(true)).isTrue();
        return new PodWatch(
                new Podman(program.toString(), folder, Map.of()),
                "shop",
                Optional.of(Duration.ofSeconds(1)),
                new Progress() {
                    @Override
                    public void say(String subject, String what, Tone tone) {
                        said.add(subject + " " + what);
                    }

                    @Override
                    public void line(String text) {
                        said.add(text);
                    }
                });
    }
}
