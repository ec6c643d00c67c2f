package dev.sild.podman;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A Debian with systemd and podman in namespaces of its own: nothing of it is left when it is closed. It has no network
 * but its own loopback and those of podman.
 */
final class SystemdMachine implements AutoCloseable {
    private static final Path SCRIPTS =
            Path.of("src/test/resources/podman/systemd").toAbsolutePath();
    private static final Duration BOOTSTRAP = Duration.ofSeconds(600);
    private static final Duration QUICK = Duration.ofSeconds(180);
    private static final String PACKAGES =
            "systemd,systemd-sysv,dbus,podman,runc,conmon,netavark,aardvark-dns,catatonit,iproute2,nftables";

    private final Path root;
    private final String cgroup;
    private final Process process;

    private SystemdMachine(Path root, String cgroup, Process process) {
        this.root = root;
        this.cgroup = cgroup;
        this.process = process;
    }

    /** Makes one in a folder, with the images of a podman. */
    static SystemdMachine boot(PodmanMachine podman, List<String> images) {
        Path folder = podman.folder("machine");
        Path root = folder.resolve("root");
        shell(
                folder,
                BOOTSTRAP,
                "mmdebstrap",
                "--quiet",
                "--variant=minbase",
                "--include=" + PACKAGES,
                "trixie",
                root.toString());
        // Without a controller of cgroups there are no limits, and podman has one by default.
        Sild.file(root, "etc/containers/containers.conf", """
                [containers]
                pids_limit = 0
                default_ulimits = ["nofile=%1$s:%1$s"]
                [engine]
                runtime = "runc"
                events_logger = "file"
                """.formatted(
                        shell(folder, QUICK, "bash", "-c", "ulimit -Hn").strip()));
        List<String> save = new ArrayList<>(List.of(
                "save", "--quiet", "-m", "-o", root.resolve("root/images.tar").toString()));
        save.addAll(images);
        podman.run(save.toArray(String[]::new));
        String cgroup = folder.getParent().getFileName().toString();
        try {
            SystemdMachine machine = new SystemdMachine(
                    root,
                    cgroup,
                    new ProcessBuilder(SCRIPTS.resolve("start").toString(), root.toString(), cgroup)
                            .redirectErrorStream(true)
                            .redirectOutput(folder.resolve("boot.log").toFile())
                            .start());
            machine.awaitBoot(folder.resolve("boot.log"));
            machine.run("podman", "load", "--quiet", "-i", "/root/images.tar");
            return machine;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void awaitBoot(Path log) {
        await().alias("systemd runs, or " + log + " says why not")
                .atMost(120, SECONDS)
                .until(() -> process.children().findAny().isPresent()
                        && tryRun("systemctl", "is-system-running").output().matches("(?s)(running|degraded)\\s*"));
    }

    Path root() {
        return root;
    }

    /** Returns what a command prints there; fails when it does. */
    String run(String... command) {
        return tryRun(command).orFail();
    }

    CommandRunner.Result tryRun(String... command) {
        long pid = process.children().findFirst().orElseThrow().pid();
        List<String> all = new ArrayList<>(List.of(
                "nsenter",
                "-t",
                String.valueOf(pid),
                "-a",
                "env",
                "-i",
                "HOME=/root",
                "PATH=/usr/sbin:/usr/bin:/sbin:/bin"));
        Collections.addAll(all, command);
        return CommandRunner.run(Path.of("/"), Map.of(), QUICK, all);
    }

    /** Returns a property of a unit. */
    String property(String unit, String name) {
        return run("systemctl", "show", "--value", "-p", name, unit).strip();
    }

    private static String shell(Path folder, Duration limit, String... command) {
        return CommandRunner.run(folder, Map.of(), limit, List.of(command)).orFail();
    }

    /** Ends everything in its namespaces. */
    @Override
    public void close() {
        process.children().forEach(ProcessHandle::destroyForcibly);
        process.destroy();
        try {
            process.waitFor(30, TimeUnit.SECONDS);
            // What the kernel has not ended yet keeps its empty cgroup, which harms nobody.
            CommandRunner.run(
                    Path.of("/"),
                    Map.of(),
                    QUICK,
                    List.of(SCRIPTS.resolve("end").toString(), cgroup));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
