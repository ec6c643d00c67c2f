package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sild.chart.Chart;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * The operator of the previous release runs stacks of every kind and is replaced by this one, and this one by the
 * previous: each writes only what {@code sild diff -A} of its version lists before, and no pod is replaced but for
 * that.
 */
@Tag("upgrade")
@ExtendWith(ControlPlaneExtension.class)
class UpgradeTest {
    private static final String NAMESPACE = "upgrade";
    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** What the operator may always write: its lease, events, and the status of stacks. */
    private static final Set<String> ACCOUNTS = Set.of("leases.coordination.k8s.io", "events", "events.events.k8s.io");

    /**
     * A version of Sild.
     *
     * @param chart its chart
     * @param operator the jar of its operator
     * @param commandLine the jar of its command line
     */
    private record Version(Path chart, Path operator, Path commandLine) {}

    private final ControlPlane plane;
    private OperatorBench bench;
    private UpgradedStacks stacks;
    private Version previous;

    UpgradeTest(ControlPlane plane) {
        this.plane = plane;
    }

    @BeforeEach
    void runThePreviousRelease() {
        PreviousRelease release = PreviousRelease.built();
        previous = new Version(release.chart(), release.operator(), release.commandLine());
        stacks = UpgradedStacks.of(release.folder());
        bench = new OperatorBench(plane, NAMESPACE, previous.chart());
        bench.start(previous.operator());
        applyDeployment(previous.chart());
        bench.apply(stacks.resources());
        awaitReady();
        bench.atRest();
    }

    @AfterEach
    void leaveNothing() {
        if (bench != null) {
            bench.close();
        }
    }

    @Test
    void anUpgradeAndTheWayBackWriteOnlyWhatDiffListsBefore() {
        replaceBy(new Version(
                Chart.FOLDER,
                OperatorProcess.JAR,
                Path.of("target/sild-cli.jar").toAbsolutePath()));
        replaceBy(previous);
    }

    private void replaceBy(Version version) {
        ListedChanges listed = ListedChanges.of(diff(version.commandLine()));
        Map<String, JsonNode> before = objects();
        Map<String, String> pods = pods();

        bench.operator().close();
        AuditLog log = AuditLog.ofNow(plane, bench.account.name());
        bench.install(version.chart());
        bench.start(version.operator());
        applyDeployment(version.chart());
        awaitReady();
        bench.atRest();

        Map<String, JsonNode> after = objects();
        Set<String> writes = writes(log, before, after);
        System.out.println(writes.size() + " objects written; listed before: " + listed);
        if (version == previous) {
            listed.addConsequences(before, after);
        } else {
            assertThat(listed.objects()).as("what is listed and not done").isSubsetOf(writes);
        }
        assertThat(writes).as("writes of objects that are not listed").allMatch(listed::has);
        assertThat(listed.lacking(writes, before, after))
                .as("changes of fields that are not listed")
                .isEmpty();
        Map<String, String> podsAfter = pods();
        assertThat(pods.keySet().stream()
                        .filter(pod -> !podsAfter.containsKey(pod) && !listed.rolls(pods.get(pod)))
                        .toList())
                .as("pods that were replaced, of workloads for which that is not listed")
                .isEmpty();
    }

    /** Applies the operator's Deployment, which says what it may create; the operator itself is a process here. */
    private void applyDeployment(Path chart) {
        Map<String, Object> deployment =
                Chart.ofKind(bench.release(chart), "Deployment").get(0);
        StackFile.map(deployment.get("spec")).put("replicas", 0);
        bench.apply(deployment);
    }

    /** Returns once the operator leads, and has found all stacks ready. */
    private void awaitReady() {
        await("the operator leads and has looked at all stacks")
                .atMost(LIMIT)
                .pollInterval(Duration.ofSeconds(1))
                .untilAsserted(() -> {
                    assertThat(stacks.unready(plane, NAMESPACE)).isEmpty();
                    List<String> metrics = bench.operator()
                            .get("/q/metrics")
                            .lines()
                            .filter(line -> line.startsWith("sild_stacks{"))
                            .toList();
                    stacks.counts()
                            .forEach((kind, count) -> assertThat(metrics)
                                    .contains("sild_stacks{kind=\"" + kind + "\",state=\"ready\"} " + count + ".0"));
                });
    }

    private String diff(Path commandLine) {
        Command.Outcome diff = Command.run(
                commandLine.getParent(),
                Map.of(),
                "",
                Duration.ofMinutes(2),
                List.of(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-jar",
                        commandLine.toString(),
                        "diff",
                        "-A",
                        "--kubeconfig",
                        plane.kubeconfig().toString()));
        assertThat(diff.code()).as(diff.toString()).isIn(0, 1);
        return diff.out();
    }

    /** Returns the objects of all stacks, except for what schedules have started meanwhile. */
    private Map<String, JsonNode> objects() {
        Map<String, JsonNode> objects = new TreeMap<>();
        stacks.names().forEach(name -> objects.putAll(bench.objects(name)));
        objects.values()
                .removeIf(object ->
                        object.at("/metadata/ownerReferences/0/kind").asText().equals("CronJob"));
        return objects;
    }

    /** Returns the workload of each pod, by the pod's uid. */
    private Map<String, String> pods() {
        Map<String, String> pods = new TreeMap<>();
        bench.client
                .pods()
                .inNamespace(NAMESPACE)
                .list()
                .getItems()
                .forEach(pod -> pod.getMetadata()
                        .getOwnerReferences()
                        .forEach(owner -> pods.put(
                                pod.getMetadata().getUid(),
                                owner.getKind().equals("ReplicaSet")
                                        ? "Deployment/" + ListedChanges.withoutHash(owner.getName())
                                        : owner.getKind() + "/" + owner.getName())));
        return pods;
    }

    /** Returns what the operator wrote, but for what it may always write: the object or, without one, the request. */
    private Set<String> writes(AuditLog log, Map<String, JsonNode> before, Map<String, JsonNode> after) {
        Map<String, String> paths = new TreeMap<>();
        List.of(before, after).forEach(objects -> objects.forEach((name, object) -> paths.put(path(object), name)));
        return log.requests().stream()
                .filter(request -> request.writes()
                        && !ACCOUNTS.contains(request.resource())
                        && !request.resource().endsWith("stacks.sild.dev/status"))
                .map(request -> paths.getOrDefault(request.path().replaceFirst("\\?.*", ""), request.toString()))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private String path(JsonNode object) {
        return plane.client()
                        .path(
                                object.path("apiVersion").asText(),
                                object.path("kind").asText(),
                                NAMESPACE)
                + "/" + object.at("/metadata/name").asText();
    }
}
