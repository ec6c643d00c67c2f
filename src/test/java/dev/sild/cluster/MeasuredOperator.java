package dev.sild.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An operator with the memory that the chart gives it, and what it takes. */
final class MeasuredOperator implements AutoCloseable {
    /** Half of the chart's limit is heap, as in its `javaOptions`; a container below 2 GB has the serial collector. */
    private static final List<String> OPTIONS = List.of(
            "-Xmx256m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:+ExitOnOutOfMemoryError",
            "-XX:ActiveProcessorCount=1");

    private static final long TICKS_PER_SECOND = 100;

    private final OperatorProcess process;
    private final Instant started = Instant.now();

    private MeasuredOperator(OperatorProcess process) {
        this.process = process;
    }

    static MeasuredOperator launch(ChartAccount account, String namespace) {
        Map<String, String> settings = new HashMap<>(Map.of(
                "SILD_LEADER_ELECTION_NAME",
                "sild",
                "SILD_LEADER_ELECTION_NAMESPACE",
                namespace,
                "SILD_MONITORING_CADVISOR_NAMESPACES",
                "*"));
        List<String> options = new ArrayList<>(OPTIONS);
        // Such as a flight recording.
        Optional.ofNullable(System.getProperty("scale.jvm")).ifPresent(options::add);
        return new MeasuredOperator(OperatorProcess.launch(account.kubeconfig(), settings, options));
    }

    OperatorProcess process() {
        return process;
    }

    void awaitReady() {
        process.awaitReady();
    }

    Duration sinceStart() {
        return Duration.between(started, Instant.now());
    }

    /** Returns the sum of a series of {@code /q/metrics} over the label sets that contain a text; 0 where none does. */
    double metric(String name, String label) {
        double sum = 0;
        Matcher line =
                Pattern.compile("(?m)^" + name + "(\\{[^}]*})? ([-+.eE0-9]+)$").matcher(process.get("/q/metrics"));
        while (line.find()) {
            if (line.group(1) == null || line.group(1).contains(label)) {
                sum += Double.parseDouble(line.group(2));
            }
        }
        return sum;
    }

    int ready() {
        return (int) metric("sild_stacks", "state=\"ready\"");
    }

    /** Returns bytes of the heap that are in use after a full collection. */
    long heapAfterCollection() {
        Command.run(
                        Path.of("."),
                        Map.of(),
                        "",
                        Duration.ofSeconds(60),
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                        .toString(),
                                String.valueOf(process.pid()),
                                "GC.run"))
                .require();
        return (long) metric("jvm_memory_used_bytes", "area=\"heap\"");
    }

    /** Returns the most memory that the process has had, in megabytes. */
    long peak() {
        return status("VmHWM") >> 10;
    }

    long threads() {
        return status("Threads");
    }

    private long status(String name) {
        Matcher line = Pattern.compile("(?m)^" + name + ":\\s+(\\d+)").matcher(read("status"));
        if (!line.find()) {
            throw new AssertionError("no " + name + " of process " + process.pid());
        }
        return Long.parseLong(line.group(1));
    }

    /** Returns the processor time that the process has used, in milliseconds. */
    long processorTime() {
        // After the name, which may contain blanks: utime and stime are the 12th and 13th.
        String stat = read("stat");
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 1000 / TICKS_PER_SECOND;
    }

    private String read(String file) {
        try {
            return Files.readString(Path.of("/proc", String.valueOf(process.pid()), file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
