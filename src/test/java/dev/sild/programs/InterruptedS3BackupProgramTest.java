package dev.sild.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sild.programs.databases.StoreScript.Action;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Dumps that are cut off, and pods whose containers are killed. */
@OnPrograms({"postgres", "initdb", "psql", "pg_dump", "pg_restore", "rclone", "s3proxy", "dash", "bash", "busybox"})
class InterruptedS3BackupProgramTest extends S3BackupProgramCase {
    /** Makes pg_dump's output end in the middle, with the code of {@code end}. */
    private BackupPod cutOff(BackupPod pod, String end) {
        return pod.program(
                "pg_dump", Programs.find("pg_dump").orElseThrow() + " \"$@\" | head -c 20000\n" + end + "\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {"exit 0", "exit 1", "kill -9 $PPID", "kill -9 $$"})
    void takesNoDumpForGoodThatIsCutOff(String end) {
        String good = dump();
        try (BackupPod pod = cutOff(pod("dash", Action.BACKUP), end)) {
            BackupPod.Outcome cut = pod.run();
            assertThat(cut.store()).as(cut.log()).isEqualTo(1);
            assertThat(cut.message()).isNotEmpty().doesNotContain("{");
        }
        assertThat(complete()).containsExactly(good + ".json");
        assertThat(s3.objects(PREFIX)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(strings = {"taker", "dumped"})
    void takesNoDumpForGoodWhoseContainerIsKilled(String at) {
        try (BackupPod pod = slow(pod("dash", Action.BACKUP)).start()) {
            awaitFile(pod, at);
            kill(pod.ofDatabase());
            assertThat(pod.outcome().store()).isEqualTo(1);
        }
        assertThat(s3.objects(PREFIX)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"taker", "dumped"})
    void takesNoDumpForGoodWhoseUploadIsKilled(String at) {
        try (BackupPod pod = slow(pod("dash", Action.BACKUP)).start()) {
            awaitFile(pod, at);
            kill(pod.ofStore());
            assertThat(pod.outcome().store()).isNotZero();
        }
        assertThat(complete()).isEmpty();
        assertThat(run(Action.RESTORE, Map.of()).message()).isEqualTo("there is no complete dump");
    }

    private static BackupPod slow(BackupPod pod) {
        return pod.program(
                "pg_dump",
                Programs.find("pg_dump").orElseThrow() + " \"$@\"; touch \"$EXCHANGE_FOLDER/dumped\"; sleep 3\n");
    }

    private static void awaitFile(BackupPod pod, String file) {
        await().until(() -> Files.exists(pod.exchange.resolve(file)));
    }

    /** As the kernel ends a container that uses too much memory. */
    private static void kill(Process process) {
        List<ProcessHandle> all = new ArrayList<>(process.descendants().toList());
        all.add(process.toHandle());
        all.forEach(ProcessHandle::destroyForcibly);
    }
}
