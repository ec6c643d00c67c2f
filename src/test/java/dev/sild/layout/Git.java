package dev.sild.layout;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A new repository of the real git, with no configuration but its own. */
record Git(Path folder) {
    /** Whether there is a git to ask. */
    static boolean isThere() {
        try {
            return run(Path.of(""), "--version").code() == 0;
        } catch (UncheckedIOException missing) {
            return false;
        }
    }

    private record Run(int code, String out) {}

    static Git init(Path folder) {
        Git git = new Git(folder);
        git.call("init", "--quiet");
        return git;
    }

    /** Returns the files that {@code git add --all} takes, by their paths. */
    List<String> taken() {
        call("add", "--all");
        return Stream.of(call("ls-files", "-z").split("\0"))
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** Does what a line of shell says, which calls git. */
    void shell(String line) {
        call(Stream.of(line.replace("'", "").split(" ")).skip(1).toArray(String[]::new));
    }

    private String call(String... arguments) {
        Run run = run(folder, arguments);
        assertThat(run.code())
                .as("git %s: %s", String.join(" ", arguments), run.out())
                .isZero();
        return run.out();
    }

    private static Run run(Path folder, String... arguments) {
        List<String> command = new ArrayList<>(List.of("git"));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toAbsolutePath().toFile())
                .redirectErrorStream(true);
        builder.environment().put("GIT_CONFIG_GLOBAL", "/dev/null");
        builder.environment().put("GIT_CONFIG_NOSYSTEM", "1");
        try {
            Process process = builder.start();
            String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            return new Run(process.waitFor(), out);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }
}
