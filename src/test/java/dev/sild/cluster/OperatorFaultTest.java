package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;

/**
 * Whatever goes wrong on the way, a stack ends as it should be: no password re-created, no claim lost, no object twice.
 */
@OnOperator(namespace = "fault", started = false)
@TestInstance(Lifecycle.PER_CLASS)
class OperatorFaultTest {
    private static final List<StackFile> KINDS = StackFile.all().toList();
    private static final Duration SOON = Duration.ofSeconds(60);
    /** The tests' lease lasts 6 s, and those who wait for it look every second. */
    private static final Duration LEASE = Duration.ofSeconds(6 + 1 + 5);

    /** The objects of a stack of each kind where nothing went wrong, without its name. */
    private final Map<StackFile, Set<String>> sound = new HashMap<>();

    private final OperatorBench bench;

    OperatorFaultTest(OperatorBench bench) {
        this.bench = bench;
    }

    @BeforeAll
    void makeWhereNothingGoesWrong() {
        bench.start();
        apply("sound");
        awaitReady("sound");
        KINDS.forEach(kind -> sound.put(kind, names(kind, "sound")));
        remove("sound");
        bench.operator().close();
    }

    @AfterEach
    void end() {
        if (bench.operator() != null) {
            bench.operator().close();
        }
    }

    @Test
    void killedInTheMidstOfItsWorkItIsDoneByTheNext() {
        Map<String, String> secrets = new TreeMap<>();
        for (int objects : new int[] {1, 4, 9, 15}) {
            bench.start();
            if (objects == 1) {
                apply("killed");
            }
            // In the midst of one of them; the others are not so far yet, or farther.
            StackFile one = KINDS.get(objects % KINDS.size());
            await().atMost(SOON)
                    .pollInterval(Duration.ofMillis(20))
                    .until(() -> bench.objects(one.stack("killed")).size() >= objects);
            bench.operator().kill();
            KINDS.forEach(kind ->
                    bench.objects(kind.stack("killed")).forEach((object, json) -> remember(secrets, object, json)));
        }

        bench.start();
        awaitReady("killed");

        assertSound("killed", secrets);
    }

    @Test
    void answersOfAServerInTroubleAreNotTheEnd() {
        try (FaultyProxy proxy = new FaultyProxy(bench.account.kubeconfig())) {
            AtomicInteger count = new AtomicInteger();
            int[] codes = {409, 429, 500, 503};
            // Of all that is written every third request fails, each time in another way.
            proxy.answer(line -> !line.startsWith("GET")
                            && !line.contains("/leases")
                            && !line.contains("selfsubject")
                            && count.incrementAndGet() % 3 == 0
                    ? Optional.of(codes[count.get() / 3 % codes.length])
                    : Optional.empty());
            try (OperatorProcess operator = OperatorProcess.start(proxy.kubeconfig(), bench.settings())) {
                apply("troubled");
                Map<String, String> secrets = new TreeMap<>();
                await("ready in spite of all")
                        .atMost(Duration.ofMinutes(2))
                        .pollInterval(Duration.ofMillis(500))
                        .until(() -> KINDS.stream().allMatch(kind -> {
                            bench.objects(kind.stack("troubled"))
                                    .forEach((object, json) -> remember(secrets, object, json));
                            return bench.condition(kind, kind.stack("troubled"), "Ready")
                                    .startsWith("True");
                        }));

                assertThat(proxy.answered()).as("faults").isGreaterThan(10 * KINDS.size());
                assertThat(operator.isAlive()).isTrue();
                assertSound("troubled", secrets);
            }
        }
    }

    @Test
    void watchesThatAreCutAreOpenedAgainAndMissNothing() {
        try (FaultyProxy proxy = new FaultyProxy(bench.account.kubeconfig());
                OperatorProcess operator = OperatorProcess.start(proxy.kubeconfig(), bench.settings())) {
            apply("cut");
            awaitReady("cut");
            Map<String, String> secrets = new TreeMap<>();
            KINDS.forEach(kind ->
                    bench.objects(kind.stack("cut")).forEach((object, json) -> remember(secrets, object, json)));
            for (int i = 0; i < 3; i++) {
                // Nobody watches while they go.
                assertThat(proxy.cutWatches()).isPositive();
                for (StackFile kind : KINDS) {
                    String workload = bench.first(kind.stack("cut"), "Deployment");
                    bench.plane.kubectl("delete", workload, "-n", "fault").require();
                    await("made anew")
                            .atMost(SOON)
                            .until(() -> bench.objects(kind.stack("cut")).containsKey(workload));
                }
            }
            awaitReady("cut");
            assertSound("cut", secrets);
            assertThat(operator.isAlive()).isTrue();
        }
    }

    @Test
    void leadershipPassesWithinTheLeaseWhenTheLeaderIsKilledOrAskedToGo() {
        try (OperatorProcess first = OperatorProcess.start(bench.account.kubeconfig(), bench.settings())) {
            KINDS.forEach(kind -> bench.apply(kind.smallest(kind.stack("led"))));
            awaitReady("led");
            try (OperatorProcess second = OperatorProcess.start(bench.account.kubeconfig(), bench.settings())) {
                first.kill();
                Instant killed = Instant.now();
                scale(3);
                assertThat(Duration.between(killed, Instant.now()))
                        .as("after kill -9")
                        .isLessThan(LEASE);

                try (OperatorProcess third = OperatorProcess.start(bench.account.kubeconfig(), bench.settings())) {
                    second.terminate();
                    Instant asked = Instant.now();
                    second.awaitEnd(LEASE);
                    scale(4);
                    assertThat(Duration.between(asked, Instant.now()))
                            .as("after SIGTERM")
                            .isLessThan(LEASE);
                    assertThat(third.isAlive()).isTrue();
                }
                remove("led");
            }
        }
    }

    /** Asks for something and waits until somebody has done it: a workload's environment gets a new value. */
    private void scale(int value) {
        Map<StackFile, Map<String, String>> before = new LinkedHashMap<>();
        KINDS.forEach(kind -> before.put(kind, OperatorBench.versions(bench.objects(kind.stack("led")))));
        KINDS.forEach(kind -> bench.patchSpec(kind, kind.stack("led"), kind.touch(value)));
        await("somebody leads")
                .atMost(SOON)
                .pollInterval(Duration.ofMillis(100))
                .until(() -> KINDS.stream()
                        .noneMatch(kind -> OperatorBench.versions(bench.objects(kind.stack("led")))
                                .equals(before.get(kind))));
    }

    private static void remember(Map<String, String> secrets, String name, JsonNode object) {
        if (name.startsWith("Secret/")) {
            String data = object.path("metadata").path("uid") + " " + object.path("data");
            assertThat(secrets.getOrDefault(name, data))
                    .as("%s stays what it was at first", name)
                    .isEqualTo(data);
            secrets.put(name, data);
        }
    }

    /** The objects are those that the same stacks have where nothing went wrong. */
    private void assertSound(String title, Map<String, String> secrets) {
        assertThat(secrets).isNotEmpty();
        Set<String> kept = new TreeSet<>(secrets.keySet());
        for (StackFile kind : KINDS) {
            Map<String, JsonNode> objects = bench.objects(kind.stack(title));
            objects.forEach((object, json) -> remember(secrets, object, json));
            kept.removeAll(objects.keySet());
            assertThat(names(kind, title)).containsExactlyInAnyOrderElementsOf(sound.get(kind));
        }
        assertThat(kept).as("secrets that are gone").isEmpty();
        remove(title);
    }

    private Set<String> names(StackFile kind, String title) {
        return bench.objects(kind.stack(title)).keySet().stream()
                .map(object -> object.replace(kind.stack(title), "<stack>"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private void remove(String title) {
        KINDS.forEach(kind -> bench.remove(kind, kind.stack(title)));
    }

    private void apply(String title) {
        KINDS.forEach(kind -> bench.apply(kind.named(kind.stack(title))));
    }

    private void awaitReady(String title) {
        KINDS.forEach(kind -> bench.awaitReady(kind, kind.stack(title)));
    }
}
