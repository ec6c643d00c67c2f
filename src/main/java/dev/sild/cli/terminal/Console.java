package dev.sild.cli.terminal;

import dev.sild.output.files.StandardOutput;
import dev.sild.syntax.TerminalText;
import java.io.BufferedOutputStream;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;

/**
 * Where a command runs: its folder, environment and streams. Commands touch the process only through this.
 *
 * @param folder the current folder
 * @param environment the process environment
 * @param in standard input
 * @param out standard output, UTF-8
 * @param err standard error, UTF-8
 * @param color whether standard error is a terminal that shows colours
 */
public record Console(
        Path folder, Map<String, String> environment, InputStream in, PrintStream out, PrintStream err, boolean color) {
    private static final int BUFFER = 1 << 14;

    /** Whether standard output is a terminal that shows colours, where standard error is one. */
    public boolean colorsOutput() {
        return color && Launch.ofProcess().outputTerminal();
    }

    /** Whether a person types standard input at a terminal and sees standard output there. */
    public boolean isTyped() {
        return Boolean.getBoolean("sild.terminal.input") && Boolean.getBoolean("sild.terminal.output");
    }

    /** Says something about the command on standard error, on one line. */
    public void say(String text) {
        err.println("sild: " + TerminalText.line(text));
        err.flush();
    }

    /** Prints a question on standard error, and leaves the cursor behind it. */
    public void ask(String text, String prompt) {
        err.println(TerminalText.line(text));
        err.print(TerminalText.line(prompt) + " ");
        err.flush();
    }

    /** Prints a line of a log as its program wrote it, behind the name of its source. */
    public void logged(String source, String line) {
        out.println(TerminalText.line(source) + line);
        out.flush();
    }

    /** Prints one line on standard output. */
    public void line(String text) {
        out.println(TerminalText.line(text));
        out.flush();
    }

    /** Returns the console of this process. */
    public static Console ofProcess(Launch launch) {
        Map<String, String> environment = System.getenv();
        boolean color =
                launch.terminal() && !environment.containsKey("NO_COLOR") && !"dumb".equals(environment.get("TERM"));
        return new Console(
                Path.of("").toAbsolutePath(),
                environment,
                System.in,
                new StandardOutput(new FileOutputStream(FileDescriptor.out)),
                new PrintStream(
                        new BufferedOutputStream(new FileOutputStream(FileDescriptor.err), BUFFER),
                        false,
                        StandardCharsets.UTF_8),
                color);
    }
}
