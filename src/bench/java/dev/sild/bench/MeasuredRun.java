package dev.sild.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One run of a program from its start to its end.
 *
 * @param millis how long it took
 * @param kilobytes the most memory that it had, as the kernel counts it; 0 if it ended before it could be read
 */
record MeasuredRun(double millis, long kilobytes) {
    private static final Pattern PEAK = Pattern.compile("VmHWM:\\s+(\\d+) kB");

    /**
     * Runs {@code command} in {@code folder}; its output is thrown away.
     *
     * @throws IOException if it cannot be started, or fails
     */
    static MeasuredRun of(Path folder, List<String> command, boolean memory) throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        long start = System.nanoTime();
        Process process = builder.start();
        long peak = 0;
        // Reading /proc takes time, so runs that are timed do without.
        while (memory && !process.waitFor(1, TimeUnit.MILLISECONDS)) {
            peak = Math.max(peak, peak(process.pid()));
        }
        int code = process.waitFor();
        double millis = (System.nanoTime() - start) / 1e6;
        if (code != 0) {
            throw new IOException(String.join(" ", command) + " in " + folder + " ended with " + code);
        }
        return new MeasuredRun(millis, peak);
    }

    private static long peak(long process) {
        try {
            Matcher peak = PEAK.matcher(Files.readString(Path.of("/proc", String.valueOf(process), "status")));
            return peak.find() ? Long.parseLong(peak.group(1)) : 0;
        } catch (IOException ended) {
            return 0;
        }
    }
}
