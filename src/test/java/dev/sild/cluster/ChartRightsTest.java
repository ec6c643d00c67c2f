package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sild.schema.Crd;
import dev.sild.schema.Crds;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the operator's service account may do, asked of the API server with the account's own token. */
@OnControlPlane
class ChartRightsTest {
    private static final List<Crd> KINDS = Crds.ofSild().all();
    private static final Duration AUTHORIZED = Duration.ofSeconds(60);

    private final ControlPlane plane;

    ChartRightsTest(ControlPlane plane) {
        this.plane = plane;
    }

    @Test
    void whoWatchesOneNamespaceHasNoRightInAnother() {
        plane.makeNamespace("rights-other", "");
        ChartAccount account = ChartAccount.make(plane, "rights-one", "watch: {namespaces: [rights-team]}");

        eventually(account, "patch", "deployments.apps", "rights-team", true);
        for (String verb : List.of("get", "list", "watch", "create", "patch", "delete")) {
            assertThat(may(account, verb, "secrets", "rights-team")).as(verb).isTrue();
            assertThat(may(account, verb, "secrets", "rights-other")).as(verb).isFalse();
            assertThat(may(account, verb, "secrets", "rights-one"))
                    .as(verb + " where it runs itself")
                    .isFalse();
            assertThat(may(account, verb, "secrets", "kube-system")).as(verb).isFalse();
        }
        for (Crd kind : KINDS) {
            assertThat(may(account, "list", kind.name(), "rights-team"))
                    .as(kind.kind())
                    .isTrue();
            assertThat(may(account, "list", kind.name(), "rights-other"))
                    .as(kind.kind())
                    .isFalse();
            assertThat(may(account, "list", kind.name(), ""))
                    .as(kind.kind() + " in all namespaces")
                    .isFalse();
        }
    }

    @Test
    void whoWatchesAllNamespacesMayKeepStacksAndNothingMore() {
        ChartAccount account = ChartAccount.make(plane, "rights-all", "watch: {allNamespaces: true}");

        eventually(account, "patch", "deployments.apps", "kube-public", true);
        for (Crd kind : KINDS) {
            assertThat(may(account, "list", kind.name(), "")).as(kind.kind()).isTrue();
            assertThat(may(account, "patch", kind.plural() + "/status." + kind.group(), "default"))
                    .as(kind.kind())
                    .isTrue();
        }
        for (String verb : List.of("create", "patch", "update", "delete")) {
            for (Crd kind : KINDS) {
                assertThat(may(account, verb, kind.name(), "default"))
                        .as("%s a %s", verb, kind.kind())
                        .isFalse();
            }
            assertThat(may(account, verb, "nodes", "")).as("%s a node", verb).isFalse();
            assertThat(may(account, verb, "namespaces", ""))
                    .as("%s a namespace", verb)
                    .isFalse();
            assertThat(may(account, verb, "clusterroles.rbac.authorization.k8s.io", ""))
                    .as("%s a role", verb)
                    .isFalse();
            assertThat(may(account, verb, "customresourcedefinitions.apiextensions.k8s.io", ""))
                    .as(verb)
                    .isFalse();
            assertThat(may(account, verb, "pods", "default"))
                    .as("%s a pod", verb)
                    .isFalse();
        }
        assertThat(may(account, "create", "pods/exec", "default")).isFalse();
        assertThat(may(account, "create", "serviceaccounts/token", "default")).isFalse();
        assertThat(may(account, "impersonate", "users", "")).isFalse();
        for (String verb : List.of("escalate", "bind", "update")) {
            assertThat(may(account, verb, "roles.rbac.authorization.k8s.io", "default"))
                    .as("%s a role", verb)
                    .isFalse();
            assertThat(may(account, verb, "rolebindings.rbac.authorization.k8s.io", "default"))
                    .as(verb)
                    .isFalse();
        }
        assertThat(gives(account, "pods", "watch"))
                .as("to give away what it has")
                .isEmpty();
        assertThat(gives(account, "pods", "delete"))
                .as("to give away what it has not")
                .contains("attempting to grant RBAC permissions");
        assertThat(may(account, "update", "deployments.apps", "default")).isFalse();
        assertThat(may(account, "deletecollection", "secrets", "default")).isFalse();
    }

    @Test
    void itsLeaseIsTheOnlyOneThatItMayTake() {
        ChartAccount account = ChartAccount.make(plane, "rights-lease", "watch: {namespaces: [rights-lease-team]}");

        eventually(account, "create", "leases.coordination.k8s.io", "rights-lease", true);
        assertThat(may(account, "update", "leases.coordination.k8s.io:sild", "rights-lease"))
                .isTrue();
        assertThat(may(account, "update", "leases.coordination.k8s.io:another", "rights-lease"))
                .isFalse();
        assertThat(may(account, "create", "leases.coordination.k8s.io", "rights-lease-team"))
                .isFalse();
        assertThat(may(account, "get", "leases.coordination.k8s.io:kube-controller-manager", "kube-system"))
                .isFalse();
    }

    @Test
    void peopleWithKubernetesOwnRolesMayDoSoWithStacks() {
        ChartAccount.make(plane, "rights-people", "");
        for (String role : List.of("view", "edit", "admin")) {
            plane.kubectl(
                            "create",
                            "rolebinding",
                            role,
                            "-n",
                            "rights-people",
                            "--clusterrole=" + role,
                            "--user=" + role)
                    .require();
        }

        for (Crd kind : KINDS) {
            await().atMost(AUTHORIZED).untilAsserted(() -> {
                assertThat(mayPerson("admin", "delete", kind)).isTrue();
                assertThat(mayPerson("edit", "create", kind)).isTrue();
                assertThat(mayPerson("edit", "list", kind)).isTrue();
                assertThat(mayPerson("view", "list", kind)).isTrue();
            });
            assertThat(mayPerson("view", "create", kind)).isFalse();
            assertThat(mayPerson("nobody", "list", kind)).isFalse();
        }
    }

    /** Returns what the server says when the account makes a Role; nothing where it lets it. */
    private String gives(ChartAccount account, String resource, String verb) {
        return plane.kubectl(
                        "create",
                        "role",
                        "given",
                        "--kubeconfig=" + account.kubeconfig(),
                        "-n",
                        "default",
                        "--dry-run=server",
                        "--resource=" + resource,
                        "--verb=" + verb)
                .err();
    }

    private boolean mayPerson(String user, String verb, Crd kind) {
        return isAllowed(plane.client(), "SubjectAccessReview", """
        {"user": "%s", "groups": ["system:authenticated"], "resourceAttributes":
          {"verb": "%s", "group": "%s", "resource": "%s", "namespace": "rights-people"}}
        """.formatted(user, verb, kind.group(), kind.plural()));
    }

    private void eventually(ChartAccount account, String verb, String resource, String namespace, boolean expected) {
        await().atMost(AUTHORIZED).until(() -> may(account, verb, resource, namespace) == expected);
    }

    /**
     * Asks as the account; in all namespaces where {@code namespace} is empty.
     *
     * @param resource such as {@code pods/exec}, {@code deployments.apps} or, of one object,
     *     {@code leases.coordination.k8s.io:name}
     */
    private boolean may(ChartAccount account, String verb, String resource, String namespace) {
        String[] object = resource.split(":", 2);
        String[] group = object[0].split("\\.", 2);
        String[] sub = group[0].split("/", 2);
        return isAllowed(account.client(), "SelfSubjectAccessReview", """
        {"resourceAttributes":
          {"verb": "%s", "group": "%s", "resource": "%s", "subresource": "%s", "name": "%s", "namespace": "%s"}}
        """.formatted(
                        verb, last(group), sub[0], last(sub), last(object), namespace));
    }

    private static boolean isAllowed(ApiClient client, String kind, String spec) {
        return client.create(client.path("authorization.k8s.io/v1", kind, ""), "{\"spec\": " + spec + "}")
                .require()
                .json()
                .path("status")
                .path("allowed")
                .asBoolean();
    }

    private static String last(String[] parts) {
        return parts.length > 1 ? parts[1] : "";
    }
}
