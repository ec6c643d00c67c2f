package dev.sild.processes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The same input gives the same bytes in every process: in this one, and in one of two others. Each has an order of its
 * own for the entries of {@code Map.of} and {@code Set.of}, and the others also their own way to make identity hashes,
 * language, digits, calendar, zone and folder.
 */
@Tag("executable")
class DeterminismTest {
    private static final List<List<String>> PROCESSES = List.of(
            List.of(
                    "-XX:hashCode=0",
                    "-Duser.language=th",
                    "-Duser.country=TH",
                    "-Duser.extensions=u-ca-buddhist-nu-thai",
                    "-Dfile.encoding=ISO-8859-1"),
            List.of(
                    "-XX:hashCode=2",
                    "-Duser.language=tr",
                    "-Duser.extensions=u-nu-arab",
                    "-Duser.timezone=Pacific/Kiritimati"));
    /** Folders with names that have to be quoted in one place or another. */
    private static final List<String> FOLDERS = List.of("somewhere else", "ünder another name");

    @Test
    void everyCommandAndLayoutWritesTheSameInEveryProcess(@TempDir Path folder) throws Exception {
        List<Process> running = new ArrayList<>();
        for (int i = 0; i < PROCESSES.size(); i++) {
            running.add(start(i, Files.createDirectory(folder.resolve(FOLDERS.get(i))), folder.resolve(i + ".txt")));
        }
        List<String> first = new ArrayList<>();
        new EveryOutput(Files.createDirectory(folder.resolve("work")), input -> true, first::add).run();
        for (Process process : running) {
            assertThat(process.waitFor(10, TimeUnit.MINUTES)).isTrue();
            assertThat(process.exitValue()).isZero();
        }

        assertThat(first)
                .hasSizeGreaterThan(200)
                .anyMatch(line -> line.startsWith("adopt course 0 "))
                .anyMatch(line -> line.startsWith("render chart "))
                .anyMatch(line -> line.startsWith("convert quadlet "));
        List<String> others = new ArrayList<>();
        for (int i = 0; i < PROCESSES.size(); i++) {
            others.addAll(Files.readAllLines(folder.resolve(i + ".txt")));
        }
        assertThat(others).containsExactlyInAnyOrderElementsOf(first);
    }

    private static Process start(int half, Path work, Path out) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UnlockExperimentalVMOptions",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1"));
        command.addAll(PROCESSES.get(half));
        command.addAll(List.of("-cp", classPath(), EveryOutput.class.getName(), work.toString(), "" + half));
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
