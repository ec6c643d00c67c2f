package dev.sild.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What is made to exhaust the machine ends soon, in little memory, with an error that names the limit. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ExhaustionTest {
    /**
     * What is promised; most need a fourth of it, and what has no limit needs minutes, or more memory than there is.
     */
    private static final int MILLIS = 2_000;

    /** Without their files, which are large. */
    private final List<HostileProject> written = new ArrayList<>();

    private final Map<String, String[]> results = new HashMap<>();

    @BeforeAll
    void convertAll(@TempDir Path folder) throws Exception {
        Path projects = Files.createDirectory(folder.resolve("projects"));
        // The first one loads the classes.
        new HostileProject("0", Map.of("compose.yaml", "services: {a: {image: 'a:1', ports: ['80:80']}}\n"), "")
                .write(projects);
        for (HostileProject project : HostileProject.all()) {
            project.write(projects);
            written.add(new HostileProject(project.name(), Map.of(), project.limit()));
        }
        Path out = folder.resolve("out");
        Process child = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx256m",
                        "-XX:+UseSerialGC",
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        classPath(),
                        ConvertAll.class.getName(),
                        projects.toString())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        boolean ended = child.waitFor(10, TimeUnit.MINUTES);
        child.destroyForcibly();
        assertThat(ended).as(Files.readString(out)).isTrue();
        for (String line : Files.readAllLines(out)) {
            String[] fields = line.split("\t", 5);
            results.put(fields[0], fields);
        }
    }

    List<HostileProject> projects() {
        return written;
    }

    @ParameterizedTest
    @MethodSource("projects")
    void endsSoonAndNamesTheLimit(HostileProject project) throws IOException {
        assertThat(results).containsKey(project.name());
        String[] result = results.get(project.name());
        String error = result[4];
        assertThat(Integer.parseInt(result[2])).as(error).isLessThan(MILLIS);
        if (project.limit().isEmpty()) {
            assertThat(result[1]).as(error).isEqualTo("0");
            return;
        }
        assertThat(result[1]).as(error).isEqualTo("1");
        assertThat(Integer.parseInt(result[3])).as("lines").isBetween(1, 2);
        assertThat(error)
                .matches("[^:]+:[0-9]+:[0-9]+: error: .*")
                .contains(project.limit(), "; ")
                .hasSizeLessThan(1_200);
    }

    /** A test runner may have put all of it into the manifest of a jar. */
    private static String classPath() {
        return System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"))
                .strip();
    }
}
