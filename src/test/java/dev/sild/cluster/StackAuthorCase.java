package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sild.kinds.Kind;
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

/** The operator, and a user who may edit stacks in one namespace and nothing else. */
abstract class StackAuthorCase {
    static final String NAMESPACE = "authors";
    static final String OTHER = "authors-other";
    final ControlPlane plane;
    ApiClient author;
    KubernetesClient client;
    Children children;
    References references;

    StackAuthorCase(ControlPlane plane) {
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

    /**
     * No workload of the namespace that the operator made mounts a folder of the node, is privileged or shares its
     * names.
     */
    void noPodReachesItsNode() {
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

    ApiClient.Answer create(String kind, String plural, String name, String spec, String metadata) {
        return author.create("/apis/sild.dev/v1alpha1/namespaces/" + NAMESPACE + "/" + plural, """
        {"apiVersion": "sild.dev/v1alpha1", "kind": "%s", "metadata": {"name": "%s"%s}, "spec": %s}
        """.formatted(
                        kind, name, metadata, spec));
    }

    /** Has the operator look at a stack, with the settings that it has by default, and returns the stack. */
    <R extends CustomResource<?, ?>> JsonNode look(Kind<R> kind, String plural, String name) {
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

    JsonNode get(String apiVersion, String kind, String name) {
        return plane.client()
                .get(plane.client().path(apiVersion, kind, NAMESPACE) + "/" + name)
                .require()
                .json();
    }

    List<String> names(String apiVersion, String kind) {
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
