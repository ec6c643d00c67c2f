package dev.sild.layout;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sild.chart.Chart;
import dev.sild.cli.TestedCommandLine;
import dev.sild.cli.terminal.Console;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The schema says of a compose file what the loader says of its hints. Helm, which checks values by a schema, reads it
 * here.
 */
@Tag("executable")
class HintSchemaTest {
    @TempDir
    private Path chart;

    @BeforeEach
    void aChartWithTheSchemaForItsValues() throws IOException {
        Files.writeString(chart.resolve("Chart.yaml"), "apiVersion: v2\nname: hints\nversion: 0.1.0\n");
        Files.createDirectory(chart.resolve("templates"));
        Files.writeString(chart.resolve("values.schema.json"), schema());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{x-sild: {storage: {size: 10Gi, class: fast, access: ReadWriteMany}, expose: gateway, gateway: infra/web}}",
                "{x-sild: {storage: {size: 1073741824}}, services: {a: {image: x, x-sild: {kind: Job, host: '*.example.com'}}}}",
                "{services: {a: {image: x, x-other: 1, x-sild: {expose: '${EXPOSE:-none}', tls_secret: '${TLS}'}}}}",
                "{networks: {n: {internal: true, x-sild: {callers: [a]}}}, volumes: {v: {x-sild: {size: '${SIZE}'}}, w: null}}"
            })
    void hintsThatAreRightPass(String file) {
        assertThatCode(() -> check(file)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{x-sild: {storage: {siez: 1Gi}}}",
                "{x-sild: {storage: {class: Not_Legal}}}",
                "{x-sild: {storage: {access: Many}}}",
                "{x-sild: {kind: Job}}",
                "{services: {a: {image: x, x-sild: {knid: Job}}}}",
                "{services: {a: {image: x, x-sild: {expose: world}}}}",
                "{services: {a: {image: x, x-sild: {host: 'no host'}}}}",
                "{services: {a: {image: x, x-sild: {gateway: a/b/c}}}}",
                "{services: {a: {image: x, x-sild: Job}}}",
                "{volumes: {v: {x-sild: {size: 10 gigs}}}}",
                "{networks: {n: {x-sild: {callers: a}}}}"
            })
    void hintsThatAreWrongDoNot(String file) {
        assertThatThrownBy(() -> check(file)).hasMessageContaining("schema");
    }

    @Test
    void everyHintIsDescribed() {
        assertThat(schema())
                .contains("\"description\": \"`storageClassName` of the claim\"", "\"description\": \"as `--host`\"");
    }

    private void check(String file) {
        Chart.withFile(file, values -> Chart.templateOfAnyCluster(chart, "hints", List.of(values)));
    }

    private static String schema() {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Console console = new Console(
                Path.of("").toAbsolutePath(),
                Map.of(),
                new ByteArrayInputStream(new byte[0]),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                System.err,
                false);
        assertThat(TestedCommandLine.run(console, "schema")).isZero();
        return out.toString(StandardCharsets.UTF_8);
    }
}
