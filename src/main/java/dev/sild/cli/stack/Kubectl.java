package dev.sild.cli.stack;

import dev.sild.cli.options.Options;
import dev.sild.cli.terminal.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * kubectl, for what needs a terminal: it knows how to put one into raw mode and to follow its size. Everything else
 * goes through the client library.
 */
public final class Kubectl {
    private static final String NAME = "kubectl";

    private final Console console;
    private final Options options;

    public Kubectl(Console console, Options options) {
        this.console = console;
        this.options = options;
    }

    /**
     * Returns the command that runs another one in a container.
     *
     * @param terminal whether the user types at a terminal
     */
    public List<String> exec(String namespace, String pod, String container, boolean terminal, List<String> command) {
        List<String> all = new ArrayList<>(List.of(program(), "--namespace", namespace));
        for (String name : List.of("--context", "--kubeconfig")) {
            if (options.has(name)) {
                all.addAll(List.of(name, options.value(name, "")));
            }
        }
        all.addAll(List.of("exec", "--quiet", terminal ? "-it" : "-i", pod, "-c", container, "--"));
        all.addAll(command);
        return List.copyOf(all);
    }

    /** Runs a command with the streams of this process and returns its exit code. */
    public int run(List<String> command) throws InterruptedException {
        console.out().flush();
        console.err().flush();
        try {
            return new ProcessBuilder(command)
                    .directory(console.folder().toFile())
                    .inheritIO()
                    .start()
                    .waitFor();
        } catch (IOException unusable) {
            throw new VerbException("cannot run " + command.get(0) + ": " + unusable.getMessage());
        }
    }

    /** A relative folder of the path would be one of the project that the user stands in. */
    private String program() {
        for (String folder : console.environment().getOrDefault("PATH", "").split(":")) {
            if (folder.startsWith("/") && isProgram(folder)) {
                return Path.of(folder, NAME).toString();
            }
        }
        throw new VerbException("kubectl is not on the PATH; install it: https://kubernetes.io/docs/tasks/tools/");
    }

    private static boolean isProgram(String folder) {
        try {
            Path program = Path.of(folder, NAME);
            return Files.isExecutable(program) && Files.isRegularFile(program);
        } catch (InvalidPathException impossible) {
            return false;
        }
    }
}
