package dev.sild.cli;

import dev.sild.cli.terminal.Console;
import dev.sild.cli.terminal.ExitCode;
import dev.sild.cli.terminal.Launch;
import dev.sild.output.files.StandardOutput;
import java.io.IOException;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;

/** The entry point of the command line. */
public final class Main {
    private Main() {}

    /** Runs the command that {@code arguments} name, and ends the process with its exit code. */
    public static void main(String[] arguments) {
        // The client library looks for a logging provider; its absence is not worth reporting.
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        Launch launch = Launch.ofProcess();
        Console console = Console.ofProcess(launch);
        int code = afterOutput(console, Commands.execute(console, launch.command(), arguments));
        console.err().flush();
        System.exit(code);
    }

    /**
     * Returns {@code code}, or another one if standard output did not accept everything. Reports that, unless the
     * reader has closed it, as head does.
     */
    static int afterOutput(Console console, int code) {
        if (!console.out().checkError() || code != ExitCode.OK) {
            return code;
        }
        Optional<IOException> failure =
                console.out() instanceof StandardOutput known ? known.failure() : Optional.empty();
        if (!failure.map(StandardOutput::readerHasGone).orElse(false)) {
            console.say("cannot write standard output: "
                    + failure.map(IOException::getMessage).orElse("it is closed or full"));
        }
        return ExitCode.FAILED;
    }

    /**
     * Runs the command that {@code arguments} name.
     *
     * @return its exit code, see {@link ExitCode}
     */
    public static int run(Console console, String... arguments) {
        return Commands.execute(console, "sild", arguments);
    }

    /** Returns what picocli knows of the commands and their options; the manual pages are made of it. */
    public static CommandSpec commands() {
        return Commands.all();
    }
}
