package dev.sild.podman;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.layout.Fixture;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Podman's generator for systemd accepts all units, and makes a service of each. */
@OnPodman
class QuadletGeneratorTest {
    private static final String GENERATOR = "/usr/libexec/podman/quadlet";

    static List<Fixture> projects() {
        return Fixture.of("podman").stream()
                .filter(fixture -> !fixture.has("--patch"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("projects")
    void generatorMakesAServiceOfEachUnit(Fixture fixture, @TempDir Path folder) throws Exception {
        fixture.convert("--layout", "quadlet", "-o", folder.toString());
        ProcessBuilder builder = new ProcessBuilder(GENERATOR, "-dryrun", "-user").redirectErrorStream(true);
        builder.environment().put("QUADLET_UNIT_DIRS", folder.toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said.lines().filter(line -> line.startsWith("quadlet-generator")))
                .allMatch(line -> line.contains("Loading source unit file"));
        try (Stream<Path> units = Files.list(folder)) {
            units.map(unit -> unit.getFileName().toString())
                    .filter(name -> name.matches(".*\\.(?:container|pod|network|volume|build)"))
                    .forEach(name -> assertThat(said).contains("---" + service(name) + "---"));
        }
    }

    private static String service(String unit) {
        int dot = unit.lastIndexOf('.');
        String type = unit.substring(dot + 1);
        return unit.substring(0, dot) + (type.equals("container") ? "" : "-" + type) + ".service";
    }
}
