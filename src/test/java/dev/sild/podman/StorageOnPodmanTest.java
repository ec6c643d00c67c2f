package dev.sild.podman;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What a project mounts, converted and played once. */
@OnPodman
class StorageOnPodmanTest {
    private static final String APP = "app-app";

    @AutoClose
    private static PodmanMachine podman;

    @BeforeAll
    static void convertAndPlay() throws IOException {
        podman = PodmanMachine.alone();
        StandIns.busybox(podman);
        Path project = podman.folder("storage");
        Files.writeString(project.resolve("compose.yaml"), """
        name: storage
        services:
          app:
            image: IMAGE
            user: "1000"
            command: [sh, -c, "echo ready; exec sleep 1000"]
            storage_opt: {size: 1G}
            volumes:
              - ./guarded.conf:/etc/guarded.conf:ro
              - ./shared:/etc/shared:ro
              - {type: image, source: IMAGE, target: /image}
              - data:/data
            secrets: [{source: token, mode: 0400}]
          other:
            image: IMAGE
            command: [sh, -c, "exec sleep 1000"]
            volumes: ["./shared:/shared:ro"]
            x-sild: {kind: StatefulSet}
        volumes:
          data:
            x-sild: {size: 5Gi, class: fast, access: ReadWriteMany}
        secrets:
          token: {environment: TOKEN}
        """.replace("IMAGE", PodmanMachine.BUSYBOX));
        Files.writeString(project.resolve("guarded.conf"), "guarded\n");
        Files.setPosixFilePermissions(project.resolve("guarded.conf"), PosixFilePermissions.fromString("rw-------"));
        Files.createDirectory(project.resolve("shared"));
        Files.writeString(project.resolve("shared/file.txt"), "shared\n");
        podman.play(Sild.convert(project, Map.of("TOKEN", "t0ken")));
        await().atMost(90, SECONDS).until(() -> podman.logs(APP).contains("ready"));
    }

    @Test
    void aUserReadsAFileThatOnlyItsOwnerMayRead() {
        assertThat(podman.exec(APP, "cat", "/etc/guarded.conf")).isEqualTo("guarded\n");
        assertThat(podman.exec(APP, "cat", "/run/secrets/token")).isEqualTo("t0ken");
    }

    @Test
    void aFolderThatTwoServicesMountIsInBoth() {
        assertThat(podman.exec(APP, "cat", "/etc/shared/file.txt")).isEqualTo("shared\n");
        assertThat(podman.exec("other-other", "cat", "/shared/file.txt")).isEqualTo("shared\n");
    }

    @Test
    void anImageIsMounted() {
        assertThat(podman.exec(APP, "ls", "/image/bin/busybox")).isEqualTo("/image/bin/busybox\n");
    }

    @Test
    void aClaimWithHintsIsAVolumeLikeAnyOther() {
        assertThat(podman.exec(APP, "sh", "-c", "echo kept > /data/file && cat /data/file"))
                .isEqualTo("kept\n");
    }
}
