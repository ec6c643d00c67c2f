package dev.sild.cluster;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sild.chart.Chart;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
import java.net.HttpURLConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.awaitility.core.ConditionTimeoutException;
import org.yaml.snakeyaml.Yaml;

/**
 * The operator at work in namespaces of its own: as the chart's service account, with a stand-in for kubelets.
 * Everything is done with kubectl, as its users do.
 */
final class OperatorBench implements AutoCloseable {
    /** The kinds of a stack's objects, by their API. */
    private static final Map<String, List<String>> KINDS = new TreeMap<>(Map.of(
            "v1", List.of("ConfigMap", "Secret", "PersistentVolumeClaim", "Service", "ServiceAccount"),
            "apps/v1", List.of("Deployment", "StatefulSet", "DaemonSet"),
            "batch/v1", List.of("Job", "CronJob"),
            "autoscaling/v2", List.of("HorizontalPodAutoscaler"),
            "policy/v1", List.of("PodDisruptionBudget"),
            "networking.k8s.io/v1", List.of("NetworkPolicy", "Ingress"),
            "rbac.authorization.k8s.io/v1", List.of("Role", "RoleBinding")));

    private static final Duration SETTLE = Duration.ofSeconds(90);

    final ControlPlane plane;
    final String namespace;
    ChartAccount account;
    final KubernetesClient client;
    private final Kubelet kubelet;
    private final Map<String, String> settings;
    private OperatorProcess operator;

    OperatorBench(ControlPlane plane, String namespace) {
        this(plane, namespace, Chart.FOLDER);
    }

    /** Sets it up with another version of the chart. */
    OperatorBench(ControlPlane plane, String namespace, Path chart) {
        this.plane = plane;
        this.namespace = namespace;
        install(chart);
        this.client = new KubernetesClientBuilder()
                .withConfig(Config.fromKubeconfig(plane.kubeconfig().toFile()))
                .withHttpClientFactory(new JdkHttpClientFactory())
                .build();
        this.kubelet = new Kubelet(client, namespace);
        this.settings = new HashMap<>(Map.of(
                "QUARKUS_OPERATOR_SDK_NAMESPACES",
                namespace,
                "SILD_LEADER_ELECTION_NAME",
                "sild",
                "SILD_LEADER_ELECTION_NAMESPACE",
                namespace,
                "SILD_LEADER_ELECTION_LEASE_DURATION",
                "6s",
                "SILD_LEADER_ELECTION_RENEW_DEADLINE",
                "4s",
                "SILD_LEADER_ELECTION_RETRY_PERIOD",
                "1s"));
    }

    /** Applies what a version of the chart has for this namespace: definitions, rights and the operator's account. */
    void install(Path chart) {
        account = ChartAccount.make(plane, namespace, release(chart));
    }

    /** Returns the objects of a release of the chart that watches this namespace. */
    List<Map<String, Object>> release(Path chart) {
        return Chart.renderOf(chart, namespace, "watch: {namespaces: [" + namespace + "]}");
    }

    Map<String, String> settings() {
        return settings;
    }

    void start() {
        start(OperatorProcess.JAR);
    }

    /** Starts an operator from a jar that may be another version's. */
    void start(Path jar) {
        operator = OperatorProcess.start(jar, account.kubeconfig(), settings);
    }

    OperatorProcess operator() {
        return operator;
    }

    void apply(Map<String, Object> resource) {
        apply(List.of(resource));
    }

    void apply(List<Map<String, Object>> resources) {
        plane.kubectlWithInput(new Yaml().dumpAll(resources.iterator()), "apply", "-n", namespace, "-f", "-")
                .require();
    }

    void patchSpec(StackFile kind, String name, Map<String, Object> spec) {
        Map<String, Object> patch = new LinkedHashMap<>();
        patch.put("spec", spec);
        plane.kubectl("patch", kind.kind(), name, "-n", namespace, "--type=merge", "-p", json(patch))
                .require();
    }

    static String json(Object value) {
        try {
            return new ObjectMapper().writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }

    JsonNode stack(StackFile kind, String name) {
        return plane.client().get(path(kind) + "/" + name).require().json();
    }

    /** Returns the stacks of a kind. */
    List<JsonNode> stacks(StackFile kind) {
        return items(plane.client().get(path(kind)));
    }

    private String path(StackFile kind) {
        return plane.client().path(kind.apiVersion(), kind.kind(), namespace);
    }

    private static List<JsonNode> items(ApiClient.Answer answer) {
        List<JsonNode> items = new ArrayList<>();
        answer.require().json().path("items").forEach(items::add);
        return items;
    }

    /** Returns status, reason and message of a condition of the generation that is there. */
    String condition(StackFile kind, String name, String type) {
        return condition(stack(kind, name), type);
    }

    static String condition(JsonNode stack, String type) {
        if (stack.path("status").path("observedGeneration").asLong()
                != stack.path("metadata").path("generation").asLong()) {
            return "not seen yet";
        }
        for (JsonNode condition : stack.path("status").path("conditions")) {
            if (condition.path("type").asText().equals(type)) {
                return condition.path("status").asText() + " "
                        + condition.path("reason").asText() + " "
                        + condition.path("message").asText();
            }
        }
        return "no condition " + type;
    }

    void awaitCondition(StackFile kind, String name, String type, String beginning) {
        try {
            await().atMost(SETTLE)
                    .pollInterval(Duration.ofMillis(100))
                    .until(() -> condition(kind, name, type).startsWith(beginning));
        } catch (ConditionTimeoutException e) {
            throw new AssertionError(
                    name + " " + type + " is: " + condition(kind, name, type) + "\n" + operatorLog(), e);
        }
    }

    private String operatorLog() {
        String log = operator == null ? "" : operator.log();
        return log.substring(Math.max(0, log.length() - 6000));
    }

    void awaitReady(StackFile kind, String name) {
        awaitCondition(kind, name, "Ready", "True");
    }

    /** Returns the stack's objects by kind and name, with who manages which field. */
    Map<String, JsonNode> objects(String stack) {
        Map<String, JsonNode> objects = new TreeMap<>();
        KINDS.forEach((apiVersion, kinds) -> kinds.forEach(kind -> items(plane.client()
                        .get(plane.client().path(apiVersion, kind, namespace)
                                + "?labelSelector=app.kubernetes.io%2Finstance%3D" + stack))
                .forEach(object -> {
                    // In a list they do not say what they are.
                    ((ObjectNode) object).put("apiVersion", apiVersion).put("kind", kind);
                    objects.put(
                            kind + "/" + object.path("metadata").path("name").asText(), object);
                })));
        return objects;
    }

    /** Removes stacks with all that they leave behind, and returns when nothing of them is there. */
    void remove(StackFile kind, String... names) {
        List<String> command = new ArrayList<>(List.of("delete", kind.kind(), "-n", namespace));
        command.addAll(List.of(names));
        plane.kubectl(command.toArray(String[]::new)).require();
        for (String name : names) {
            await("what is owned goes by itself")
                    .atMost(SETTLE)
                    .until(() -> objects(name).values().stream()
                            .allMatch(object -> object.path("metadata")
                                    .path("ownerReferences")
                                    .isEmpty()));
            objects(name).values().forEach(this::delete);
            try {
                await().atMost(SETTLE).until(() -> objects(name).isEmpty());
            } catch (ConditionTimeoutException e) {
                throw new AssertionError("still there: " + objects(name).values() + "\n" + operatorLog(), e);
            }
        }
    }

    private void delete(JsonNode object) {
        String collection = plane.client()
                .path(object.path("apiVersion").asText(), object.path("kind").asText(), namespace);
        ApiClient.Answer answer = plane.client()
                .delete(collection + "/" + object.path("metadata").path("name").asText());
        if (answer.code() != HttpURLConnection.HTTP_NOT_FOUND) {
            answer.require();
        }
    }

    /** Returns the first of a stack's objects that is of a kind, as kind and name. */
    String first(String stack, String kind) {
        return objects(stack).keySet().stream()
                .filter(name -> name.startsWith(kind + "/"))
                .findFirst()
                .orElseThrow();
    }

    /** Returns what of the objects is stated, by kind and name: what changes only when somebody writes it. */
    static Map<String, String> versions(Map<String, JsonNode> objects) {
        Map<String, String> versions = new TreeMap<>();
        objects.forEach((name, object) -> versions.put(
                name,
                object.path("metadata").path("uid").asText() + " "
                        + object.path("metadata").path("generation").asText() + " "
                        + object.path("metadata")
                                .path("annotations")
                                .path("sild.dev/applied")
                                .asText() + " " + object.path("data")));
        return versions;
    }

    /** Returns what the operator asks of the API server from when it has come to rest. */
    AuditLog atRest() {
        return AuditLog.atRest(plane, account.name(), SETTLE);
    }

    /** Returns the events of a stack, as reason and message. */
    List<String> events(String stack) {
        List<String> events = new ArrayList<>();
        for (JsonNode event : items(plane.client()
                .get("/api/v1/namespaces/" + namespace + "/events?fieldSelector=involvedObject.name%3D" + stack))) {
            events.add(
                    event.path("reason").asText() + ": " + event.path("message").asText());
        }
        return events;
    }

    @Override
    public void close() {
        if (operator != null) {
            operator.close();
        }
        kubelet.close();
        client.close();
        plane.client().removeNamespace(namespace);
    }
}
