package dev.sild.limits;

import com.sun.management.OperatingSystemMXBean;
import dev.sild.cli.Main;
import dev.sild.cli.terminal.Console;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * Converts each project in a folder, one after the other, and prints for each: name, exit code, milliseconds of CPU,
 * first line.
 */
final class ConvertAll {
    private ConvertAll() {}

    public static void main(String[] arguments) throws Exception {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        try (Stream<Path> folders = Files.list(Path.of(arguments[0]))) {
            for (Path project : (Iterable<Path>) folders.sorted()::iterator) {
                long before = system.getProcessCpuTime();
                ByteArrayOutputStream err = new ByteArrayOutputStream();
                int code = Main.run(
                        new Console(
                                project,
                                Map.of(),
                                new ByteArrayInputStream(new byte[0]),
                                new PrintStream(OutputStream.nullOutputStream()),
                                new PrintStream(err, true, StandardCharsets.UTF_8),
                                false),
                        "convert",
                        "-q");
                List<String> lines =
                        err.toString(StandardCharsets.UTF_8).lines().toList();
                System.out.println(String.join(
                        "\t",
                        project.getFileName().toString(),
                        String.valueOf(code),
                        String.valueOf((system.getProcessCpuTime() - before) / 1_000_000),
                        String.valueOf(lines.size()),
                        lines.isEmpty() ? "" : lines.get(0)));
            }
        }
    }
}
