package dev.sild.bench;

import dev.sild.limits.ScaledProject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Prints the table of docs/measurements.md: how long whole processes take, by alternating runs, with the ratio to the
 * first program of each row, and the load of the machine before and after.
 */
public final class ProcessBenchmark {
    private static final Path COURSE = Path.of("src/test/resources/convert/course/course-web-stack/in");
    private static final String COURSE_FILE = "docker-compose.production.yml";
    private static final List<Integer> SIZES = List.of(100, 1_000, 10_000);

    private final Path work;
    private final Map<String, List<String>> programs = new LinkedHashMap<>();

    private ProcessBenchmark(Path work) {
        this.work = work;
        addProgram("docker-compose", "docker-compose", "-f", "FILE", "config");
        addProgram("kompose", "kompose", "convert", "-f", "FILE", "--stdout");
        Path executable = Path.of("target/sild-native").toAbsolutePath();
        if (Files.isExecutable(executable)) {
            programs.put("executable", List.of(executable.toString(), "convert", "-q", "-f", "FILE", "-o", "-"));
        }
        programs.put(
                "JVM",
                List.of(
                        "env",
                        // The launcher takes the JVM where options for it are set.
                        "SILD_JAVA_OPTS=-Xshare:auto",
                        Path.of("sild").toAbsolutePath().toString(),
                        "convert",
                        "-q",
                        "-f",
                        "FILE",
                        "-o",
                        "-"));
    }

    /** Arguments: how often each program runs on a small project; larger ones run less often. */
    public static void main(String[] arguments) throws Exception {
        int runs = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 15;
        new ProcessBenchmark(Files.createTempDirectory("bench")).run(runs);
    }

    private void addProgram(String name, String... command) {
        for (String folder : System.getenv("PATH").split(":")) {
            if (Files.isExecutable(Path.of(folder, command[0]))) {
                programs.put(name, List.of(command));
                return;
            }
        }
    }

    private void run(int runs) throws IOException, InterruptedException {
        System.out.println("load before: " + load() + ", processors: "
                + Runtime.getRuntime().availableProcessors());
        System.out.println("| project | " + String.join(" | ", programs.keySet()) + " |");
        System.out.println("| --- |" + " --- |".repeat(programs.size()));
        row("the course's web stack", COURSE.toAbsolutePath(), COURSE_FILE, runs);
        for (ScaledProject project : ScaledProject.values()) {
            for (int services : SIZES) {
                if (services != 10_000 || project == ScaledProject.VOLUMES || project == ScaledProject.ONE_FILE) {
                    Path folder = work.resolve(project + "-" + services);
                    project.write(folder, services);
                    String title = String.format(Locale.ROOT, "%,d services: %s", services, project.title());
                    row(title, folder, "compose.yaml", Math.max(3, runs * 100 / (services + 100)));
                }
            }
        }
        System.out.println("load after: " + load());
    }

    private void row(String title, Path folder, String file, int runs) throws IOException, InterruptedException {
        Map<String, List<Double>> times = new LinkedHashMap<>();
        Map<String, Long> memory = new LinkedHashMap<>();
        for (int i = 0; i <= runs; i++) {
            for (Map.Entry<String, List<String>> program : programs.entrySet()) {
                List<String> command = program.getValue().stream()
                        .map(word -> word.equals("FILE") ? file : word)
                        .toList();
                // The first run fills the caches of the machine, and tells the memory.
                MeasuredRun run = MeasuredRun.of(folder, command, i == 0);
                if (i == 0) {
                    memory.put(program.getKey(), run.kilobytes());
                } else {
                    times.computeIfAbsent(program.getKey(), first -> new ArrayList<>())
                            .add(run.millis());
                }
            }
        }
        StringBuilder line = new StringBuilder("| ").append(title).append(" |");
        double first = median(times.values().iterator().next());
        times.forEach((name, all) -> line.append(String.format(
                Locale.ROOT,
                " %.0f ms, %.2f times, %d MB |",
                median(all),
                median(all) / first,
                memory.get(name) / 1024)));
        System.out.println(line);
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int half = sorted.size() / 2;
        return sorted.size() % 2 == 1 ? sorted.get(half) : (sorted.get(half - 1) + sorted.get(half)) / 2;
    }

    private static String load() throws IOException {
        Path file = Path.of("/proc/loadavg");
        return Files.exists(file) ? Files.readString(file).split(" ")[0] : "unknown";
    }
}
