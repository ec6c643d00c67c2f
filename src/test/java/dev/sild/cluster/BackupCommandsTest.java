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

        // In the namespace of the kubeconfig, which is the user's own.
        run(block("kubectl create job shop-backup-now").replace("kubectl create", "kubectl -n backups create"));

        assertThat(job("shop-backup-now")).contains("/etc/sild/backup.sh");
        assertThat(job("shop-restore")).contains("/etc/sild/restore.sh").doesNotContain("backup.sh");
    }

    @Test
    void jobsOfABucketAreMadeOfTheTemplateOfRestores() throws IOException {
        plane.makeNamespace("shops", "");
        plane.kubectl(
                        "apply",
                        "-n",
                        "shops",
                        "-f",
                        Path.of("src/test/resources/webstack/backups-to-a-bucket/out.yaml")
                                .toAbsolutePath()
                                .toString())
                .require();
        String commands = block("kubectl create job shop-dumps").replaceAll("(?m)^kubectl wait.*$", "");

        run(commands.replace("kubectl create", "kubectl -n shops create"));

        assertThat(environment("shop-dumps")).contains("ACTION=list", "DUMP=latest");
        assertThat(environment("shop-restore-latest")).contains("ACTION=restore", "DUMP=latest");
        assertThat(environment("shop-restore-one"))
                .contains("ACTION=restore", "DUMP=app-20260131T031500Z.dump")
                .doesNotContain("DUMP=latest");
    }

    private String environment(String job) {
        return plane.kubectl(
                        "get",
                        "job",
                        job,
                        "-n",
                        "shops",
                        "-o",
                        "jsonpath={range .spec.template.spec.containers[*].env[*]}{.name}={.value} {end}")
                .require();
    }

    private void run(String script) {
        Command.run(
                        Path.of("/tmp"),
                        Map.of(
                                "KUBECONFIG",
                                plane.kubeconfig().toString(),
                                "PATH",
                                ControlPlane.binaries().orElseThrow() + ":" + System.getenv("PATH")),
                        "",
                        Duration.ofSeconds(60),
                        List.of("sh", "-ec", script))
                .require();
    }

    private String job(String name) {
        return plane.kubectl("get", "job", name, "-n", "backups", "-o", COMMAND).require();
    }

    private static String block(String start) throws IOException {
        Matcher block = Pattern.compile("(?s)```sh\n(" + start + ".*?)```")
                .matcher(Files.readString(Path.of("docs/stacks.md")));
        assertThat(block.find()).isTrue();
        return block.group(1);
    }
}
