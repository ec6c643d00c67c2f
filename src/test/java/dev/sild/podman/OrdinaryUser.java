package dev.sild.podman;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A user of this machine who is not root, with a podman of their own and {@link PodmanMachine#BUSYBOX} in it. Closing
 * it ends what they run, and removes the user with all that is theirs.
 *
 * @param name theirs
 * @param folder their home, which is below a folder of their own
 */
record OrdinaryUser(String name, Path folder) implements AutoCloseable {
    private static final Duration LIMIT = Duration.ofSeconds(300);

    /**
     * What a user's commands see of this machine: the device that podman gives pods a network with may be root's alone,
     * where nobody has set it up as udev does.
     */
    private static final String AS_USER = """
      mount -t tmpfs none /dev/net && mknod -m 666 /dev/net/tun c 10 200 && cd "$0" && exec runuser -u "$1" -- "${@:2}"
      """;

    /** Makes one. */
    static OrdinaryUser make() {
        try {
            // Short, because the path of a socket in it may have 108 characters.
            Path folder = Files.createTempDirectory(Path.of("/tmp"), "su");
            MemoryFolders.keep(folder);
            OrdinaryUser user = new OrdinaryUser("sild-%04x".formatted(new SecureRandom().nextInt(1 << 16)), folder);
            user.root("useradd", "--no-create-home", "--home-dir", folder.toString(), user.name);
            user.settle();
            return user;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void settle() throws IOException {
        Sild.file(folder, "containers.conf", """
        [containers]
        default_ulimits = ["nofile=1024:1024"]
        [engine]
        events_logger = "file"
        cgroup_manager = "cgroupfs"
        runtime = "runc"
        [network]
        network_backend = "netavark"
        """);
        Sild.file(folder, "storage.conf", "[storage]\ndriver = \"vfs\"\n");
        Sild.file(folder, "registries.conf", "short-name-mode = \"disabled\"\n");
        Files.createDirectories(folder.resolve("run"));
        copyProgram();
        StandIns.busybox();
        Shelf.podman()
                .run("save", "--quiet", "-o", folder.resolve("busybox.tar").toString(), PodmanMachine.BUSYBOX);
        own();
        run(folder, "chmod", "700", "run").orFail();
        run(folder, "podman", "load", "--quiet", "-i", "busybox.tar").orFail();
    }

    /** The class path lies in folders of root's, which others may not look into. */
    private void copyProgram() throws IOException {
        Path program = Files.createDirectories(folder.resolve("sild"));
        int number = 100;
        for (String entry : Sild.classPath().split(File.pathSeparator)) {
            if (Files.exists(Path.of(entry)) && !entry.endsWith("test-classes")) {
                root(
                        "cp",
                        "-r",
                        entry,
                        program.resolve(number++ + (entry.endsWith(".jar") ? ".jar" : ""))
                                .toString());
            }
        }
    }

    /** Makes all that is in their folder theirs. */
    void own() {
        root("chown", "-R", name, folder.toString());
    }

    /** What {@code sild} does for them in a folder. */
    CommandRunner.Result sild(Path project, String... words) {
        List<String> command = Sild.command(words);
        command.set(command.indexOf("-cp") + 1, programPath());
        return run(project, command.toArray(String[]::new));
    }

    private String programPath() {
        try (var entries = Files.list(folder.resolve("sild"))) {
            return String.join(
                    File.pathSeparator, entries.sorted().map(Path::toString).toList());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a command does that they run in a folder. */
    CommandRunner.Result run(Path where, String... command) {
        List<String> all = new ArrayList<>(List.of(
                "unshare",
                "--mount",
                "bash",
                "-c",
                AS_USER,
                where.toString(),
                name,
                "env",
                "-i",
                "PATH=" + System.getenv("PATH"),
                "HOME=" + folder,
                "XDG_RUNTIME_DIR=" + folder + "/run",
                "CONTAINERS_CONF=" + folder + "/containers.conf",
                "CONTAINERS_STORAGE_CONF=" + folder + "/storage.conf",
                "CONTAINERS_REGISTRIES_CONF=" + folder + "/registries.conf",
                "PODMAN_IGNORE_CGROUPSV1_WARNING=1"));
        all.addAll(List.of(command));
        return CommandRunner.run(Path.of("/"), Map.of(), LIMIT, all);
    }

    private String root(String... command) {
        return CommandRunner.run(Path.of("/"), Map.of(), LIMIT, List.of(command))
                .orFail();
    }

    @Override
    public void close() {
        run(folder, "podman", "pod", "rm", "--all", "--force", "--time", "0");
        run(folder, "podman", "system", "migrate");
        CommandRunner.run(
                Path.of("/"),
                Map.of(),
                LIMIT,
                List.of(
                        "sh",
                        "-c",
                        "pkill -KILL -u " + name + "; sleep 1; userdel --force " + name + "; umount --lazy " + folder
                                + "; rm -rf --one-file-system " + folder));
    }
}
