package dev.sild.podman;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.layout.Fixture;
import dev.sild.layout.Meaning;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Podman's generator for systemd makes a service of every unit, which plays what {@code --target podman} gives. */
@OnPodman
class QuadletKubeLayoutTest {
    private static final String GENERATOR = "/usr/libexec/podman/quadlet";

    static List<Fixture> projects() {
        return Fixture.of("podman").stream()
                .filter(fixture -> !fixture.has("-n"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("projects")
    void generatorMakesAServiceThatPlaysTheList(Fixture fixture, @TempDir Path folder) throws Exception {
        fixture.convert("--layout", "quadlet-kube", "-o", folder.toString());
        Path yaml = file(folder, ".yaml");
        ProcessBuilder builder = new ProcessBuilder(GENERATOR, "-dryrun", "-user").redirectErrorStream(true);
        builder.environment().put("QUADLET_UNIT_DIRS", folder.toString());
        Process process = builder.start();
        String said = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor()).as(said).isZero();
        assertThat(said).contains("kube play", yaml.toString(), "WantedBy=default.target");
        assertThat(Meaning.of(Files.readString(yaml)))
                .isEqualTo(Meaning.of(
                        fixture.has("--target")
                                ? fixture.convert().out()
                                : fixture.convert("--target", "podman").out()));
    }

    private static Path file(Path folder, String end) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(end))
                    .findFirst()
                    .orElseThrow();
        }
    }
}
