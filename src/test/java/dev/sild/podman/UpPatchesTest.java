package dev.sild.podman;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** {@code sild up --patch} changes the pods that podman plays. */
@OnPodman
class UpPatchesTest {
    @AutoClose
    private static PodmanMachine podman;

    @BeforeAll
    static void start() {
        podman = PodmanMachine.start();
        StandIns.busybox();
    }

    @Test
    void aPodOfAProjectIsPatched() {
        Path project = podman.folder("patched");
        Sild.file(
                project,
                "compose.yaml",
                "name: patched\nservices: {web: {image: '" + PodmanMachine.BUSYBOX + "', init: true}}\n");
        Sild.file(project, "patches.yaml", patch("web", "web"));
        Up up = new Up(podman, project, Map.of());

        up.run("up", "-d", "--patch", "patches.yaml").orFail();

        assertThat(podman.exec("patched-web-web", "sh", "-c", "echo $COLOR")).isEqualTo("blue\n");
        Sild.file(project, "patches.yaml", patch("other", "web"));
        CommandRunner.Result failed = up.run("up", "-d", "--patch", "patches.yaml");
        assertThat(failed.exitCode()).isEqualTo(1);
        assertThat(failed.errors()).contains("patches.yaml:1", "there is no Pod 'other'");
        up.run("down").orFail();
    }

    private static String patch(String pod, String container) {
        return """
                apiVersion: v1
                kind: Pod
                metadata: {name: %s}
                spec: {containers: [{name: %s, env: [{name: COLOR, value: blue}]}]}
                """.formatted(pod, container);
    }
}
