package dev.sild.operator.engine.status;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.operator.engine.Objects;
import dev.sild.operator.engine.state.Desired;
import dev.sild.operator.engine.state.LiveObject;
import dev.sild.operator.engine.state.Observed;
import dev.sild.operator.engine.state.RunMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the status says of backups, by the Jobs that are there. */
class BackupStatesTest {
    private static final String DUMP =
            "{\"dump\":\"app-20260131T031500Z.dump\",\"bytes\":4711,\"seconds\":7,\"rows\":5003,"
                    + "\"kept\":3,\"other\":\"x\"}";

    private final List<String> asked = new ArrayList<>();

    private static Desired schedule(String component, String role, String script) {
        return Objects.desired("""
        apiVersion: batch/v1
        kind: CronJob
        metadata:
          name: shop-%1$s
          labels: {app.kubernetes.io/component: %1$s, sild.dev/backup: %2$s}
        spec:
          jobTemplate: {spec: {template: {spec: {containers: [{name: database, command: [/bin/sh, %3$s]}]}}}}
        """.formatted(component, role, script));
    }

    private static LiveObject job(String name, String component, String script, String status) {
        return Objects.live("""
        apiVersion: batch/v1
        kind: Job
        metadata: {name: %s, labels: {app.kubernetes.io/component: %s}}
        spec: {template: {spec: {containers: [{name: database, command: [/bin/sh, %s]}]}}}
        status: %s
        """.formatted(name, component, script, status));
    }

    private static LiveObject complete(String name, String component, String at) {
        return job(
                name,
                component,
                "/etc/sild/database.sh",
                "{startTime: x, completionTime: '" + at + "', conditions: [{type: Complete, status: 'True'}]}");
    }

    private static LiveObject failed(String name, String component, String at) {
        return job(
                name,
                component,
                "/etc/sild/database.sh",
                "{startTime: x, conditions: [{type: Failed, status: 'True', lastTransitionTime: '" + at + "'}]}");
    }

    private List<Map<String, Object>> after(Map<?, ?> last, String message, LiveObject... jobs) {
        return new BackupStates(
                        List.of(
                                schedule("backup", "writes", "/etc/sild/database.sh"),
                                schedule("backup-verify", "verifies", "/etc/sild/database.sh")),
                        new Observed(List.of(jobs)),
                        job -> {
                            asked.add(job.ref().name());
                            return Optional.of(new RunMessage(message));
                        })
                .after(last);
    }

    @Test
    void tellsOfTheNewestDumpAndKeepsThatWhenItsJobIsGone() {
        List<Map<String, Object>> first = after(
                Map.of(),
                DUMP,
                complete("a", "backup", "2026-01-30T03:15:09Z"),
                complete("b", "backup", "2026-01-31T03:15:09Z"));
        assertThat(first)
                .containsExactly(Map.of(
                        "name",
                        "backup",
                        "lastSuccessful",
                        "2026-01-31T03:15:09Z",
                        "dump",
                        "app-20260131T031500Z.dump",
                        "bytes",
                        4711L,
                        "seconds",
                        7L,
                        "rows",
                        5003L,
                        "kept",
                        3L));
        assertThat(asked).containsExactly("b");
        assertThat(after(Map.of("backups", first), "", complete("b", "backup", "2026-01-31T03:15:09Z")))
                .isEqualTo(first);
        assertThat(after(Map.of("backups", first), "")).isEqualTo(first);
        assertThat(asked).as("pods are read once").containsExactly("b");
    }

    @Test
    void tellsWhyARunFailedUntilOneSucceeds() {
        Map<?, ?> before = Map.of("backups", after(Map.of(), DUMP, complete("a", "backup", "2026-01-30T03:15:09Z")));
        List<Map<String, Object>> failing =
                after(before, "the bucket\n cannot be listed", failed("b", "backup", "2026-01-31T03:20:00Z"));
        assertThat(failing.get(0))
                .containsEntry("lastSuccessful", "2026-01-30T03:15:09Z")
                .containsEntry("lastFailed", "2026-01-31T03:20:00Z")
                .containsEntry("failure", "the bucket cannot be listed");
        assertThat(after(Map.of("backups", failing), "")).isEqualTo(failing);
        assertThat(after(
                                Map.of("backups", failing),
                                DUMP,
                                failed("b", "backup", "2026-01-31T03:20:00Z"),
                                complete("c", "backup", "2026-02-01T03:15:09Z"))
                        .get(0))
                .containsEntry("lastSuccessful", "2026-02-01T03:15:09Z")
                .doesNotContainKeys("lastFailed", "failure");
    }

    @Test
    void tellsOfVerifications() {
        assertThat(after(Map.of(), DUMP, complete("v", "backup-verify", "2026-01-31T04:45:09Z"))
                        .get(0))
                .containsEntry("lastVerified", "2026-01-31T04:45:09Z")
                .containsEntry("verified", "app-20260131T031500Z.dump")
                .doesNotContainKey("lastSuccessful");
        assertThat(after(Map.of(), "its checksum differs", failed("v", "backup-verify", "2026-01-31T04:45:09Z"))
                        .get(0))
                .containsEntry("verificationFailure", "its checksum differs");
    }

    @Test
    void takesARestoreThatWasMadeOfTheScheduleForNoBackup() {
        assertThat(
                        after(
                                Map.of(),
                                DUMP,
                                job(
                                        "restore",
                                        "backup",
                                        "/etc/sild/restore.sh",
                                        "{completionTime: '2026-01-31T03:15:09Z', conditions: [{type: Complete, status: 'True'}]}")))
                .containsExactly(Map.of("name", "backup"));
    }

    @Test
    void takesFromAMessageOnlyWhatIsExpected() {
        assertThat(after(
                                Map.of(),
                                "{\"dump\":\"<b>\",\"bytes\":\"many\",\"seconds\":1.5}",
                                complete("a", "backup", "2026-01-30T03:15:09Z"))
                        .get(0))
                .containsOnlyKeys("name", "lastSuccessful");
        assertThat(new RunMessage("a\u001b[31m\n" + "x".repeat(2000)).failure())
                .hasSize(512)
                .doesNotContain("\u001b", "\n");
    }
}
