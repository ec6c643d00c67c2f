package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What the operator's service account may do, asked of the API server with the account's own token. */
@OnControlPlane
class ChartRightsTest {
  private static final Duration AUTHORIZED = Duration.ofSeconds(10);

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
      assertThat(may(account, verb, "secrets", "rights-one")).as(verb + " where it runs itself").isFalse();
      assertThat(may(account, verb, "secrets", "kube-system")).as(verb).isFalse();
    }
    assertThat(may(account, "list", "webstacks.sild.dev", "rights-other")).isFalse();
    assertThat(may(account, "list", "webstacks.sild.dev", "")).as("in all namespaces").isFalse();
  }

  @Test
  void whoWatchesAllNamespacesMayKeepStacksAndNothingMore() {
    ChartAccount account = ChartAccount.make(plane, "rights-all", "watch: {namespaces: []}");

    eventually(account, "patch", "deployments.apps", "kube-public", true);
    assertThat(may(account, "list", "webstacks.sild.dev", "")).isTrue();
    assertThat(may(account, "patch", "webstacks/status.sild.dev", "default")).isTrue();
    for (String verb : List.of("create", "patch", "update", "delete")) {
      assertThat(may(account, verb, "webstacks.sild.dev", "default")).as("%s a stack", verb).isFalse();
      assertThat(may(account, verb, "nodes", "")).as("%s a node", verb).isFalse();
      assertThat(may(account, verb, "namespaces", "")).as("%s a namespace", verb).isFalse();
      assertThat(may(account, verb, "clusterroles.rbac.authorization.k8s.io", "")).as("%s a role", verb).isFalse();
      assertThat(may(account, verb, "customresourcedefinitions.apiextensions.k8s.io", "")).as(verb).isFalse();
      assertThat(may(account, verb, "pods", "default")).as("%s a pod", verb).isFalse();
    }
    assertThat(may(account, "create", "pods/exec", "default")).isFalse();
    assertThat(may(account, "create", "serviceaccounts/token", "default")).isFalse();
    assertThat(may(account, "impersonate", "users", "")).isFalse();
    for (String verb : List.of("escalate", "bind", "update")) {
      assertThat(may(account, verb, "roles.rbac.authorization.k8s.io", "default")).as("%s a role", verb).isFalse();
      assertThat(may(account, verb, "rolebindings.rbac.authorization.k8s.io", "default")).as(verb).isFalse();
    }
    assertThat(gives(account, "pods", "watch")).as("to give away what it has").isEmpty();
    assertThat(gives(account, "pods", "delete")).as("to give away what it has not").contains("attempting to grant RBAC permissions");
    assertThat(may(account, "update", "deployments.apps", "default")).isFalse();
    assertThat(may(account, "deletecollection", "secrets", "default")).isFalse();
  }

  @Test
  void itsLeaseIsTheOnlyOneThatItMayTake() {
    ChartAccount account = ChartAccount.make(plane, "rights-lease", "watch: {namespaces: [rights-lease-team]}");

    eventually(account, "create", "leases.coordination.k8s.io", "rights-lease", true);
    assertThat(may(account, "update", "leases.coordination.k8s.io:sild", "rights-lease")).isTrue();
    assertThat(may(account, "update", "leases.coordination.k8s.io:another", "rights-lease")).isFalse();
    assertThat(may(account, "create", "leases.coordination.k8s.io", "rights-lease-team")).isFalse();
    assertThat(may(account, "get", "leases.coordination.k8s.io:kube-controller-manager", "kube-system")).isFalse();
  }

  @Test
  void peopleWithKubernetesOwnRolesMayDoSoWithStacks() {
    ChartAccount.make(plane, "rights-people", "");
    for (String role : List.of("view", "edit", "admin")) {
      plane.kubectl("create", "rolebinding", role, "-n", "rights-people", "--clusterrole=" + role, "--user=" + role)
          .require();
    }

    await().atMost(AUTHORIZED).untilAsserted(() -> {
      assertThat(mayPerson("admin", "delete")).isTrue();
      assertThat(mayPerson("edit", "create")).isTrue();
      assertThat(mayPerson("edit", "list")).isTrue();
      assertThat(mayPerson("view", "list")).isTrue();
    });
    assertThat(mayPerson("view", "create")).isFalse();
    assertThat(mayPerson("nobody", "list")).isFalse();
  }

  /** Returns what the server says when the account makes a Role; nothing where it lets it. */
  private String gives(ChartAccount account, String resource, String verb) {
    return plane.kubectl("create", "role", "given", "--kubeconfig=" + account.kubeconfig(), "-n", "default", "--dry-run=server",
        "--resource=" + resource, "--verb=" + verb).err();
  }

  private boolean mayPerson(String user, String verb) {
    return plane.kubectl("auth", "can-i", verb, "webstacks.sild.dev", "-n", "rights-people", "--as=" + user)
        .succeeded();
  }

  private void eventually(ChartAccount account, String verb, String resource, String namespace, boolean expected) {
    await().atMost(AUTHORIZED).until(() -> may(account, verb, resource, namespace) == expected);
  }

  /**
   * Asks as the account; in all namespaces where {@code namespace} is empty.
   *
   * @param resource such as {@code pods/exec}, {@code deployments.apps} or, of one object, {@code
   *     leases.coordination.k8s.io:name}
   */
  private boolean may(ChartAccount account, String verb, String resource, String namespace) {
    String[] object = resource.split(":", 2);
    String[] group = object[0].split("\\.", 2);
    String[] sub = group[0].split("/", 2);
    String review = """
        {"apiVersion": "authorization.k8s.io/v1", "kind": "SelfSubjectAccessReview", "spec": {"resourceAttributes":
          {"verb": "%s", "group": "%s", "resource": "%s", "subresource": "%s", "name": "%s", "namespace": "%s"}}}
        """.formatted(verb, last(group), sub[0], last(sub), last(object), namespace);
    // The later kubeconfig is the one that counts.
    return plane.kubectlWithInput(review, "create", "--kubeconfig=" + account.kubeconfig(), "--validate=false", "-f", "-",
        "-o", "jsonpath={.status.allowed}").require().equals("true");
  }

  private static String last(String[] parts) {
    return parts.length > 1 ? parts[1] : "";
  }
}
