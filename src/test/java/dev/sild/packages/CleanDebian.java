package dev.sild.packages;

import dev.sild.Folders;
import dev.sild.podman.CommandRunner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * A Debian with a JRE, the manual and completion, in a folder; what runs in it sees neither network nor other
 * processes.
 */
final class CleanDebian implements AutoCloseable {
    private static final String PACKAGES = "default-jre-headless,man-db,bash-completion";
    private static final String NOBODY = "65534:65534";
    private static final Duration BOOTSTRAP = Duration.ofSeconds(600);
    /** What changes whenever dpkg or man run. */
    private static final List<String> OF_THE_SYSTEM =
            List.of("proc", "dev", "var/cache/man", "var/log", "var/lib/dpkg/");

    private final Path root;

    private CleanDebian(Path root) {
        this.root = root;
    }

    static CleanDebian make() throws IOException {
        CleanDebian debian = new CleanDebian(Files.createTempDirectory("sild-debian"));
        CommandRunner.run(
                        debian.root,
                        Map.of(),
                        BOOTSTRAP,
                        List.of(
                                "mmdebstrap",
                                "--quiet",
                                "--variant=minbase",
                                "--include=" + PACKAGES,
                                "trixie",
                                debian.root.toString()))
                .orFail();
        return debian;
    }

    Path path(String name) {
        return root.resolve(name);
    }

    CommandRunner.Result asRoot(String script) {
        return run(List.of(), script);
    }

    CommandRunner.Result asNobody(String script) {
        return run(List.of("--userspec=" + NOBODY), script);
    }

    private CommandRunner.Result run(List<String> options, String script) {
        List<String> command = new ArrayList<>(
                List.of("unshare", "--net", "--pid", "--fork", "--mount-proc=" + root.resolve("proc"), "chroot"));
        command.addAll(options);
        command.addAll(List.of(
                root.toString(),
                "/usr/bin/env",
                "-i",
                "PATH=/usr/sbin:/usr/bin:/sbin:/bin",
                "HOME=/nonexistent",
                "bash",
                "-c",
                script));
        return CommandRunner.run(root, Map.of(), Duration.ofSeconds(120), command);
    }

    /** Returns all files but those that every installation changes; those that dpkg has for each package included. */
    List<String> files() throws IOException {
        return BuiltPackages.tree(root).stream()
                .filter(file -> file.startsWith("var/lib/dpkg/info/")
                        || OF_THE_SYSTEM.stream().noneMatch(file::startsWith))
                .toList();
    }

    @Override
    public void close() {
        Folders.delete(root);
    }
}
