package dev.sild.cli.verbs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.cli.CommandRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which project a command line means, what commands do with it, and what a user without rights sees. */
class ProjectGrammarTest {
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

    private CommandRun sild(String... arguments) throws IOException {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(1, List.of("--kubeconfig", cluster.kubeconfig(folder).toString()));
        return CommandRun.of(folder, "", all.toArray(String[]::new));
    }

    /** Adds a component of a project, ready, with its pod. */
    private void add(String namespace, String project, String component, String image) {
        cluster.add("""
                apiVersion: apps/v1
                kind: Deployment
                metadata:
                  name: %3$s
                  namespace: %1$s
                  labels:
                    app.kubernetes.io/name: %3$s
                    app.kubernetes.io/instance: %2$s
                    app.kubernetes.io/managed-by: sild
                spec: {template: {spec: {containers: [{name: %3$s, image: "%4$s"}]}}}
                status:
                  observedGeneration: 1
                  replicas: 1
                  updatedReplicas: 1
                  readyReplicas: 1
                  availableReplicas: 1
                ---
                apiVersion: v1
                kind: Pod
                metadata:
                  name: %3$s-1
                  namespace: %1$s
                  labels: {app.kubernetes.io/name: %3$s, app.kubernetes.io/instance: %2$s}
                spec: {containers: [{name: %3$s, image: "%4$s"}]}
                status: {phase: Running, containerStatuses: [{name: %3$s, ready: true}]}
                """.formatted(namespace, project, component, image));
    }

    @ParameterizedTest
    @ValueSource(strings = {"blog", "project/blog", "projects/blog"})
    void oneOfSeveralProjectsIsNamed(String word) throws IOException {
        add("shop", "shop", "api", "api:1");
        add("shop", "blog", "site", "site:1");

        assertThat(sild("status", word).out()).startsWith("project/blog in shop: ready");
    }

    @Test
    void severalProjectsAreListedOrHaveToBeNamed() throws IOException {
        add("shop", "shop", "api", "api:1");
        add("shop", "blog", "site", "site:1");
        add("other", "wiki", "page", "page:1");

        CommandRun list = sild("status");
        CommandRun everywhere = sild("status", "-A");
        CommandRun unnamed = sild("restart", "--no-wait");
        CommandRun unknown = sild("restart", "shp", "--no-wait");

        assertThat(list.code()).as(list.err()).isZero();
        assertThat(list.out()).containsPattern("shop +project/blog +yes +1/1 ").doesNotContain("wiki");
        assertThat(everywhere.out()).containsPattern("other +project/wiki +yes +1/1 ");
        assertThat(unnamed.err()).contains("has several stacks or projects; name one of project/blog, project/shop");
        assertThat(unknown.err()).contains("has no stack or project 'shp'; it has project/blog, project/shop");
    }

    @ParameterizedTest
    @ValueSource(strings = {"backup", "backups", "restore", "rotate", "pause", "resume", "hibernate", "wake", "report"})
    void whatOnlyStacksHaveSaysSo(String verb) throws IOException {
        add("shop", "blog", "site", "site:1");

        CommandRun named = sild(verb, "blog");
        CommandRun unnamed = sild(verb);

        assertThat(named.code()).isEqualTo(1);
        assertThat(named.err())
                .contains("project/blog is a converted project, and '" + verb + "' is for stacks only")
                .isEqualTo(unnamed.err());
    }

    /** Adds a stack to whose status components have been written. */
    private void addStack(String name, String components) {
        cluster.define("sild.dev/v1alpha1").add("""
                apiVersion: sild.dev/v1alpha1
                kind: MicroserviceStack
                metadata: {name: %s}
                status: {components: [%s]}
                """.formatted(name, components));
    }

    @ParameterizedTest
    @ValueSource(strings = {"restart", "logs", "psql", "redis-cli", "mysql", "mongosh"})
    void aWordThatIsTheNameOfAProjectAndOfItsServiceIsRefused(String verb) throws IOException {
        add("shop", "blog", "blog", "blog:1");

        assertThat(sild(verb, "blog").err())
                .isEqualTo("sild: 'blog' is project/blog and a component of project/blog; write '" + verb
                        + " project/blog' or '" + verb + " project/blog blog'\n");
        assertThat(sild("status", "blog").out()).startsWith("project/blog in shop: ready");
        assertThat(sild("restart", "project/blog", "--no-wait").code()).isZero();
        assertThat(sild("restart", "blog", "blog", "--no-wait").code()).isZero();
    }

    @Test
    void whereTheNameCannotBeLeftOutTheWordIsTheName() throws IOException {
        add("shop", "blog", "blog", "blog:1");
        add("shop", "shop", "api", "api:1");

        assertThat(sild("restart", "blog", "--no-wait").code()).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"backup", "backups", "restore", "rotate"})
    void aWordThatIsAProjectAndADatabaseOfTheOnlyStackIsRefused(String verb) throws IOException {
        add("shop", "order", "site", "site:1");
        addStack("shop", "{name: order}, {name: order-database}");

        assertThat(sild(verb, "order").err())
                .isEqualTo("sild: 'order' is project/order and a component of MicroserviceStack/shop; write '" + verb
                        + " project/order' or '" + verb + " MicroserviceStack/shop order'\n");
        assertThat(sild(verb, "project/order").err()).contains("project/order is a converted project");
        assertThat(sild(verb, "MicroserviceStack/shop", "order").err()).doesNotContain("write '");
    }

    @Test
    void aCommandWithoutComponentsTakesTheWordForAName() throws IOException {
        add("shop", "order", "site", "site:1");
        addStack("shop", "{name: order}, {name: shop}");

        assertThat(sild("pause", "order").err()).contains("project/order is a converted project");
        assertThat(sild("pause", "shop", "--no-wait").err()).doesNotContain("write '");
        assertThat(sild("backup", "shop").err())
                .contains("'shop' is MicroserviceStack/shop and a component of MicroserviceStack/shop");
    }

    @Test
    void aRestartLeavesDatabasesAloneUnlessTheyAreNamed() throws IOException {
        add("shop", "shop", "api", "api:1");
        add("shop", "shop", "db", "postgres:17");
        add("shop", "shop", "cache", "docker.io/library/redis:7");

        CommandRun all = sild("restart", "--no-wait");
        CommandRun named = sild("restart", "shop", "db", "--no-wait");
        CommandRun wrong = sild("restart", "shop", "web", "--no-wait");

        assertThat(all.err()).isEqualTo("sild: project/shop: restarting api\n");
        assertThat(named.err()).isEqualTo("sild: project/shop: restarting db\n");
        assertThat(wrong.err()).contains("has no component 'web'; it has api, cache, db");
        assertThat(cluster.patches())
                .containsExactly(
                        "/apis/apps/v1/namespaces/shop/deployments/api",
                        "/apis/apps/v1/namespaces/shop/deployments/db");
    }

    @Test
    void logsAreThoseOfAService() throws IOException {
        add("shop", "shop", "api", "api:1");
        add("shop", "shop", "db", "postgres:17");
        cluster.log("api-1", "listening\n").log("db-1", "ready to accept connections\n");

        assertThat(sild("logs", "api").out()).isEqualTo("api-1 | listening\n");
        assertThat(sild("logs", "shop").out()).contains("api-1 | listening", "db-1  | ready to accept");
        assertThat(sild("logs", "shop", "web").err()).contains("has no pod of 'web'; it has pods of api, db");
    }

    @Test
    void projectsCompleteOnlyWhatServesThem() throws IOException {
        add("shop", "shop", "api", "api:1");
        add("shop", "blog", "site", "site:1");
        String kubeconfig = cluster.kubeconfig(folder).toString();

        assertThat(ClusterCompletion.of("status", List.of("--kubeconfig", kubeconfig, "")))
                .containsExactly("blog", "shop");
        assertThat(ClusterCompletion.of("logs", List.of("--kubeconfig", kubeconfig, "shop", "")))
                .containsExactly("api");
        assertThat(ClusterCompletion.of("backup", List.of("--kubeconfig", kubeconfig, "")))
                .isEmpty();
    }

    @Test
    void withoutRightsOrDefinitionsStacksAreNotMissed() throws IOException {
        add("shop", "shop", "api", "api:1");
        cluster.forbid("webstacks").forbid("microservicestacks").forbid("monitoringstacks");

        CommandRun undefined = sild("status");
        cluster.define("sild.dev/v1alpha1");
        CommandRun forbidden = sild("status");

        assertThat(undefined.err()).isEmpty();
        assertThat(undefined.code()).isZero();
        assertThat(forbidden.code()).isZero();
        assertThat(forbidden.err()).contains("cannot read webstacks: webstacks is forbidden: User \"eve\"");
    }

    @Test
    void theOnlyOneThatCanBeReadHasToBeNamedWhereItIsChanged() throws IOException {
        add("shop", "shop", "api", "api:1");
        cluster.forbid("webstacks").define("sild.dev/v1alpha1");

        assertThat(sild("restart").err())
                .contains("name the stack or project, such as project/shop: not all can be read");
    }

    @Test
    void whatCannotBeReadIsNamedAndNothingIsClaimedReady() throws IOException {
        add("shop", "shop", "api", "api:1");
        cluster.forbid("statefulsets").forbid("pods");

        CommandRun run = sild("status");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.out())
                .startsWith("project/shop in shop: unknown, since not all workloads can be read, 1/1 components\n")
                .contains("cannot read pods: pods is forbidden");
        assertThat(run.err()).contains("cannot read statefulsets: statefulsets is forbidden");
    }

    @Test
    void aUserWhoMayReadNothingIsToldWhy() throws IOException {
        add("shop", "shop", "api", "api:1");
        List.of("deployments", "statefulsets", "daemonsets", "cronjobs", "jobs").forEach(cluster::forbid);

        CommandRun run = sild("status");

        assertThat(run.code()).isEqualTo(1);
        assertThat(run.err())
                .contains(
                        "namespace shop has no stack and no converted project that you can read: deployments: ",
                        "jobs is forbidden: User \"eve\"");
    }

    @Test
    void anEmptyNamespaceSaysSo() throws IOException {
        assertThat(sild("status").err())
                .contains("namespace shop has no stack and no converted project; choose another with -n");
        assertThat(sild("pause").err()).contains("the cluster has no definitions of stacks; install the chart");
    }
}
