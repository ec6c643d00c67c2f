package dev.sild.play.podman;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who listens at a port, as far as the files of {@code /proc} say it to this user.
 *
 * @see <a href="https://man7.org/linux/man-pages/man5/proc_pid_net.5.html">proc_pid_net(5)</a>
 */
public final class Listeners {
    private static final Path PROCESSES = Path.of("/proc");
    private static final int LOCAL = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final String LISTENING = "0A";

    private Listeners() {}

    /** Returns the program that listens, and its process; nothing where that is not to be known. */
    public static Optional<String> of(int port, String protocol) {
        Set<String> sockets = new HashSet<>();
        for (String table : List.of(protocol, protocol + "6")) {
            sockets.addAll(sockets(PROCESSES.resolve("net").resolve(table), port, protocol.equals("tcp")));
        }
        if (sockets.isEmpty()) {
            return Optional.empty();
        }
        try (Stream<Path> processes = Files.list(PROCESSES)) {
            return processes
                    .filter(process -> process.getFileName().toString().matches("\\d+"))
                    .filter(process -> holds(process, sockets))
                    .findFirst()
                    .flatMap(Listeners::name);
        } catch (IOException none) {
            return Optional.empty();
        }
    }

    private static Set<String> sockets(Path table, int port, boolean listening) {
        String end = ":%04X".formatted(port);
        Set<String> sockets = new HashSet<>();
        try (Stream<String> lines = Files.lines(table)) {
            lines.map(line -> line.strip().split("\\s+"))
                    .filter(words -> words.length > INODE && words[LOCAL].endsWith(end))
                    .filter(words -> !listening || words[STATE].equals(LISTENING))
                    .forEach(words -> sockets.add("socket:[" + words[INODE] + "]"));
        } catch (IOException | java.io.UncheckedIOException none) {
            return Set.of();
        }
        return sockets;
    }

    private static boolean holds(Path process, Set<String> sockets) {
        try (Stream<Path> files = Files.list(process.resolve("fd"))) {
            return files.anyMatch(file -> sockets.contains(target(file)));
        } catch (IOException | java.io.UncheckedIOException othersOrGone) {
            return false;
        }
    }

    private static String target(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException closed) {
            return "";
        }
    }

    private static Optional<String> name(Path process) {
        try {
            return Optional.of(
                    "'" + Files.readString(process.resolve("comm")).strip() + "', process " + process.getFileName());
        } catch (IOException gone) {
            return Optional.empty();
        }
    }
}
