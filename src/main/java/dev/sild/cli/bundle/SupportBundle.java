package dev.sild.cli.bundle;

import dev.sild.cli.options.CommandShape;
import dev.sild.cli.stack.LiveStack;
import dev.sild.cli.status.ApplicationState;
import dev.sild.cli.status.StatusText;
import dev.sild.kubernetes.objects.Labels;
import dev.sild.operator.engine.state.ChildKind;
import dev.sild.operator.engine.state.OwnerMarks;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Reads all that helps to find out why a stack does not work, as files without secrets. */
public final class SupportBundle {
    private static final int LINES = 500;
    private static final String OPERATOR = "sild";
    /** Keys of Secrets that hold what is found everywhere and is no secret. */
    private static final Set<String> NAMES = Set.of(
            "host", "port", "user", "username", "name", "database", "dbname", "namespace", "ca.crt", "tls.crt", "type");

    private final KubernetesClient client;
    private final Map<String, String> files = new TreeMap<>();
    private final List<String> missing = new ArrayList<>();
    private BundleRedaction redaction = new BundleRedaction(Map.of());

    private SupportBundle(KubernetesClient client) {
        this.client = client;
    }

    /** Returns the texts of a bundle by the names of its files. */
    public static Map<String, String> of(KubernetesClient client, LiveStack stack, ApplicationState state) {
        SupportBundle bundle = new SupportBundle(client);
        bundle.read(stack, state);
        return bundle.files;
    }

    private void read(LiveStack stack, ApplicationState state) {
        redaction = new BundleRedaction(secrets(stack.namespace()));
        put("stack.yaml", yaml(stack.resource()));
        for (ChildKind kind : ChildKind.values()) {
            attempt(
                    kind.plural(),
                    () -> client.genericKubernetesResources(kind.context())
                            .inNamespace(stack.namespace())
                            .withLabel(Labels.MANAGED_BY, OwnerMarks.SILD)
                            .withLabel(Labels.INSTANCE, stack.name())
                            .list()
                            .getItems()
                            .forEach(object -> {
                                object.setApiVersion(kind.apiVersion());
                                object.setKind(kind.kind());
                                put(
                                        "objects/" + kind.plural() + "/"
                                                + object.getMetadata().getName() + ".yaml",
                                        yaml(object));
                            }));
        }
        for (Pod pod : state.symptoms().pods()) {
            put("pods/" + pod.getMetadata().getName() + ".yaml", yaml(pod));
            for (Container container : pod.getSpec().getContainers()) {
                logs("logs/", pod, container.getName());
            }
        }
        attempt(
                "events",
                () -> put(
                        "events.yaml",
                        yaml(client.v1()
                                .events()
                                .inNamespace(stack.namespace())
                                .list()
                                .getItems())));
        attempt(
                "the operator",
                () -> client.pods()
                        .inAnyNamespace()
                        .withLabel(Labels.NAME, OPERATOR)
                        .list()
                        .getItems()
                        .forEach(pod -> {
                            put("operator/" + pod.getMetadata().getName() + ".yaml", yaml(pod));
                            pod.getSpec()
                                    .getContainers()
                                    .forEach(container -> logs("operator/", pod, container.getName()));
                        }));
        StringBuilder summary = new StringBuilder();
        summary.append(CommandShape.VERSION).append('\n');
        attempt(
                "the version of the cluster",
                () -> summary.append("Kubernetes ")
                        .append(client.getKubernetesVersion().getGitVersion())
                        .append('\n'));
        summary.append("at ").append(state.now()).append("\n\n").append(StatusText.of(state, false));
        missing.forEach(line -> summary.append("cannot read ").append(line).append('\n'));
        put("status.txt", redaction.text(summary.toString()));
    }

    private void logs(String folder, Pod pod, String container) {
        var resource = client.pods()
                .inNamespace(pod.getMetadata().getNamespace())
                .withName(pod.getMetadata().getName())
                .inContainer(container);
        String name = folder + pod.getMetadata().getName() + "." + container;
        try {
            put(name + ".log", redaction.text(resource.tailingLines(LINES).getLog()));
        } catch (KubernetesClientException notStarted) {
            put(name + ".log", "no log: " + redaction.text(String.valueOf(notStarted.getMessage())));
        }
        boolean restarted = pod.getStatus() != null
                && pod.getStatus().getContainerStatuses() != null
                && pod.getStatus().getContainerStatuses().stream()
                        .anyMatch(status -> container.equals(status.getName())
                                && status.getRestartCount() != null
                                && status.getRestartCount() > 0);
        if (restarted) {
            attempt(
                    "the earlier log of " + name,
                    () -> put(
                            name + ".previous.log",
                            redaction.text(
                                    resource.terminated().tailingLines(LINES).getLog())));
        }
    }

    /** Returns the keys of the Secrets of a namespace by their values: these are looked for in everything else. */
    private Map<String, String> secrets(String namespace) {
        Map<String, String> values = new LinkedHashMap<>();
        attempt("Secrets, so values are recognized by their names and forms only", () -> {
            for (Secret secret : client.secrets().inNamespace(namespace).list().getItems()) {
                if (secret.getData() != null) {
                    secret.getData().forEach((key, value) -> {
                        if (NAMES.contains(key.toLowerCase(Locale.ROOT))) {
                            return;
                        }
                        try {
                            values.put(new String(Base64.getDecoder().decode(value), StandardCharsets.UTF_8), key);
                            values.put(value, key);
                        } catch (IllegalArgumentException malformed) {
                            values.put(value, key);
                        }
                    });
                }
            }
        });
        return values;
    }

    private String yaml(Object object) {
        Object tree = client.getKubernetesSerialization().convertValue(Map.of("object", object), Map.class);
        return client.getKubernetesSerialization().asYaml(redaction.tree(((Map<?, ?>) tree).get("object")));
    }

    private void put(String name, String text) {
        files.put(name, text);
    }

    private void attempt(String what, Runnable read) {
        try {
            read.run();
        } catch (KubernetesClientException refused) {
            missing.add(what + ": "
                    + (refused.getStatus() == null || refused.getStatus().getMessage() == null
                            ? refused.getMessage()
                            : refused.getStatus().getMessage()));
        }
    }
}
