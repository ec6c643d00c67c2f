package dev.sild.convert;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A port that docker compose refuses when it starts the container is an error with a place, and nothing is written. */
@Tag("executable")
class MalformedPortsTest {
    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "'80-'",
                "'-80'",
                "-1",
                "'90-80'",
                "70000",
                "'60000-70000'",
                "99999999999999999999",
                "1e400"
            })
    void aPublishedPortThatIsNone(String published) throws IOException {
        refused(
                "ports: [{target: 80, published: " + published + "}]",
                "is not a valid port; use a number from 0 to 65535");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "abc",
                "'99999'",
                "'0'",
                "'80-79'",
                "'80/udp/x'",
                "'80/icmp'",
                "'1-70000'",
                "'-5'",
                "'80:'",
                "':80'",
                "'8000:x'"
            })
    void anExposedPortThatIsNone(String exposed) throws IOException {
        refused("expose: [" + exposed + "]", "port");
    }

    @ParameterizedTest
    @ValueSource(strings = {"target: 0", "target: 65536", "target: 9999999999", "target: 80, protocol: icmp"})
    void aContainerPortThatIsNone(String port) throws IOException {
        refused("ports: [{" + port + "}]", "port");
    }

    @Test
    void rangesAndPortsThatComposeChoosesAreFine() throws IOException {
        for (String port : new String[] {
            "published: '8000-8010'", "published: 8080", "published: '0'", "published: ''", "protocol: UDP"
        }) {
            assertThat(convert("ports: [{target: 80, " + port + "}]").code())
                    .as(port)
                    .isZero();
        }
        assertThat(convert("expose: [80, '81-83', '53/udp']").out()).contains("port: 80", "port: 83", "protocol: UDP");
    }

    @Test
    void anExposedPortWithAPortOfTheMachineIsTheContainersPort() throws IOException {
        assertThat(convert("expose: ['9000:8000', '7000-7001:7100-7101', '5353:53/udp']")
                        .out())
                .contains("port: 8000", "port: 7100", "port: 7101", "port: 53", "protocol: UDP")
                .doesNotContain("9000", "7000", "5353");
    }

    private void refused(String attribute, String reason) throws IOException {
        ConvertRun conversion = convert(attribute);

        assertThat(conversion.code()).isEqualTo(1);
        assertThat(conversion.out()).isEmpty();
        assertThat(conversion.err().lines().filter(line -> line.contains(": error: ")))
                .singleElement()
                .asString()
                .startsWith("compose.yaml:1:")
                .contains(reason, "; ", "SILD-INPUT-INVALID");
    }

    private ConvertRun convert(String attribute) throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), "services: {web: {image: 'a:1', " + attribute + "}}\n");
        return ConvertRun.run(folder);
    }
}
