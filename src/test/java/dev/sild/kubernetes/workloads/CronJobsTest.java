package dev.sild.kubernetes.workloads;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.Tree;
import dev.sild.kubernetes.Rendering;
import dev.sild.kubernetes.Samples;
import dev.sild.model.Workload;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class CronJobsTest {

    @Test
    void runsByItsScheduleNeverTwiceAtATime() {
        Map<String, Object> spec = spec(new Workload.Scheduled("15 3 * * *", "Etc/UTC", 3600, 1, 3, 2, 7200, true));

        assertThat(spec)
                .containsEntry("schedule", "15 3 * * *")
                .containsEntry("timeZone", "Etc/UTC")
                .containsEntry("concurrencyPolicy", "Forbid")
                .containsEntry("startingDeadlineSeconds", 3600L)
                .containsEntry("successfulJobsHistoryLimit", 1)
                .containsEntry("failedJobsHistoryLimit", 3)
                .containsEntry("suspend", true);
        Map<String, Object> job = Tree.map(spec, "jobTemplate", "spec");
        assertThat(job).containsEntry("backoffLimit", 2).containsEntry("activeDeadlineSeconds", 7200L);
        // A failed try leaves its pod, and so its log.
        assertThat(Tree.text(job, "template", "spec", "restartPolicy")).isEqualTo("Never");
    }

    @Test
    void whatIsNotSaidIsLeftToTheCluster() {
        Map<String, Object> spec = spec(new Workload.Scheduled("@daily", "", 0, 0, 0, 0, 0, false));

        assertThat(spec)
                .doesNotContainKeys("timeZone", "startingDeadlineSeconds")
                .containsEntry("successfulJobsHistoryLimit", 0)
                .containsEntry("suspend", false);
        assertThat(Tree.map(spec, "jobTemplate", "spec"))
                .doesNotContainKey("activeDeadlineSeconds")
                .containsEntry("backoffLimit", 0);
    }

    @Property(tries = 300, seed = "1")
    void leavesRoomInItsNameForTheTimeOfARun(
            @ForAll @StringLength(min = 1, max = 63) @CharRange(from = 'a', to = 'z') String stack) {
        List<String> names = Rendering.of(Samples.stack(
                        stack, Samples.component("backup", daily()), Samples.component("backuq", daily())))
                .names("CronJob");

        assertThat(names)
                .hasSize(2)
                .doesNotHaveDuplicates()
                .allSatisfy(name -> assertThat(name.length()).isLessThanOrEqualTo(52));
    }

    private static Workload daily() {
        return new Workload.Scheduled("@daily", "", 0, 1, 1, 0, 0, false);
    }

    private static Map<String, Object> spec(Workload workload) {
        return Tree.map(
                Rendering.of(Samples.stack("shop", Samples.component("backup", workload)))
                        .tree("CronJob/shop-backup"),
                "spec");
    }
}
