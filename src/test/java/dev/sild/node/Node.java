package dev.sild.node;

import static org.awaitility.Awaitility.await;

import dev.sild.podman.CommandRunner;
import dev.sild.podman.PodmanMachine;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.awaitility.core.ConditionTimeoutException;

/** A namespace of the cluster that the user names; closing it deletes the namespace. */
final class Node implements AutoCloseable {
    static final String KUBECONFIG = System.getProperty("sild.node.kubeconfig", "");
    static final String LOAD = System.getProperty("sild.node.load", "");

    private static final Duration LIMIT = Duration.ofSeconds(240);

    private final Path folder;
    private final String namespace;

    /** Makes a namespace of its own whose name starts with {@code prefix}. */
    Node(Path folder, String prefix, String podSecurity) {
        this.folder = folder;
        namespace = "%s-%04x".formatted(prefix, new SecureRandom().nextInt(1 << 16));
        run("create", "namespace", namespace);
        run("label", "namespace", namespace, "pod-security.kubernetes.io/enforce=" + podSecurity);
    }

    /** Returns the kubectl of the control plane's programs, or the one of the path. */
    static String kubectl() {
        String assets = System.getenv().getOrDefault("KUBEBUILDER_ASSETS", "/usr/local/kubebuilder/bin");
        Path program = Path.of(assets, "kubectl");
        return Files.isExecutable(program) ? program.toString() : "kubectl";
    }

    String namespace() {
        return namespace;
    }

    /** Makes an image that podman has known to the node. */
    void load(PodmanMachine podman, String image) {
        Path archive = folder.resolve("image.tar");
        podman.run("save", "--quiet", "-o", archive.toString(), image);
        List<String> command = new ArrayList<>(List.of(LOAD.trim().split("\\s+")));
        command.add(archive.toString());
        CommandRunner.run(folder, Map.of(), LIMIT, command).orFail();
        archive.toFile().delete();
    }

    /** Runs a kubectl command in the namespace. */
    CommandRunner.Result tryRun(String... arguments) {
        List<String> command =
                new ArrayList<>(List.of(kubectl(), "--kubeconfig", KUBECONFIG, "--namespace", namespace));
        command.addAll(List.of(arguments));
        return CommandRunner.run(folder, Map.of(), LIMIT, command);
    }

    /** Runs a kubectl command in the namespace that must succeed. */
    String run(String... arguments) {
        return tryRun(arguments).orFail();
    }

    /** Applies an object that is written as JSON or YAML. */
    void apply(String object) {
        try {
            Path file = Files.writeString(folder.resolve("object.yaml"), object);
            run("apply", "-f", file.toString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the running pod that has a container of this name; empty while there is none. */
    String podOf(String container) {
        return run("get", "pods", "-o", """
            jsonpath={range .items[?(@.status.phase=="Running")]}{.metadata.name}:{.metadata.deletionTimestamp}:\
            {range .spec.containers[*]}{.name},{end}{"\\n"}{end}""")
                .lines()
                .map(line -> line.split(":", 3))
                .filter(parts ->
                        parts[1].isEmpty() && List.of(parts[2].split(",")).contains(container))
                .map(parts -> parts[0])
                .findFirst()
                .orElse("");
    }

    /** Runs a command in a container; the exit code is 255 while no pod runs it. */
    CommandRunner.Result exec(String container, String command) {
        String pod = podOf(container);
        return pod.isEmpty()
                ? new CommandRunner.Result(List.of(command), 255, "", "no running pod has the container " + container)
                : tryRun("exec", pod, "-c", container, "--", "sh", "-c", command);
    }

    /** Waits until a command in a container prints {@code part}, and returns what it printed. */
    String awaitAnswer(String container, String command, String part) {
        String[] last = {""};
        try {
            await().atMost(LIMIT).pollInterval(Duration.ofSeconds(1)).until(() -> {
                CommandRunner.Result result = exec(container, command);
                last[0] = result.output() + result.errors();
                return result.output().contains(part);
            });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(container + ": " + command + "\n" + last[0] + "\n" + state(), e);
        }
        return last[0];
    }

    /** Returns what helps to understand why a pod does not run. */
    String state() {
        return tryRun("get", "pods", "-o", "wide").output()
                + tryRun("get", "events", "--sort-by=.lastTimestamp")
                        .output()
                        .lines()
                        .reduce("", (text, line) -> text + line + "\n")
                + tryRun("logs", "-l", "app.kubernetes.io/managed-by=sild", "--all-containers", "--tail=5", "--prefix")
                        .output();
    }

    @Override
    public void close() {
        tryRun("delete", "namespace", namespace, "--ignore-not-found", "--wait=false");
    }
}
