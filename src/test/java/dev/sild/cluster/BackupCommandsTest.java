package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The commands that docs/stacks.md gives for backups work on the objects of a stack. */
@OnControlPlane
class BackupCommandsTest {
    private static final String COMMAND = "jsonpath={.spec.template.spec.containers[0].command}";

    private final ControlPlane plane;

    BackupCommandsTest(ControlPlane plane) {
        this.plane = plane;
    }

    @Test
    void jobsAreMadeOfTheCronJobOfBackups() throws IOException {
        plane.makeNamespace("backups", "");
        plane.kubectl(
                        "apply",
                        "-n",
                        "backups",
                        "-f",
                        Path.of("src/test/resources/webstack/backups/out.yaml")
                                .toAbsolutePath()
                                .toString())
                .require();

        Command.run(
                        Path.of("/tmp"),
                        Map.of(
                                "KUBECONFIG",
                                plane.kubeconfig().toString(),
                                "PATH",
                                ControlPlane.binaries().orElseThrow() + ":" + System.getenv("PATH")),
                        "",
                        Duration.ofSeconds(60),
                        // In the namespace of the kubeconfig, which is the user's own.
                        List.of("sh", "-ec", commands().replace("kubectl create", "kubectl -n backups create")))
                .require();

        assertThat(job("shop-backup-now")).contains("/etc/sild/backup.sh");
        assertThat(job("shop-restore")).contains("/etc/sild/restore.sh").doesNotContain("backup.sh");
    }

    private String job(String name) {
        return plane.kubectl("get", "job", name, "-n", "backups", "-o", COMMAND).require();
    }

    private static String commands() throws IOException {
        Matcher block = Pattern.compile("(?s)```sh\n(kubectl create job.*?)```")
                .matcher(Files.readString(Path.of("docs/stacks.md")));
        assertThat(block.find()).isTrue();
        return block.group(1);
    }
}
