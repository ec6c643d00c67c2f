package dev.sild.works;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.convert.ConvertRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MatrixTest {
    @TempDir
    Path folder;

    @Test
    void showsWhoMayConnectToWhomInTheOrderInWhichOneComesThereFromOutside() throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), """
        services:
          db: {image: x:1, expose: ["5432", "53/udp"], networks: [data]}
          idle: {image: x:1, expose: ["1"], network_mode: none}
          api: {image: x:1, expose: ["3000"], networks: [back, data]}
          web: {image: x:1, ports: ["80:8080"], networks: [front, back]}
        networks: {front: {}, back: {internal: true}, data: {internal: true}}
        """);
        Matrix matrix =
                Matrix.of(ConvertRun.run(folder, "--expose", "loadbalancer").out());
        assertThat(matrix.markdown()).isEqualTo("""
        | | web | api | db | idle |
        | --- | --- | --- | --- | --- |
        | users | 8080 |  |  |  |
        | web |  | 3000 |  |  |
        | api | 8080 |  | 5432, 53/UDP |  |
        | db |  | 3000 |  |  |
        | idle |  |  |  |  |
        """);
        assertThat(matrix.leaving()).containsExactly("web");
    }
}
