package dev.sild.inputs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.report.InputException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What one part says of many others is not read once for each of them. */
class LargeInputsTest {
    private static final int MANY = 4_000;

    @Test
    void containersOfOneImageAndNetworkWithManyValues() {
        String containers = each(i -> """
            {"Id": "%1$d", "Name": "c%1$d", "Image": "i", "Dependencies": ["%2$d"], "HostConfig": {"NetworkMode": "bridge"},
             "Config": {"Env": ["V1=1", "W=2"], "Labels": {"l1": "1"}},
             "Mounts": [{"Type": "volume", "Name": "v", "Destination": "/v"}],
             "NetworkSettings": {"Networks": {"n": {}}}}""".formatted(i, i / 2));
        String image = "{\"Id\": \"i\", \"RootFS\": {\"a\": 1}, \"Config\": {\"Env\": [" + each(i -> "\"V" + i + "=1\"")
                + "]}}";
        String labels = "{" + each(i -> "\"l" + i + "\": \"1\"") + "}";
        String network = "{\"Name\": \"n\", \"Driver\": \"bridge\", \"Labels\": " + labels + "}";
        String volume = "{\"Name\": \"v\", \"Mountpoint\": \"/v\", \"Labels\": " + labels + "}";
        assertThat(time("in.json", "[" + String.join(",", containers, image, network, volume) + "]"))
                .isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void manyUsesOfOneConfigMap() {
        String pod = """
            apiVersion: v1
            kind: ConfigMap
            metadata: {name: c}
            data: {%s}
            ---
            apiVersion: v1
            kind: Pod
            metadata: {name: p}
            spec:
              volumes: [{name: c, configMap: {name: c}}]
              containers: [{name: a, image: i, envFrom: [%s], volumeMounts: [%s], env: [%s]}]
            """.formatted(
                        each(i -> "k" + i + ": v"),
                        each(i -> "{prefix: p" + i + ", configMapRef: {name: c}}"),
                        each(i -> "{name: c, mountPath: /m" + i + "}"),
                        each(i -> "{name: V" + i + ", value: \"$(V" + (i - 1) + ")$(V" + (i - 1) + ")x\"}"));
        assertThat(time("in.yaml", pod)).isLessThan(Duration.ofSeconds(2));
    }

    private static String each(IntFunction<String> text) {
        return IntStream.range(0, MANY).mapToObj(text).collect(Collectors.joining(", "));
    }

    private static Duration time(String name, String text) {
        long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
        try {
            assertThat(Inputs.read(name, text, Path.of("/srv"))).isPresent();
        } catch (InputException refused) {
            throw new AssertionError(refused);
        }
        return Duration.ofNanos(ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start);
    }
}
