package dev.sild.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sild.podman.CommandRunner;
import dev.sild.podman.PodmanMachine;
import dev.sild.podman.Sild;
import dev.sild.podman.StandIns;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Each case is a compose project with a {@code steps.txt}. docker-compose runs it, and so does the node after
 * {@code sild convert} with the options of {@code options.txt}.
 */
@OnNode
class SameOnBothSidesTest {
    private static final Path CASES = Path.of("src", "test", "resources", "node");
    private static final List<String> STAND_INS =
            List.of("nginx:1.27", "nginx:alpine", "redis:7", "redis:alpine", "postgres:16", "postgres:13-alpine");
    private static final Duration SOON = Duration.ofSeconds(120);
    private static final Pattern IMAGE = Pattern.compile("(?m)^\\s*(?:- )?image: \"?([^\"\\s]+)\"?$");

    @AutoClose
    private static PodmanMachine podman;

    @BeforeAll
    static void makeTheImages() {
        podman = PodmanMachine.start();
        StandIns.busybox();
        for (String tag : List.of("1.37.0", "1.37.0-musl")) {
            podman.run("tag", PodmanMachine.BUSYBOX, "docker.io/library/busybox:" + tag);
        }
    }

    @TestFactory
    Stream<DynamicTest> aProgramSeesOnTheNodeWhatItSeesWithCompose() throws IOException {
        String only = System.getProperty("case", "");
        try (Stream<Path> folders = Files.list(CASES)) {
            List<Path> cases = folders.filter(folder ->
                            only.isEmpty() || folder.getFileName().toString().equals(only))
                    .sorted()
                    .toList();
            assertThat(cases).isNotEmpty();
            return cases.stream()
                    .map(folder -> DynamicTest.dynamicTest(folder.getFileName().toString(), () -> check(folder)));
        }
    }

    private static void check(Path source) throws IOException {
        String name = source.getFileName().toString();
        Path folder = Sild.copy(source, podman.folder(name));
        String compose = Files.readString(source.resolve("compose.yaml"));
        STAND_INS.stream()
                .filter(image -> compose.contains("image: " + image + "\n"))
                .forEach(StandIns::debian);
        List<Step> steps = Step.all(Files.readString(source.resolve("steps.txt")));
        Path options = source.resolve("options.txt");
        List<String> words =
                Files.exists(options) ? List.of(Files.readString(options).trim().split("\\s+")) : List.of();
        // Before compose runs, and programs write to folders of the project.
        String manifests = convert(folder, words);
        List<CommandRunner.Result> expected = new ArrayList<>();
        try (ComposeProject project = new ComposeProject(podman, folder)) {
            project.up();
            for (Step step : steps) {
                expected.add(
                        switch (step.verb()) {
                            case WAIT -> succeeds(() -> project.exec(step.service(), step.command()), () -> "");
                            case RUN, SAME -> project.exec(step.service(), step.command());
                            case REPLACE -> {
                                project.replace(step.service());
                                yield null;
                            }
                        });
            }
        }
        String level = words.contains("restricted") ? "restricted" : "privileged";
        try (Node node = new Node(folder, "sild-" + name, level)) {
            for (String image : new TreeSet<>(IMAGE.matcher(manifests)
                    .results()
                    .map(match -> match.group(1))
                    .toList())) {
                node.load(podman, image);
            }
            node.run(
                    "apply",
                    "--server-side",
                    "-f",
                    folder.resolve("converted.yaml").toString());
            for (int i = 0; i < steps.size(); i++) {
                follow(steps.get(i), expected.get(i), node);
            }
        }
    }

    private static String convert(Path folder, List<String> options) throws IOException {
        List<String> words = new ArrayList<>(List.of("convert", "-o", "converted.yaml"));
        words.addAll(options);
        CommandRunner.run(folder, Map.of(), SOON, Sild.command(words.toArray(String[]::new)))
                .orFail();
        return Files.readString(folder.resolve("converted.yaml"));
    }

    private static void follow(Step step, CommandRunner.Result expected, Node node) {
        switch (step.verb()) {
            case WAIT -> succeeds(() -> node.exec(step.service(), step.command()), node::state);
            case RUN ->
                assertThat(node.exec(step.service(), step.command()).exitCode())
                        .as("%s\n%s", step, node.state())
                        .isZero();
            case SAME ->
                await(step.toString())
                        .atMost(SOON)
                        .pollInterval(Duration.ofSeconds(1))
                        .untilAsserted(() -> {
                            CommandRunner.Result result = node.exec(step.service(), step.command());
                            assertThat(result.output())
                                    .as("%s\n%s", step, result.errors())
                                    .isEqualTo(expected.output());
                            assertThat(result.exitCode()).as("%s", step).isEqualTo(expected.exitCode());
                        });
            case REPLACE -> {
                String pod = node.podOf(step.service());
                node.run("delete", "pod", pod, "--wait=true");
                await(step.toString())
                        .atMost(SOON)
                        .until(() -> !node.podOf(step.service()).isEmpty());
            }
        }
    }

    private static CommandRunner.Result succeeds(Supplier<CommandRunner.Result> command, Supplier<String> state) {
        CommandRunner.Result[] last = new CommandRunner.Result[1];
        try {
            await().atMost(SOON).pollInterval(Duration.ofSeconds(1)).until(() -> {
                last[0] = command.get();
                return last[0].exitCode() == 0;
            });
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(last[0] + "\n" + state.get(), e);
        }
        return last[0];
    }
}
