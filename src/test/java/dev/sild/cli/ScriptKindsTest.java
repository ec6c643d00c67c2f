package dev.sild.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What the containers of a script are in a cluster. */
@Tag("executable")
class ScriptKindsTest {
    private static final Path CASE = Path.of("src", "test", "resources", "inputs", "scripts", "commands-that-end");
    private static final Pattern WORKLOAD =
            Pattern.compile("(?m)^kind: (Deployment|StatefulSet|Job|CronJob)\nmetadata:\n  name: ([a-z]+)");

    private static String converted() {
        CommandRun run = CommandRun.of(CASE, "", "convert", "-f", "in.sh");
        assertThat(run.code()).as(run.err()).isZero();
        return run.out();
    }

    @Test
    void aContainerBecomesWhatItRuns() {
        List<String> workloads = new ArrayList<>();
        Matcher found = WORKLOAD.matcher(converted());
        while (found.find()) {
            workloads.add(found.group(1) + " " + found.group(2));
        }
        assertThat(workloads)
                .containsExactlyInAnyOrder(
                        "Deployment db",
                        "CronJob dump",
                        "Job once",
                        "Deployment site",
                        "Deployment dev",
                        "StatefulSet shell");
    }

    @Test
    void theLabelIsTheSchedule() {
        assertThat(converted()).contains("schedule: \"0 3 * * *\"");
    }

    @Test
    void aVolumeWithoutANameIsMounted() {
        assertThat(converted()).contains("mountPath: /workspace/node_modules");
    }
}
