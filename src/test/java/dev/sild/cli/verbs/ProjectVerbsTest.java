package dev.sild.cli.verbs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.chart.Chart;
import dev.sild.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands about converted projects, in a cluster that knows no stacks. */
class ProjectVerbsTest {
    private static final String COMPOSE = """
            name: shop
            services:
              api: {image: "registry.example.com/api:1.0", ports: ["3000"]}
              db:
                image: postgres:17
                environment: {POSTGRES_PASSWORD: correct-horse}
                volumes: ["data:/var/lib/postgresql/data"]
            volumes: {data: }
            """;
    private static final String READY =
            "{observedGeneration: 1, replicas: 1, updatedReplicas: 1, readyReplicas: 1, availableReplicas: 1}";
    private static final String WAITING =
            "{observedGeneration: 1, replicas: 1, updatedReplicas: 1, readyReplicas: 0, availableReplicas: 0}";

    private StubCluster cluster;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        cluster = new StubCluster();
    }

    @AfterEach
    void stop() {
        cluster.close();
    }

    private String converted(String compose, String... options) throws IOException {
        Files.writeString(folder.resolve("compose.yaml"), compose);
        List<String> arguments = new ArrayList<>(List.of("convert"));
        arguments.addAll(List.of(options));
        CommandRun run = CommandRun.of(folder, "", arguments.toArray(String[]::new));
        assertThat(run.code()).as(run.err()).isZero();
        return run.out();
    }

    private static String pod(String component, String name, String image, String state) {
        return """
                apiVersion: v1
                kind: Pod
                metadata:
                  name: %2$s
                  labels: {app.kubernetes.io/name: %1$s, app.kubernetes.io/instance: shop}
                spec:
                  containers:
                  - name: %1$s
                    image: %3$s
                status:
                  phase: Running
                  containerStatuses:
                  - name: %1$s
                    %4$s
                """.formatted(component, name, image, state);
    }

    private static String running(String component, String image) {
        return pod(component, component + "-1", image, "ready: true");
    }

    private CommandRun sild(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(1, List.of("--kubeconfig", cluster.kubeconfig(folder).toString()));
        return CommandRun.of(folder, "", all.toArray(String[]::new));
    }

    private void run() throws IOException {
        cluster.add(converted(COMPOSE))
                .status("Deployment", "api", READY)
                .status("Deployment", "db", READY)
                .add(running("api", "registry.example.com/api:1.0"))
                .add(running("db", "postgres:17"));
    }

    @Test
    void aReadyProjectIsOnOneScreen() throws IOException {
        run();

        CommandRun run = sild("status");

        assertThat(run.code()).as(run.err()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.out())
                .startsWith("project/shop in shop: ready, 2/2 components\n")
                .containsPattern("api +1/1 +registry.example.com/api:1.0 +ready")
                .containsPattern("db-1 +1/1 +Running")
                .contains("volume: shop-data, 1Gi, Pending")
                .doesNotContain("correct-horse");
    }

    @Test
    void aBrokenImageIsTheCauseInTheFirstThreeLines() throws IOException {
        cluster.add(converted(COMPOSE))
                .status("Deployment", "api", WAITING)
                .status("Deployment", "db", READY)
                .add(running("db", "postgres:17"))
                .add(pod("api", "api-1", "registry.example.com/api:1.0", """
                    state: {waiting: {reason: ImagePullBackOff, message: "Back-off \\e[2J: no such host"}}"""));

        CommandRun run = sild("status", "shop");

        assertThat(run.code()).as(run.err()).isEqualTo(1);
        assertThat(run.out().lines().limit(3))
                .containsExactly(
                        "project/shop in shop: not ready, 1/2 components",
                        "  Pod/api-1: ImagePullBackOff: Back-off \\u001b[2J: no such host",
                        "    -> correct the registry's name in the image: the nodes' name server does not know it");
        assertThat(run.out()).doesNotContain("\u001b");
    }

    /** Older versions gave workloads such labels. */
    @Test
    void labelsOfUsersDoNotRenameTheServiceOfAWorkload() throws IOException {
        cluster.add(converted(COMPOSE).replace("  name: api\n  labels:\n", """
                          name: api
                          labels:
                            app.kubernetes.io/component: front
                            app.kubernetes.io/part-of: shop
                        """))
                .status("Deployment", "api", WAITING)
                .status("Deployment", "db", READY)
                .add(running("db", "postgres:17"))
                .add(pod("api", "api-1", "registry.example.com/api:1.0", """
                    state: {waiting: {reason: ImagePullBackOff, message: "no such host"}}"""))
                .log("api-1", "listening\n");

        assertThat(sild("status").out())
                .contains("Pod/api-1: ImagePullBackOff: no such host")
                .containsPattern("api +0/1 +registry.example.com/api:1.0 +ImagePullBackOff");
        assertThat(sild("logs", "api").out()).isEqualTo("api-1 | listening\n");
        assertThat(sild("restart", "shop", "api", "--no-wait").err()).isEqualTo("sild: project/shop: restarting api\n");
    }

    @Test
    void servicesThatShareAPodAreNamedLikeOthers() throws IOException {
        cluster.add(converted("""
                        name: shop
                        services:
                          tunnel: {image: "tunnel:1"}
                          db: {image: "postgres:17", network_mode: "service:tunnel"}
                        """)).status("Deployment", "tunnel", READY).add(running("tunnel", "tunnel:1"));
        String kubeconfig = cluster.kubeconfig(folder).toString();

        assertThat(ClusterCompletion.of("restart", List.of("--kubeconfig", kubeconfig, "shop", "")))
                .containsExactly("db", "tunnel");
        assertThat(sild("restart", "db", "--no-wait").err()).isEqualTo("sild: project/shop: restarting tunnel\n");
        assertThat(sild("restart", "shop", "web", "--no-wait").err()).contains("no component 'web'");
    }

    @Test
    void objectsOfStacksAndOfOtherChartsAreNoProject() throws IOException {
        run();
        cluster.add("""
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: shop-api
                  labels:
                    app.kubernetes.io/name: webstack
                    app.kubernetes.io/instance: shop
                    app.kubernetes.io/component: api
                    app.kubernetes.io/part-of: shop
                    app.kubernetes.io/managed-by: sild
                spec: {template: {metadata: {labels: {app.kubernetes.io/part-of: shop}}}}
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: owned
                  labels: {app.kubernetes.io/instance: owned, app.kubernetes.io/managed-by: sild}
                  ownerReferences: [{apiVersion: sild.dev/v1alpha1, kind: WebStack, name: owned, uid: u}]
                ---
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: grafana
                  labels:
                    app.kubernetes.io/name: grafana
                    app.kubernetes.io/instance: metrics
                    app.kubernetes.io/managed-by: Helm
                ---
                apiVersion: v1
                kind: Pod
                metadata:
                  name: shop-redis-0
                  labels:
                    app.kubernetes.io/name: redis
                    app.kubernetes.io/instance: shop
                    app.kubernetes.io/component: master
                spec: {containers: [{name: redis, image: redis}]}
                """);

        CommandRun run = sild("status");

        assertThat(run.out())
                .as(run.err())
                .startsWith("project/shop in shop: ready, 2/2 components\n")
                .doesNotContain("shop-api", "owned", "grafana", "shop-redis-0");
    }

    @Test
    void aReleaseOfAConvertedChartIsAProject() throws IOException {
        converted(COMPOSE, "--layout", "chart", "-o", "chart");
        Path chart = folder.resolve("chart");
        cluster.add(Chart.templateOfAnyCluster(chart, "staging", List.of(chart.resolve("secrets.values.yaml"))))
                .status("Deployment", "api", READY)
                .status("Deployment", "db", READY);

        CommandRun run = sild("status");

        assertThat(run.code()).as(run.out()).isZero();
        assertThat(run.out())
                .startsWith("project/staging in shop: ready, 2/2 components\n")
                .containsPattern("api +1/1 +registry.example.com/api:1.0 +ready")
                .contains("volume: shop-data, 1Gi, Pending")
                .doesNotContain("shop-test", "correct-horse");
    }

    @Test
    void jobsThatFailAndSchedulesAreOnTheScreen() throws IOException {
        cluster.add("""
                apiVersion: batch/v1
                kind: Job
                metadata:
                  name: migrate
                  labels: &labels
                    app.kubernetes.io/name: migrate
                    app.kubernetes.io/instance: shop
                    app.kubernetes.io/managed-by: sild
                spec: {template: {spec: {containers: [{name: migrate, image: "api:1"}]}}}
                status: {startTime: "2026-11-30T10:00:00Z"}
                ---
                apiVersion: v1
                kind: Pod
                metadata:
                  name: migrate-x
                  labels: {app.kubernetes.io/name: migrate, app.kubernetes.io/instance: shop, job-name: migrate}
                  ownerReferences: [{apiVersion: batch/v1, kind: Job, name: migrate, uid: u}]
                spec: {containers: [{name: migrate, image: "api:1"}]}
                status:
                  phase: Pending
                  containerStatuses:
                  - {name: migrate, state: {waiting: {reason: ErrImagePull, message: "api:1: not found"}}}
                ---
                apiVersion: batch/v1
                kind: CronJob
                metadata:
                  name: nightly
                  labels:
                    app.kubernetes.io/name: nightly
                    app.kubernetes.io/instance: shop
                    app.kubernetes.io/managed-by: sild
                spec: {schedule: "0 3 * * *"}
                status: {lastSuccessfulTime: "2026-11-30T03:00:10Z"}
                ---
                apiVersion: batch/v1
                kind: Job
                metadata:
                  name: nightly-1
                  labels:
                    app.kubernetes.io/name: nightly
                    app.kubernetes.io/instance: shop
                    app.kubernetes.io/managed-by: sild
                  ownerReferences: [{apiVersion: batch/v1, kind: CronJob, name: nightly, uid: c, controller: true}]
                status:
                  conditions: [{type: Failed, status: "True", lastTransitionTime: "2026-11-29T03:00:00Z"}]
                """);

        CommandRun run = sild("status");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .startsWith(
                        "project/shop in shop: not ready, 1/2 components\n  Pod/migrate-x: ErrImagePull: api:1: not found\n")
                .containsPattern("migrate +- +api:1 +ErrImagePull")
                .containsPattern("nightly +- +- +scheduled")
                .contains("schedule: nightly: last success 2026-11-30T03:00:10Z")
                .doesNotContain("Job/nightly-1: the Job failed");
    }
}
