package dev.sild.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** A pod that asks a web stack for pages at a steady rate, and keeps what became of each request. */
final class Load {
    private static final Path SCRIPT = Path.of("src", "test", "resources", "soak", "load.py");
    private static final Duration LIMIT = Duration.ofSeconds(120);
    private static final String POD = "load";

    private final Node node;

    private Load(Node node) {
        this.node = node;
    }

    /**
     * What became of one request.
     *
     * @param due when it was to be sent
     * @param status the HTTP status; 0 without a whole answer
     * @param visit the visit that the answer says is stored; 0 if it says nothing like that
     * @param took from {@code due} to the end of the answer
     * @param wrong what went wrong; "-" if nothing did
     */
    record Answer(Instant due, String path, int status, long visit, Duration took, String wrong) {
        static Answer of(String line) {
            String[] words = line.split(" ", 6);
            return new Answer(
                    instant(words[0]),
                    words[1],
                    Integer.parseInt(words[2]),
                    Long.parseLong(words[3]),
                    Duration.ofMillis(Math.round(Double.parseDouble(words[4]) * 1000)),
                    words[5]);
        }

        private static Instant instant(String seconds) {
            return Instant.ofEpochMilli(Math.round(Double.parseDouble(seconds) * 1000));
        }

        boolean failed() {
            return status != 200;
        }
    }

    /**
     * Starts the pod.
     *
     * @param image one with python3
     */
    static Load start(Node node, String image, String host, int port, int perSecond) throws IOException {
        node.apply(new ObjectMapper()
                .writeValueAsString(Map.of(
                        "apiVersion",
                        "v1",
                        "kind",
                        "Pod",
                        "metadata",
                        Map.of("name", POD),
                        "spec",
                        Map.of(
                                "terminationGracePeriodSeconds",
                                0,
                                "restartPolicy",
                                "Never",
                                "containers",
                                List.of(Map.of(
                                        "name",
                                        POD,
                                        "image",
                                        image,
                                        "imagePullPolicy",
                                        "IfNotPresent",
                                        "command",
                                        List.of(
                                                "python3",
                                                "-c",
                                                Files.readString(SCRIPT),
                                                host,
                                                Integer.toString(port),
                                                Integer.toString(perSecond))))))));
        await("the load's pod runs").atMost(LIMIT).until(() -> node.podOf(POD).equals(POD));
        return new Load(node);
    }

    /** Sends no more requests, waits for the last answers, and returns all. */
    List<Answer> stop() {
        assertThat(node.exec(POD, "touch /tmp/stop").exitCode()).isZero();
        await("the last answers")
                .atMost(LIMIT)
                .until(() -> node.exec(POD, "tail -n 1 /tmp/answers").output().equals("end\n"));
        return node.exec(POD, "cat /tmp/answers")
                .orFail()
                .lines()
                .filter(line -> !line.equals("end"))
                .map(Answer::of)
                .toList();
    }
}
