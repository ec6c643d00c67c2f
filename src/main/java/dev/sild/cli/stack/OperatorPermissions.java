package dev.sild.cli.stack;

import dev.sild.stacks.shared.Permissions;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.EnvVar;
import io.fabric8.kubernetes.api.model.apps.Deployment;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What the operators of a cluster are allowed to create, as the chart's values have it: read from the variables of
 * their Deployments, as far as it decides which objects a stack has.
 */
public final class OperatorPermissions {
    private static final String NAMESPACES = "QUARKUS_OPERATOR_SDK_NAMESPACES";
    private static final String CADVISOR_NAMESPACES = "SILD_MONITORING_CADVISOR_NAMESPACES";
    private static final String CADVISOR_IMAGE = "SILD_MONITORING_CADVISOR_IMAGE";
    private static final String CADVISOR_ARGS = "SILD_MONITORING_CADVISOR_ARGS";
    private static final String CLUSTER_WIDE = "SILD_MONITORING_CLUSTER_WIDE";
    private static final String API_SERVER = "SILD_STACKS_API_SERVER";

    private final List<Map<String, String>> operators;

    private OperatorPermissions(List<Deployment> deployments) {
        operators = deployments.stream().map(OperatorPermissions::variables).toList();
    }

    /** Reads those of a cluster; none where the user may not read them. */
    public static OperatorPermissions of(KubernetesClient client) {
        try {
            return new OperatorPermissions(client.apps()
                    .deployments()
                    .inAnyNamespace()
                    .withLabel("app.kubernetes.io/part-of", "sild")
                    .withLabel("app.kubernetes.io/component", "operator")
                    .list()
                    .getItems());
        } catch (KubernetesClientException refused) {
            return new OperatorPermissions(List.of());
        }
    }

    static OperatorPermissions of(List<Deployment> deployments) {
        return new OperatorPermissions(deployments);
    }

    /** Whether no operator is known. */
    public boolean isEmpty() {
        return operators.isEmpty();
    }

    /** Returns what the operator of a namespace may create; empty where no operator is known that watches it. */
    public Optional<Permissions> in(String namespace) {
        return operators.stream()
                .filter(variables -> !variables.containsKey(NAMESPACES)
                        || list(variables, NAMESPACES).contains(namespace))
                .findFirst()
                .map(variables -> new Permissions(
                        new Permissions.Cadvisor(
                                list(variables, CADVISOR_NAMESPACES),
                                variables.getOrDefault(CADVISOR_IMAGE, Permissions.Cadvisor.DEFAULT_IMAGE),
                                list(variables, CADVISOR_ARGS)),
                        Permissions.UNRESTRICTED.refusedAnnotations(),
                        Permissions.UNRESTRICTED.allowedAnnotations(),
                        Permissions.UNRESTRICTED.serviceAccounts(),
                        list(variables, API_SERVER),
                        list(variables, CLUSTER_WIDE)));
    }

    private static Map<String, String> variables(Deployment deployment) {
        return deployment.getSpec().getTemplate().getSpec().getContainers().stream()
                .map(Container::getEnv)
                .flatMap(List::stream)
                .filter(variable -> variable.getValue() != null)
                .collect(Collectors.toMap(EnvVar::getName, EnvVar::getValue, (first, last) -> last));
    }

    /** Takes a list apart at its commas, except for those behind a backslash. */
    private static List<String> list(Map<String, String> variables, String name) {
        List<String> items = new ArrayList<>();
        StringBuilder item = new StringBuilder();
        String text = variables.getOrDefault(name, "");
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character == '\\' && i + 1 < text.length()) {
                i++;
                item.append(text.charAt(i));
            } else if (character == ',') {
                items.add(item.toString());
                item.setLength(0);
            } else {
                item.append(character);
            }
        }
        items.add(item.toString());
        items.removeIf(String::isEmpty);
        return items;
    }
}
