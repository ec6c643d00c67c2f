package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * The operator with a thousand stacks, on a control plane of its own without nodes: how long it takes beside a bare
 * loop that applies the same objects, and what it costs. It prints the table for {@code docs/measurements.md}.
 */
@Tag("scale")
class OperatorScaleTest {
    private static final int NAMESPACES = Integer.getInteger("scale.namespaces", 50);
    private static final int WEB_STACKS = Integer.getInteger("scale.web", 1000);
    private static final int MICROSERVICE_STACKS = Integer.getInteger("scale.microservices", 0);
    private static final int MONITORING_STACKS = Integer.getInteger("scale.monitoring", 0);
    private static final int EDITS = 400;
    /** The chart's limit. */
    private static final long LIMIT = 512;

    private static final Duration LONG = Duration.ofMinutes(60);
    private static final Duration QUIET = Duration.ofSeconds(30);

    private final Map<String, Integer> counts = new LinkedHashMap<>();
    private final Map<String, String> results = new LinkedHashMap<>();
    private final int stacks = WEB_STACKS + MICROSERVICE_STACKS + MONITORING_STACKS;

    OperatorScaleTest() {
        counts.put("web-stack", WEB_STACKS);
        counts.put("microservices", MICROSERVICE_STACKS);
        counts.put("monitoring", MONITORING_STACKS);
    }

    @Test
    void aThousandStacksStayWithinTheChartsLimits() throws IOException {
        try {
            Duration bare = bareLoop();
            withOperator(bare);
        } finally {
            StringBuilder table = new StringBuilder("| measured | result |\n| --- | --- |\n");
            results.forEach((name, result) -> table.append("| %s | %s |\n".formatted(name, result)));
            System.out.println(table);
            Files.writeString(Path.of("target", "operator-scale.md"), table);
        }
    }

    private static KubernetesClient client(Path kubeconfig) {
        Config config = Config.fromKubeconfig(kubeconfig.toFile());
        config.setRequestTimeout((int) Duration.ofMinutes(2).toMillis());
        return new KubernetesClientBuilder()
                .withConfig(config)
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build();
    }

    private static void makeNamespaces(ControlPlane plane) {
        for (int i = 0; i < NAMESPACES; i++) {
            plane.makeNamespace("ns-" + i, "");
        }
    }

    private Duration bareLoop() {
        try (ControlPlane plane = ControlPlane.start(ControlPlane.binaries().orElseThrow());
                KubernetesClient client = client(plane.kubeconfig());
                Kubelet kubelet = Kubelet.ofAllNamespaces(client)) {
            plane.defineTheKinds();
            makeNamespaces(plane);
            Instant start = Instant.now();
            new ScaledStacks(client, NAMESPACES, counts).applyWithObjects();
            Duration applied = Duration.between(start, Instant.now());
            await("all workloads are ready")
                    .atMost(LONG)
                    .pollInterval(Duration.ofSeconds(1))
                    .until(() -> unready(client) == 0);
            Duration ready = Duration.between(start, Instant.now());
            results.put(
                    "objects", String.valueOf(new DriftStorm(client).children().size()));
            results.put("bare loop, applied", seconds(applied));
            results.put("bare loop, workloads ready", seconds(ready));
            return ready;
        }
    }

    private static long unready(KubernetesClient client) {
        return client.apps().deployments().inAnyNamespace().list().getItems().stream()
                        .filter(one -> !one.getSpec()
                                .getReplicas()
                                .equals(one.getStatus().getReadyReplicas()))
                        .count()
                + client.apps().statefulSets().inAnyNamespace().list().getItems().stream()
                        .filter(one -> !one.getSpec()
                                .getReplicas()
                                .equals(one.getStatus().getReadyReplicas()))
                        .count();
    }

    private void withOperator(Duration bare) {
        try (ControlPlane plane = ControlPlane.start(ControlPlane.binaries().orElseThrow());
                KubernetesClient client = client(plane.kubeconfig());
                Kubelet kubelet = Kubelet.ofAllNamespaces(client)) {
            ChartAccount account = ChartAccount.make(plane, "sild", "watch: {allNamespaces: true}");
            makeNamespaces(plane);
            try (MeasuredOperator operator = MeasuredOperator.launch(account, "sild")) {
                operator.awaitReady();
                long heap = operator.heapAfterCollection();
                comeUp(client, operator, bare);
                memory(operator, heap);
                rest(plane, account, operator);
                edits(client);
                storm(plane, account, client);
            }
            restart(plane, account);
            if (WEB_STACKS > 0) {
                handOver(account, client);
            }
        }
    }

    private void comeUp(KubernetesClient client, MeasuredOperator operator, Duration bare) {
        Instant start = Instant.now();
        new ScaledStacks(client, NAMESPACES, counts).apply();
        awaitReady(operator, LONG);
        Duration ready = Duration.between(start, Instant.now());
        results.put("operator, stacks ready", seconds(ready));
        results.put("ratio", "%.2f".formatted((double) ready.toMillis() / bare.toMillis()));
        results.put("processor time of the operator, s", String.valueOf(operator.processorTime() / 1000));
    }

    private void awaitReady(MeasuredOperator operator, Duration limit) {
        await("all stacks are ready")
                .atMost(limit)
                .pollInterval(Duration.ofMillis(500))
                .until(() -> operator.ready() == stacks);
    }

    private void memory(MeasuredOperator operator, long without) {
        long heap = operator.heapAfterCollection();
        results.put("heap without stacks, after a collection, MB", String.valueOf(without >> 20));
        results.put("heap after a collection, MB", String.valueOf(heap >> 20));
        results.put("heap a stack, KB", String.valueOf((heap - without) / stacks >> 10));
        results.put("peak memory of the process, MB", String.valueOf(operator.peak()));
        results.put("threads", String.valueOf(operator.threads()));
        assertThat(operator.peak()).as("megabytes").isLessThan(LIMIT);
    }

    private void edits(KubernetesClient client) {
        if (WEB_STACKS > 0) {
            StackEdits edits = new StackEdits(client, NAMESPACES);
            edits.make(EDITS, WEB_STACKS);
            edits.putInto(results);
        }
    }

    private void rest(ControlPlane plane, ChartAccount account, MeasuredOperator operator) {
        awaitReady(operator, Duration.ofMinutes(5));
        AuditLog log = AuditLog.atRest(plane, account.name(), Duration.ofMinutes(5));
        long before = operator.processorTime();
        pause(QUIET);
        results.put(
                "processor time at rest, ms a minute",
                String.valueOf((operator.processorTime() - before) * 60 / QUIET.toSeconds()));
        long requests = log.requests().stream()
                .filter(request -> !request.isOfTheLease() && !request.verb().equals("watch"))
                .count();
        results.put("requests in " + QUIET.toSeconds() + " s of rest", String.valueOf(requests));
        assertThat(requests).as("requests at rest").isZero();
    }

    private void storm(ControlPlane plane, ChartAccount account, KubernetesClient client) {
        DriftStorm storm = new DriftStorm(client);
        AuditLog log = AuditLog.ofNow(plane, account.name());
        Instant start = Instant.now();
        int hit = storm.strike();
        results.put(
                "objects changed by somebody at once",
                hit + " within " + seconds(Duration.between(start, Instant.now())));
        storm.awaitEnd(LONG);
        results.put("all corrected after", seconds(Duration.between(start, Instant.now())));
        AuditLog.atRest(plane, account.name(), Duration.ofMinutes(5));
        long writes = log.requests().stream()
                .filter(request -> request.writes() && !request.isOfTheLease())
                .filter(request -> !request.resource().startsWith("events")
                        && !request.resource().endsWith("/status"))
                .count();
        results.put("writes for it", String.valueOf(writes));
        assertThat(writes).as("writes").isEqualTo(hit);
    }

    private void restart(ControlPlane plane, ChartAccount account) {
        AuditLog log = AuditLog.ofNow(plane, account.name());
        try (MeasuredOperator operator = MeasuredOperator.launch(account, "sild")) {
            awaitReady(operator, LONG);
            results.put("restart, all stacks seen after", seconds(operator.sinceStart()));
            long writes = log.requests().stream()
                    .filter(request -> request.writes() && !request.isOfTheLease())
                    .count();
            results.put("restart, requests", String.valueOf(log.requests().size()));
            results.put("restart, writes", String.valueOf(writes));
            results.put("restart, peak memory of the process, MB", String.valueOf(operator.peak()));
            assertThat(writes).as("writes of a restart").isZero();
            assertThat(operator.peak()).as("megabytes").isLessThan(LIMIT);
        }
    }

    private void handOver(ChartAccount account, KubernetesClient client) {
        try (MeasuredOperator leader = MeasuredOperator.launch(account, "sild")) {
            awaitReady(leader, LONG);
            try (MeasuredOperator standby = MeasuredOperator.launch(account, "sild")) {
                standby.awaitReady();
                Instant start = Instant.now();
                leader.process().terminate();
                leader.process().awaitEnd(Duration.ofSeconds(60));
                StackEdits edits = new StackEdits(client, NAMESPACES);
                edits.edit(0, 5);
                edits.await(0, 5, 120);
                results.put(
                        "leader ended, edit applied by the other after",
                        seconds(Duration.between(start, Instant.now())));
            }
        }
    }

    private static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static String seconds(Duration time) {
        return "%.1f s".formatted(time.toMillis() / 1000.0);
    }
}
