package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sild.kinds.Kind;
import dev.sild.kinds.Kinds;
import dev.sild.operator.ListedKind;
import dev.sild.operator.SettingsReader;
import dev.sild.operator.engine.Reconciliation;
import dev.sild.operator.engine.observe.Capabilities;
import dev.sild.operator.engine.observe.Children;
import dev.sild.operator.engine.observe.Cluster;
import dev.sild.operator.engine.observe.References;
import dev.sild.operator.engine.state.ChildKind;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.CustomResource;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What someone who may edit the stacks of one namespace, and nothing else, gets done by the operator, which has the
 * rights that the chart gives it and the chart's default settings.
 */
@OnControlPlane
class StackAuthorTest {
    private static final String NAMESPACE = "authors";
    private static final String OTHER = "authors-other";

    private final ControlPlane plane;
    private ApiClient author;
    private KubernetesClient client;
    private Children children;
    private References references;

    StackAuthorTest(ControlPlane plane) {
        this.plane = plane;
    }

    @BeforeEach
    void open() {
        ChartAccount account = ChartAccount.make(plane, "authors-operator", "watch: {namespaces: [" + NAMESPACE + "]}");
        plane.makeNamespace(OTHER, "");
        plane.makeAccount("author", NAMESPACE);
        plane.kubectlWithInput("""
        apiVersion: rbac.authorization.k8s.io/v1
        kind: Role
        metadata: {name: author}
        rules: [{apiGroups: [sild.dev], resources: ['*'], verbs: [get, list, watch, create, update, patch, delete]}]
        ---
        apiVersion: rbac.authorization.k8s.io/v1
        kind: RoleBinding
        metadata: {name: author}
        roleRef: {apiGroup: rbac.authorization.k8s.io, kind: Role, name: author}
        subjects: [{kind: ServiceAccount, name: author, namespace: authors}]
        """, "apply", "-n", NAMESPACE, "-f", "-").require();
        author = plane.client(plane.kubectl("create", "token", "author", "-n", NAMESPACE)
                .require()
                .strip());
        client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(account.kubeconfig().toFile()))
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build();
        children = new Children(client, Set.of(NAMESPACE), Clock.systemUTC());
        children.watch(Arrays.stream(ChildKind.values())
                .filter(kind -> kind.capability().isEmpty())
                .toList());
        references = new References(client);
    }

    @AfterEach
    void close() {
        references.close();
        children.close();
        client.close();
    }

    @Test
    void theAuthorMayDoNothingButEditStacks() {
        for (String path : List.of(
                "/api/v1/namespaces/authors/secrets",
                "/api/v1/namespaces/authors/pods",
                "/apis/apps/v1/namespaces/authors/deployments",
                "/apis/sild.dev/v1alpha1/namespaces/authors-other/webstacks")) {
            assertThat(author.get(path).code()).as(path).isEqualTo(403);
        }
        assertThat(author.get("/apis/sild.dev/v1alpha1/namespaces/authors/webstacks")
                        .code())
                .isEqualTo(200);
    }

    @Test
    void whatTheSchemaRefusesIsNeverSeenByTheOperator() {
        for (String spec : List.of(
                "{\"api\": {\"image\": \"a:1\", \"secretEnv\": [{\"name\": \"A\", \"secretName\": \"authors-other/key\", \"key\": \"k\"}]}}",
                "{\"api\": {\"image\": \"a:1\", \"mounts\": [{\"path\": \"/host\", \"hostPath\": \"/\"}]}}",
                "{\"api\": {\"image\": \"a:1\", \"securityContext\": {\"privileged\": true}}}",
                "{\"api\": {\"image\": \"a:1\", \"hostNetwork\": true}}",
                "{\"api\": {\"image\": \"a:1\", \"labels\": {\"app.kubernetes.io/instance\": \"other\"}}}",
                "{\"api\": {\"image\": \"a:1\", \"labels\": {\"network.sild.dev/back\": \"true\"}}}")) {
            assertThat(create("WebStack", "webstacks", "refused", spec, "").code())
                    .as(spec)
                    .isIn(400, 422);
        }
        for (String field :
                List.of("\"image\": \"evil:1\"", "\"args\": [\"a\"]", "\"env\": [{\"name\": \"LD_PRELOAD\"}]")) {
            assertThat(create("MonitoringStack", "monitoringstacks", "refused", "{\"cadvisor\": {" + field + "}}", "")
                            .code())
                    .as(field)
                    .isEqualTo(400);
        }
    }

    @Test
    void aMonitoringStackGetsNoFolderOfANode() {
        create("MonitoringStack", "monitoringstacks", "watch", "{\"cadvisor\": {\"enabled\": true}}", "")
                .require();

        JsonNode stack = look(Kinds.MONITORING_STACK, "monitoringstacks", "watch");

        assertThat(OperatorBench.condition(stack, "Ready"))
                .startsWith("False NotAllowed")
                .contains("monitoring.cadvisor.namespaces");
        assertThat(names("apps/v1", "Deployment")).as("the rest runs").contains("watch-logs");
        assertThat(names("apps/v1", "DaemonSet")).isEmpty();
        noPodReachesItsNode();
    }

    @Test
    void aPowerfulServiceAccountIsNotTheAuthorsToUse() {
        plane.makeAccount("powerful", NAMESPACE);
        create(
                        "WebStack",
                        "webstacks",
                        "robber",
                        "{\"api\": {\"image\": \"a:1\", \"serviceAccountName\": \"powerful\", \"automountServiceAccountToken\": true}}",
                        "")
                .require();

        assertThat(OperatorBench.condition(look(Kinds.WEB_STACK, "webstacks", "robber"), "Ready"))
                .startsWith("False NotAllowed")
                .contains("authors/powerful", "stacks.serviceAccounts");
        assertThat(names("apps/v1", "Deployment")).noneMatch(name -> name.startsWith("robber-"));
    }

    @Test
    void aSnippetForASharedProxyIsNotWritten() {
        create(
                        "WebStack",
                        "webstacks",
                        "snippet",
                        "{\"api\": {\"image\": \"a:1\"}, \"exposure\": {\"type\": \"Ingress\","
                                + " \"annotations\": {\"nginx.ingress.kubernetes.io/server-snippet\": \"return 200;\"}}}",
                        "")
                .require();

        assertThat(OperatorBench.condition(look(Kinds.WEB_STACK, "webstacks", "snippet"), "Ready"))
                .startsWith("False NotAllowed")
                .contains("server-snippet");
        assertThat(names("networking.k8s.io/v1", "Ingress")).isEmpty();
    }

    @Test
    void anObjectOfSomebodyElseIsNotChangedByAnAnnotationOfTheStack() {
        plane.kubectlWithInput("""
        apiVersion: apps/v1
        kind: Deployment
        metadata: {name: taker-api}
        spec:
          selector: {matchLabels: {app: theirs}}
          template:
            metadata: {labels: {app: theirs}}
            spec:
              serviceAccountName: default
              containers: [{name: api, image: "theirs:1", securityContext: {privileged: true}, volumeMounts: [{name: node, mountPath: /node}]}]
              volumes: [{name: node, hostPath: {path: /}}]
        """, "apply", "-n", NAMESPACE, "-f", "-").require();
        String before = generationAndSpec("taker-api");

        create(
                        "WebStack",
                        "webstacks",
                        "taker",
                        "{\"api\": {\"image\": \"evil:1\"}}",
                        ", \"annotations\": {\"sild.dev/adopt\": \"*\"}")
                .require();

        assertThat(OperatorBench.condition(look(Kinds.WEB_STACK, "webstacks", "taker"), "Ready"))
                .startsWith("False Conflict")
                .contains("Deployment/taker-api", "sild.dev/adoptable-by");
        assertThat(generationAndSpec("taker-api")).isEqualTo(before);
        plane.kubectl("delete", "deployment", "taker-api", "-n", NAMESPACE).require();
    }

    @Test
    void theObjectsOfAnotherStackAreNotTakenByAStackWhoseNamesAreTheSame() {
        create("WebStack", "webstacks", "a-b", "{\"api\": {\"image\": \"victim:1\"}}", "")
                .require();
        look(Kinds.WEB_STACK, "webstacks", "a-b");
        String before = generationAndSpec("a-b-api");
        // The service b-api of the stack a has the name of the component api of the stack a-b.
        create(
                        "MicroserviceStack",
                        "microservicestacks",
                        "a",
                        "{\"services\": [{\"name\": \"b-api\", \"image\": \"evil:1\"}], \"gateway\": {\"routes\": [{\"path\": \"/\", \"service\": \"b-api\"}]}}",
                        ", \"annotations\": {\"sild.dev/adopt\": \"*\"}")
                .require();

        assertThat(OperatorBench.condition(look(Kinds.MICROSERVICE_STACK, "microservicestacks", "a"), "Ready"))
                .startsWith("False Conflict")
                .contains("WebStack/a-b");
        assertThat(generationAndSpec("a-b-api")).isEqualTo(before);
    }

    @Test
    void ownersThatTheAuthorNamesAreNotInheritedAndNothingIsMadeElsewhere() {
        create(
                        "WebStack",
                        "webstacks",
                        "owned",
                        "{\"api\": {\"image\": \"a:1\"}}",
                        ", \"ownerReferences\": [{\"apiVersion\": \"v1\","
                                + " \"kind\": \"ConfigMap\", \"name\": \"kube-root-ca.crt\", \"uid\": \""
                                + uidOfTheCertificates() + "\"}]")
                .require();

        JsonNode stack = look(Kinds.WEB_STACK, "webstacks", "owned");

        JsonNode deployment = get("apps/v1", "Deployment", "owned-api");
        assertThat(deployment.at("/metadata/ownerReferences")).hasSize(1);
        assertThat(deployment.at("/metadata/ownerReferences/0/uid").asText())
                .isEqualTo(stack.at("/metadata/uid").asText());
        noPodReachesItsNode();
        assertThat(plane.client()
                        .get("/apis/apps/v1/namespaces/" + OTHER + "/deployments")
                        .require()
                        .json()
                        .path("items"))
                .isEmpty();
    }

    private String uidOfTheCertificates() {
        return plane.kubectl("get", "configmap", "kube-root-ca.crt", "-n", NAMESPACE, "-o", "jsonpath={.metadata.uid}")
                .require();
    }

    /**
     * No workload of the namespace that the operator made mounts a folder of the node, is privileged or shares its
     * names.
     */
    private void noPodReachesItsNode() {
        for (String kind : List.of("Deployment", "StatefulSet", "DaemonSet")) {
            plane.client()
                    .get(plane.client().path("apps/v1", kind, NAMESPACE)
                            + "?labelSelector=app.kubernetes.io%2Fmanaged-by%3Dsild")
                    .require()
                    .json()
                    .path("items")
                    .forEach(workload -> assertThat(
                                    workload.at("/spec/template/spec").toString())
                            .doesNotContain("hostPath", "\"privileged\":true", "hostNetwork\":true", "hostPID\":true"));
        }
    }

    private ApiClient.Answer create(String kind, String plural, String name, String spec, String metadata) {
        return author.create("/apis/sild.dev/v1alpha1/namespaces/" + NAMESPACE + "/" + plural, """
        {"apiVersion": "sild.dev/v1alpha1", "kind": "%s", "metadata": {"name": "%s"%s}, "spec": %s}
        """.formatted(
                        kind, name, metadata, spec));
    }

    /** Has the operator look at a stack, with the settings that it has by default, and returns the stack. */
    private <R extends CustomResource<?, ?>> JsonNode look(Kind<R> kind, String plural, String name) {
        Reconciliation<R> reconciliation = new Reconciliation<>(
                new ListedKind<>(kind, SettingsReader.permissions(Map.of())),
                new Cluster(client),
                children,
                references,
                new Capabilities(client, Set.of(NAMESPACE), Clock.systemUTC()),
                Clock.systemUTC(),
                new SplittableRandom(1));
        for (int i = 0; i < 3; i++) {
            reconciliation.reconcile(client.resources(kind.type())
                    .inNamespace(NAMESPACE)
                    .withName(name)
                    .get());
        }
        return author.get("/apis/sild.dev/v1alpha1/namespaces/" + NAMESPACE + "/" + plural + "/" + name)
                .require()
                .json();
    }

    private JsonNode get(String apiVersion, String kind, String name) {
        return plane.client()
                .get(plane.client().path(apiVersion, kind, NAMESPACE) + "/" + name)
                .require()
                .json();
    }

    private String generationAndSpec(String deployment) {
        JsonNode object = get("apps/v1", "Deployment", deployment);
        return object.at("/metadata/generation") + " " + object.path("spec");
    }

    private List<String> names(String apiVersion, String kind) {
        List<String> names = new ArrayList<>();
        plane.client()
                .get(plane.client().path(apiVersion, kind, NAMESPACE))
                .require()
                .json()
                .path("items")
                .forEach(item -> names.add(item.at("/metadata/name").asText()));
        return names;
    }
}
