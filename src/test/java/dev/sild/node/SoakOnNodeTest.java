package dev.sild.node;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sild.cli.CommandRun;
import dev.sild.node.Disturbance.Interruption;
import dev.sild.podman.CommandRunner;
import dev.sild.podman.PodmanMachine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.AutoClose;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * A WebStack gets requests for a long time, while about everything around it is killed and its spec and passwords
 * change, one thing after the other. Writes what happened to {@code target/soak.md}.
 *
 * <p>{@code -Dsoak.minutes} says how long, 30 by default. {@code -Dsild.node.kill=COMMAND} names a command that kills
 * on the node what its last argument names, with SIGKILL: {@code kubelet} or {@code kube-apiserver}, which it starts
 * again if nobody else does, or the first program of the container with that id. Without it these are left alone.
 */
@OnNode
@Tag("soak")
class SoakOnNodeTest {
    private static final Duration LENGTH = Duration.ofMinutes(Integer.getInteger("soak.minutes", 30));
    private static final String KILL = System.getProperty("sild.node.kill", "");
    private static final int PER_SECOND = Integer.getInteger("soak.rate", 50);
    private static final Duration LIMIT = Duration.ofSeconds(240);
    /** A stack that was ready for this long has settled: whatever was done has been seen. */
    private static final Duration CALM = Duration.ofSeconds(8);

    @AutoClose
    private static PodmanMachine podman;

    private final List<Disturbance> disturbances = new ArrayList<>();
    private final List<Disturbance> undone = new ArrayList<>();
    private Shop shop;
    private Operators operators;
    private ConditionLog conditions;
    private int round;

    /** Something to do to the stack, and what may fail meanwhile. */
    private record Deed(String name, Interruption interruption, Runnable action) {}

    @BeforeAll
    static void makeTheImages() throws IOException {
        podman = PodmanMachine.start();
        Shop.makeTheImages(podman);
    }

    @BeforeEach
    void startTheStack() {
        shop = new Shop(podman, "sild-soak");
        operators = new Operators(shop.node);
        shop.create();
        conditions = new ConditionLog(shop.node.namespace(), "shop");
    }

    @AfterEach
    void stop() {
        if (operators != null) {
            operators.close();
        }
        if (conditions != null) {
            conditions.close();
        }
        if (shop != null) {
            shop.close();
        }
    }

    @Test
    void noAcknowledgedWriteIsLostAndOnlyWhatIsDocumentedIsInterrupted() throws IOException {
        awaitCalm();
        Load load = Load.start(shop.node, Shop.API, "shop-proxy", 80, PER_SECOND);
        // Only from here on are changes to be explained: a new stack becomes ready step by step.
        Instant start = Instant.now();
        Instant end = start.plus(LENGTH);
        List<Deed> deeds = deeds();
        SoakReport report;
        try {
            for (int next = 0; Instant.now().isBefore(end); next++) {
                round = next;
                disturb(deeds.get(next % deeds.size()));
            }
        } finally {
            report = report(load.stop(), start);
            Files.writeString(Path.of("target", "soak.md"), report.text());
        }
        assertThat(report.answers()).as("requests").hasSizeGreaterThan((int) (LENGTH.toSeconds() * PER_SECOND * 0.9));
        assertThat(report.violations()).as(report.text()).isEmpty();
    }

    private SoakReport report(List<Load.Answer> answers, Instant start) {
        List<ConditionLog.Change> changes = conditions.changes().stream()
                .filter(change -> change.at().isAfter(start))
                .toList();
        return new SoakReport(disturbances, answers, changes, rows(), undone);
    }

    private List<Deed> deeds() {
        List<Deed> deeds = new ArrayList<>(List.of(
                new Deed("the leading operator is killed", Interruption.NONE, operators::killTheLeader),
                new Deed("the api gets another variable", Interruption.NONE, this::editTheApi),
                new Deed("a pod of the api is deleted", Interruption.NONE, () -> delete("api")),
                new Deed("a pod of the database is deleted", Interruption.DATA, () -> delete("database")),
                new Deed(
                        "the password of the database is rotated", Interruption.DATA, () -> sild("rotate", "database")),
                new Deed("the leading operator hangs for 40 s", Interruption.NONE, operators::hangTheLeader),
                new Deed("a pod of the proxy is deleted", Interruption.NONE, () -> delete("proxy")),
                new Deed("the proxy gets another timeout", Interruption.NONE, this::editTheProxy),
                new Deed("a pod of the cache is deleted", Interruption.DATA, () -> delete("cache")),
                new Deed("a backup is made and restored", Interruption.DATA, this::backUpAndRestore),
                new Deed("the api is scaled by somebody else", Interruption.NONE, this::scaleBehindItsBack),
                new Deed("the password of the cache is rotated", Interruption.DATA, () -> sild("rotate", "cache")),
                new Deed("the database gets other resources", Interruption.DATA, this::editTheDatabase),
                new Deed("the api has three pods, then two", Interruption.NONE, this::scale)));
        if (!KILL.isBlank()) {
            deeds.addAll(
                    2,
                    List.of(
                            new Deed("the kubelet is killed", Interruption.NONE, () -> killOnTheNode("kubelet")),
                            new Deed(
                                    "the API server is killed",
                                    Interruption.NONE,
                                    () -> killOnTheNode("kube-apiserver")),
                            new Deed("a container of the api is killed", Interruption.NONE, () -> kill("api")),
                            new Deed("the database is killed", Interruption.DATA, () -> kill("database")),
                            new Deed("the cache is killed", Interruption.DATA, () -> kill("cache"))));
        }
        return deeds;
    }

    private void disturb(Deed deed) {
        operators.restartEnded();
        Instant start = Instant.now();
        deed.action().run();
        // Time to notice it.
        pause(CALM);
        awaitCalm();
        disturbances.add(new Disturbance(deed.name(), deed.interruption(), start, Instant.now()));
        System.err.printf("%s: settled after %s%n", deed.name(), Duration.between(start, Instant.now()));
        // A time in which nothing may happen.
        pause(Duration.ofSeconds(10));
    }

    private void editTheApi() {
        shop.patch("{\"api\":{\"env\":[{\"name\":\"ROUND\",\"value\":\"%d\"}]}}".formatted(round));
        awaitChange();
    }

    private void editTheProxy() {
        shop.patch("{\"proxy\":{\"readTimeoutSeconds\":%d}}".formatted(60 + round));
        awaitChange();
    }

    private void editTheDatabase() {
        shop.patch("{\"database\":{\"resources\":{\"requests\":{\"cpu\":\"%dm\"}}}}".formatted(10 + round));
        awaitChange();
    }

    private void scale() {
        shop.patch("{\"api\":{\"replicas\":3}}");
        awaitChange();
        awaitCalm();
        shop.patch("{\"api\":{\"replicas\":2}}");
        awaitChange();
    }

    private void scaleBehindItsBack() {
        shop.node.run("scale", "deployment/shop-api", "--replicas=1");
        await("the operator scales it back")
                .atMost(LIMIT)
                .until(() -> shop.node
                        .run("get", "deployment/shop-api", "-o", "jsonpath={.spec.replicas}")
                        .equals("2"));
    }

    /** Waits until the operator has seen the last change of the spec. */
    private void awaitChange() {
        await("the operator sees the change").atMost(LIMIT).until(() -> {
            String[] generations = shop.node
                    .run("get", "webstack/shop", "-o", "jsonpath={.metadata.generation} {.status.observedGeneration}")
                    .split(" ");
            return generations.length == 2 && generations[0].equals(generations[1]);
        });
    }

    private void backUpAndRestore() {
        Instant start = Instant.now();
        sild("backup");
        sild("restore", "--yes");
        undone.add(new Disturbance("restored", Interruption.DATA, start, Instant.now()));
    }

    private void sild(String... words) {
        CommandRun run = shop.node.sild(words);
        assertThat(run.code()).as(run.out() + run.err()).isZero();
    }

    private void delete(String component) {
        shop.node.run("delete", "pod", shop.node.podOf(component), "--wait=true");
    }

    /** Kills the first program of a container, as the kernel does when there is no memory left. */
    private void kill(String component) {
        String id = shop.node.run("get", "pod", shop.node.podOf(component), "-o", """
                jsonpath={.status.containerStatuses[?(@.name=="%s")].containerID}""".formatted(component));
        killOnTheNode(id.substring(id.indexOf("://") + 3));
    }

    private static void killOnTheNode(String program) {
        List<String> command = new ArrayList<>(List.of(KILL.trim().split("\\s+")));
        command.add(program);
        CommandRunner.run(Path.of("/tmp"), Map.of(), LIMIT, command).orFail();
    }

    private void awaitCalm() {
        await("the stack is ready and stays so").atMost(LIMIT).until(() -> {
            operators.restartEnded();
            return conditions.readyFor(CALM);
        });
    }

    /** Returns how many rows each visit has. */
    private Map<Long, Integer> rows() {
        Map<Long, Integer> rows = new HashMap<>();
        shop.psql("select number, count(*) from visits group by number").lines().forEach(line -> {
            String[] parts = line.split("\\|");
            rows.put(Long.parseLong(parts[0]), Integer.parseInt(parts[1]));
        });
        return rows;
    }

    private static void pause(Duration duration) {
        try {
            Thread.sleep(duration.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
