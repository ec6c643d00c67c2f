package dev.sild.quadlet;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.convert.ConvertRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuildUnitsTest {
    @Test
    void anImageIsBuiltInTheFormatThatHasHealthChecks(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("Dockerfile"), "FROM busybox:1\nHEALTHCHECK CMD true\n");
        Files.writeString(folder.resolve("compose.yaml"), "name: shop\nservices: {web: {build: .}}\n");

        ConvertRun run = ConvertRun.run(folder, "--layout", "quadlet", "-o", "units/");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(folder.resolve("units/shop-web.build")).content().contains("PodmanArgs=--format=docker\n");
    }
}
