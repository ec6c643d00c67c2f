package dev.sild.cluster;

import dev.sild.Tree;
import dev.sild.chart.Chart;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.yaml.snakeyaml.Yaml;

/**
 * The operator's service account as the chart makes it, with the rights that the chart gives it and no other.
 *
 * @param name what RBAC knows it by
 * @param kubeconfig a file that lets its bearer in as this account
 * @param client who asks as this account
 */
record ChartAccount(String name, Path kubeconfig, ApiClient client) {
    private static final Set<String> RIGHTS = Set.of(
            "ServiceAccount", "Role", "RoleBinding", "ClusterRole", "ClusterRoleBinding", "CustomResourceDefinition");

    /**
     * Applies what of the chart concerns rights, and the definitions of our kinds.
     *
     * @param namespace where the chart is released; it is made, as are those that the values want to be watched
     * @param values of the chart, as YAML
     */
    static ChartAccount make(ControlPlane plane, String namespace, String values) {
        return make(plane, namespace, Chart.render(namespace, values));
    }

    /**
     * Does the same for a release that is rendered already.
     *
     * @param release the objects of the chart
     */
    static ChartAccount make(ControlPlane plane, String namespace, List<Map<String, Object>> release) {
        List<Map<String, Object>> objects = release.stream()
                .filter(object -> RIGHTS.contains(Tree.text(object, "kind")))
                .toList();
        objects.stream()
                .map(object -> Tree.text(object, "metadata", "namespace"))
                .filter(name -> !name.isEmpty())
                .distinct()
                .forEach(name -> plane.makeNamespace(name, ""));
        plane.kubectlWithInput(new Yaml().dumpAll(objects.iterator()), "apply", "--server-side", "-f", "-")
                .require();
        plane.kubectl(
                        "wait",
                        "--for=condition=Established",
                        "--timeout=30s",
                        "crd",
                        "-l",
                        "app.kubernetes.io/part-of=sild")
                .require();
        String account = Tree.text(Chart.ofKind(objects, "ServiceAccount").get(0), "metadata", "name");
        String token = plane.kubectl("create", "token", account, "-n", namespace, "--duration=24h")
                .require()
                .strip();
        return new ChartAccount(
                "system:serviceaccount:" + namespace + ":" + account,
                kubeconfig(plane, namespace, token),
                plane.client(token));
    }

    /** Beside the administrator's, whose paths are relative to it. */
    static Path kubeconfig(ControlPlane plane, String namespace, String token) {
        Path file = plane.kubeconfig().resolveSibling("kubeconfig-of-" + namespace);
        try {
            String admin = Files.readString(plane.kubeconfig());
            return Files.writeString(file, admin.replaceAll("\\btoken: [^}\\s]+", "token: " + token));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
