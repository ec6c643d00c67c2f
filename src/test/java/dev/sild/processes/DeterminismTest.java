package dev.sild.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same input gives the same bytes in every process. Each has an order of its own for the entries of {@code Map.of}
 * and {@code Set.of}, and here also its own way to make identity hashes, language, digits, calendar, zone and folder.
 */
class DeterminismTest {
    private static final List<List<String>> PROCESSES = List.of(
            List.of(
                    "-XX:hashCode=0",
                    "-Duser.language=th",
                    "-Duser.country=TH",
                    "-Duser.extensions=u-ca-buddhist-nu-thai"),
            List.of("-XX:hashCode=2", "-Duser.language=tr", "-Duser.timezone=Pacific/Kiritimati"),
            List.of(
                    "-XX:hashCode=5",
                    "-Duser.language=ar",
                    "-Duser.country=EG",
                    "-Duser.extensions=u-nu-arab",
                    "-Dfile.encoding=ISO-8859-1"));
    /** Folders with names that have to be quoted in one place or another. */
    private static final List<String> FOLDERS = List.of("work", "somewhere else", "ünder another name");

    @Test
    void everyCommandAndLayoutWritesTheSameInEveryProcess(@TempDir Path folder) throws Exception {
        List<Process> running = new ArrayList<>();
        for (int i = 0; i < PROCESSES.size(); i++) {
            running.add(start(
                    PROCESSES.get(i),
                    Files.createDirectory(folder.resolve(FOLDERS.get(i))),
                    folder.resolve(i + ".txt")));
        }
        for (Process process : running) {
            assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).isZero();
        }

        List<String> first = Files.readAllLines(folder.resolve("0.txt"));
        assertThat(first)
                .hasSizeGreaterThan(200)
                .anyMatch(line -> line.startsWith("adopt course 0 "))
                .anyMatch(line -> line.startsWith("render chart "))
                .anyMatch(line -> line.startsWith("convert quadlet "));
        for (int i = 1; i < PROCESSES.size(); i++) {
            assertThat(Files.readAllLines(folder.resolve(i + ".txt"))).isEqualTo(first);
        }
    }

    private static Process start(List<String> options, Path work, Path out) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UnlockExperimentalVMOptions",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath(), EveryOutput.class.getName(), work.toString()));
        return new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(out.resolveSibling(out.getFileName() + ".err").toFile())
                .start();
    }

    /** A test runner may have put all of it into the manifest of a jar. */
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .strip();
    }
}
