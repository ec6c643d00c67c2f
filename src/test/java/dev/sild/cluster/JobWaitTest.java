package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sild.GoldenCases;
import dev.sild.cluster.Command.Outcome;
import dev.sild.convert.ConvertRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pods that wait for Jobs may read those Jobs and nothing else, and what they run ends when the Job does. */
@OnControlPlane
class JobWaitTest {
    private static final Path GOLDEN =
            GoldenCases.named("one-shots-that-several-wait-for").resolve("out.yaml");
    private static final String NAMESPACE = "job-wait";
    private static final Duration CONTROLLERS = Duration.ofSeconds(60);

    private static String seed;
    private static String migrate;

    private final ControlPlane plane;

    JobWaitTest(ControlPlane plane) {
        this.plane = plane;
    }

    @BeforeAll
    static void apply(ControlPlane plane) throws IOException {
        String yaml = Files.readString(GOLDEN);
        seed = name("seed-[0-9a-f]{8}", yaml);
        migrate = name("migrate-[0-9a-f]{8}", yaml);
        plane.makeNamespace(NAMESPACE, "");
        plane.kubectlWithInput(yaml, "apply", "-n", NAMESPACE, "-f", "-").require();
    }

    @Test
    void theRoleAllowsToReadTheJobsThatAreWaitedFor() {
        for (String job : new String[] {seed, migrate}) {
            for (String verb : new String[] {"get", "list", "watch"}) {
                assertThat(waiting("auth", "can-i", verb, "jobs.batch/" + job).out())
                        .as("%s %s", verb, job)
                        .isEqualToIgnoringWhitespace("yes");
            }
        }
    }

    @Test
    void theRoleAllowsNothingElse() {
        assertThat(waiting("auth", "can-i", "get", "jobs.batch/backup").out()).isEqualToIgnoringWhitespace("no");
        assertThat(waiting("get", "jobs").succeeded()).as("listing all Jobs").isFalse();
        for (String verb : new String[] {"create", "update", "patch", "delete"}) {
            assertThat(waiting("auth", "can-i", verb, "jobs.batch/" + seed).out())
                    .as(verb)
                    .isEqualToIgnoringWhitespace("no");
        }
        for (String resource : new String[] {"pods", "secrets", "configmaps", "deployments.apps", "serviceaccounts"}) {
            assertThat(waiting("auth", "can-i", "list", resource).out())
                    .as(resource)
                    .isEqualToIgnoringWhitespace("no");
        }
    }

    @Test
    void theContainersCommandFailsWithAReasonUntilTheJobIsComplete() {
        Outcome early = waiting("wait", "--for=condition=complete", "job/" + seed, "--timeout=1s");
        assertThat(early.succeeded()).isFalse();
        assertThat(early.err()).contains("timed out waiting", seed);

        String pod = podOf(seed);
        plane.kubectl(
                        "patch",
                        pod,
                        "-n",
                        NAMESPACE,
                        "--subresource=status",
                        "-p",
                        "{\"status\": {\"phase\": \"Succeeded\"}}")
                .require();
        Outcome late = waiting("wait", "--for=condition=complete", "job/" + seed, "--timeout=20s");
        assertThat(late.succeeded()).as(late.err()).isTrue();
    }

    @Test
    void theContainersCommandSaysWhereThereIsNoSuchJob() {
        Outcome outcome =
                plane.kubectl("wait", "-n", NAMESPACE, "--for=condition=complete", "job/gone", "--timeout=1s");
        assertThat(outcome.succeeded()).isFalse();
        assertThat(outcome.err()).contains("\"gone\" not found");
    }

    @Test
    void anEarlierVersionMayStillReadItsJob(@TempDir Path folder) throws IOException {
        String project = Files.readString(GOLDEN.resolveSibling("in").resolve("compose.yaml"));
        Files.writeString(folder.resolve("compose.yaml"), project.replace("example/seed:1", "example/seed:2"));
        String newer = ConvertRun.run(folder).out();
        String newSeed = name("seed-[0-9a-f]{8}", newer);
        assertThat(newSeed).isNotEqualTo(seed);
        plane.kubectlWithInput(newer, "apply", "-n", NAMESPACE, "-f", "-").require();
        for (String job : new String[] {seed, newSeed}) {
            assertThat(waiting("auth", "can-i", "get", "jobs.batch/" + job).out())
                    .as(job)
                    .isEqualToIgnoringWhitespace("yes");
        }
    }

    /** Returns a Job's pod, as {@code pod/NAME}; with no kubelet there, its end has to be told. */
    private String podOf(String job) {
        await().atMost(CONTROLLERS).until(() -> !pods(job).isBlank());
        return pods(job).strip();
    }

    private String pods(String job) {
        return plane.kubectl("get", "pods", "-n", NAMESPACE, "-l", "job-name=" + job, "-o", "name")
                .require();
    }

    /** Runs kubectl as pods that wait would. */
    private Outcome waiting(String... arguments) {
        String[] all = new String[arguments.length + 3];
        System.arraycopy(arguments, 0, all, 0, arguments.length);
        all[arguments.length] = "-n";
        all[arguments.length + 1] = NAMESPACE;
        all[arguments.length + 2] = "--as=system:serviceaccount:" + NAMESPACE + ":shop-wait";
        return plane.kubectl(all);
    }

    private static String name(String pattern, String yaml) {
        Matcher matcher = Pattern.compile(pattern).matcher(yaml);
        assertThat(matcher.find()).as(pattern).isTrue();
        return matcher.group();
    }
}
