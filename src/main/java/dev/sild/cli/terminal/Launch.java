package dev.sild.cli.terminal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * How this process was started: what the user called it, and which of its streams are terminals. The launcher tells a
 * JVM by system properties, since Java cannot find out. The executable, which takes no properties, looks into /proc.
 *
 * @param command what the user called it, such as {@code kubectl sild}
 * @param terminal whether standard error is a terminal
 * @param outputTerminal whether standard output is a terminal
 */
public record Launch(String command, boolean terminal, boolean outputTerminal) {
    private static final String USUAL = "sild";
    /** kubectl runs kubectl-sild where its user says "kubectl sild". */
    private static final String PLUGIN = "kubectl-sild";

    /** Returns how this process was started. */
    public static Launch ofProcess() {
        if (System.getProperty("org.graalvm.nativeimage.imagecode") != null) {
            return ofExecutable(Path.of("/proc/self"));
        }
        return new Launch(
                name(System.getProperty("sild.command", USUAL)),
                Boolean.getBoolean("sild.terminal"),
                Boolean.getBoolean("sild.terminal.output"));
    }

    /** Reads a process' folder of /proc; without it, the streams are not terminals. */
    static Launch ofExecutable(Path process) {
        return new Launch(name(calledAs(process)), isTerminal(process, 2), isTerminal(process, 1));
    }

    private static String name(String program) {
        return program.equals(PLUGIN) ? PLUGIN.replace('-', ' ') : USUAL;
    }

    /** The last part of the path by which the process was started; the name of the file may be another. */
    private static String calledAs(Path process) {
        try {
            String arguments = Files.readString(process.resolve("cmdline"), StandardCharsets.ISO_8859_1);
            int end = arguments.indexOf('\0');
            String path = end < 0 ? arguments : arguments.substring(0, end);
            return path.substring(path.lastIndexOf('/') + 1);
        } catch (IOException e) {
            return USUAL;
        }
    }

    private static boolean isTerminal(Path process, int descriptor) {
        try {
            String file = Files.readSymbolicLink(process.resolve("fd").resolve(String.valueOf(descriptor)))
                    .toString();
            return file.startsWith("/dev/pts/") || file.startsWith("/dev/tty") || file.equals("/dev/console");
        } catch (IOException e) {
            return false;
        }
    }
}
