package dev.sild.podman;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * A podman of the test's own: storage, networks and settings are in one temporary folder, and closing it ends what it
 * runs and removes the folder. The user's podman is neither read nor changed.
 */
public final class PodmanMachine implements AutoCloseable {
    /** The image that {@link StandIns#busybox()} makes. */
    public static final String BUSYBOX = "localhost/sild-busybox:1";

    private static final Duration QUICK = Duration.ofSeconds(180);
    private static final Duration BUILD = Duration.ofSeconds(900);

    private final Path folder;
    private final String driver;
    private final List<String> prefix;
    private final Map<String, String> variables;

    /**
     * A network of a name, an interface and addresses that no other has: all of root's podmans share one store of names
     * and addresses, whatever their folders, so two on {@code podman-default-kube-network} would disturb each other.
     */
    private final String network = "sild-%04x".formatted(new SecureRandom().nextInt(1 << 16));

    private PodmanMachine(Path folder, String driver, List<String> more) throws IOException {
        this.folder = folder;
        this.driver = driver;
        List<String> command = new ArrayList<>(List.of(
                "podman",
                "--root",
                folder + "/s",
                "--runroot",
                folder + "/r",
                "--tmpdir",
                folder + "/t",
                "--network-config-dir",
                folder + "/n",
                "--storage-driver",
                driver,
                // These two also work where the cgroups are hybrid, which crun and systemd refuse.
                "--cgroup-manager",
                "cgroupfs",
                "--runtime",
                "runc"));
        command.addAll(more);
        this.prefix = List.copyOf(command);
        this.variables = Map.of(
                "CONTAINERS_CONF", write("containers.conf", settings()),
                "CONTAINERS_STORAGE_CONF", write("storage.conf", "[storage]\ndriver = \"" + driver + "\"\n"),
                // An image that is not here is an error at once, instead of a wait for a registry.
                "CONTAINERS_REGISTRIES_CONF", write("registries.conf", "short-name-mode = \"disabled\"\n"),
                "PODMAN_IGNORE_CGROUPSV1_WARNING", "1");
    }

    /** A podman with nothing in it but the images of the {@link Shelf}. */
    public static PodmanMachine start() {
        PodmanMachine shelf = Shelf.podman();
        try {
            PodmanMachine podman = new PodmanMachine(
                    newFolder(),
                    shelf.driver,
                    List.of("--storage-opt", shelf.driver + ".imagestore=" + shelf.folder + "/s"));
            podman.createNetwork();
            return podman;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * A podman with nothing in it at all. It mounts as volumes only images of a store that it writes to, and takes the
     * layers of what it builds from the {@link Shelf} where it sees that.
     */
    static PodmanMachine alone() {
        PodmanMachine podman = ofShelf();
        podman.createNetwork();
        return podman;
    }

    /** The podman of the {@link Shelf}, without an image. */
    static PodmanMachine ofShelf() {
        try {
            Path folder = newFolder();
            PodmanMachine overlay = new PodmanMachine(folder, "overlay", List.of());
            // Inside a container overlay often cannot be mounted; vfs copies, but works anywhere.
            return overlay.tryRun(QUICK, "info").exitCode() == 0
                    ? overlay
                    : new PodmanMachine(folder, "vfs", List.of());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Path newFolder() throws IOException {
        // Short, because the path of a socket in it may have 108 characters.
        Path folder = Files.createTempDirectory(Path.of("/tmp"), "sp");
        MemoryFolders.keep(folder);
        return folder;
    }

    /** Returns what answers at a port of this machine. */
    static String page(int port, String path) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                                .timeout(Duration.ofSeconds(30))
                                .build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
    }

    /** A port of this machine that nothing listens on. */
    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** One of some ports of this machine that nothing listens on. */
    static int freePort(int from, int to) {
        SecureRandom random = new SecureRandom();
        while (true) {
            try (ServerSocket socket =
                    new ServerSocket(random.nextInt(from, to + 1), 1, InetAddress.getLoopbackAddress())) {
                return socket.getLocalPort();
            } catch (BindException taken) {
                // Another one, then.
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** A folder of this podman's that goes with it. */
    public Path folder(String name) {
        try {
            return Files.createDirectories(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Builds an image from a folder. */
    public void build(Path context, String... options) {
        List<String> command = new ArrayList<>(List.of("build", "--quiet"));
        Collections.addAll(command, options);
        command.add(context.toString());
        tryRun(BUILD, command.toArray(String[]::new)).orFail();
    }

    /** Plays a file as a user does, but for the network, which podman would make by itself. */
    void play(Path file) {
        run("kube", "play", "--quiet", "--network", network, file.toString());
    }

    /** Ends what was played from a file; the volumes stay. */
    void down(Path file) {
        run("kube", "down", file.toString());
    }

    /** What a container printed so far, both its streams. */
    String logs(String container) {
        CommandRunner.Result result = tryRun(QUICK, "logs", container);
        return result.orFail() + result.errors();
    }

    /** What a command prints in a container. */
    String exec(String container, String... command) {
        List<String> all = new ArrayList<>(List.of("exec", container));
        Collections.addAll(all, command);
        return run(all.toArray(String[]::new));
    }

    /** What a podman command prints; fails when it does. */
    public String run(String... arguments) {
        return tryRun(QUICK, arguments).orFail();
    }

    /** Whether there is an image of this name. */
    public boolean has(String image) {
        return tryRun(QUICK, "image", "exists", image).exitCode() == 0;
    }

    /** Runs a script that calls the podman it finds in the variable {@code BUILDER}. */
    CommandRunner.Result script(Path script, Map<String, String> environment) {
        Map<String, String> all = new HashMap<>(environment);
        all.put("BUILDER", program().toString());
        return CommandRunner.run(folder, all, BUILD, List.of(script.toString()));
    }

    /**
     * Returns a program that is this podman, for who calls one by its name; what it is called with stands in
     * {@link #calls()}.
     */
    Path program() {
        try {
            Path program = folder("bin").resolve("podman");
            StringBuilder text = new StringBuilder("#!/bin/sh\necho \"$@\" >> " + folder + "/calls\n");
            variables.forEach((name, value) -> text.append("export ")
                    .append(name)
                    .append("='")
                    .append(value)
                    .append("'\n"));
            text.append("exec ").append(String.join(" ", prefix)).append(" \"$@\"\n");
            Files.writeString(program, text);
            CommandRunner.run(folder, Map.of(), QUICK, List.of("chmod", "+x", program.toString()))
                    .orFail();
            return program;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The arguments with which {@link #program()} was called, a line a call. */
    String calls() {
        try {
            return Files.readString(folder.resolve("calls"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public CommandRunner.Result tryRun(Duration limit, String... arguments) {
        List<String> command = new ArrayList<>(prefix);
        Collections.addAll(command, arguments);
        return CommandRunner.run(folder, variables, limit, command);
    }

    /** Starts Docker's API on a socket; the caller ends the process. */
    public Process serve(Path socket) throws IOException {
        List<String> command = new ArrayList<>(prefix);
        Collections.addAll(command, "system", "service", "--time=0", "unix://" + socket);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectOutput(folder.resolve("service.log").toFile())
                .redirectErrorStream(true);
        builder.environment().putAll(variables);
        return builder.start();
    }

    /** Ends the pods, then unmounts and removes the folder. */
    @Override
    public void close() {
        tryRun(QUICK, "pod", "rm", "--all", "--force", "--time", "0");
        tryRun(QUICK, "rm", "--all", "--force", "--time", "0");
        tryRun(QUICK, "network", "rm", "--force", network);
        shell("grep -oE ' " + folder + "(/[^ ]*)? ' /proc/mounts | sort -r | xargs -r umount --lazy");
        shell("rm -rf --one-file-system " + folder);
    }

    private void createNetwork() {
        SecureRandom random = new SecureRandom();
        String subnet = "10.%d.%d.0/24".formatted(random.nextInt(128, 250), random.nextInt(256));
        run("network", "create", "--interface-name", network, "--subnet", subnet, network);
    }

    private void shell(String command) {
        CommandRunner.run(Path.of("/"), Map.of(), QUICK, List.of("sh", "-c", command));
    }

    /** podman asks for more open files than a machine may allow, so say what this one allows. */
    private String settings() {
        String limits = CommandRunner.run(folder, Map.of(), QUICK, List.of("bash", "-c", "ulimit -Hn; ulimit -Hu"))
                .orFail();
        String[] numbers = limits.replace("unlimited", "1048576").split("\n");
        return """
        [containers]
        default_ulimits = ["nofile=%1$s:%1$s", "nproc=%2$s:%2$s"]
        [engine]
        events_logger = "file"
        [network]
        network_backend = "netavark"
        """.formatted(numbers[0], numbers[1]);
    }

    private String write(String name, String text) throws IOException {
        return Files.writeString(folder.resolve(name), text).toString();
    }
}
