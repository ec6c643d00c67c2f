package dev.sild.cluster;

import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.fabric8.kubernetes.client.Config;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientBuilder;
import io.fabric8.kubernetes.client.jdkhttp.JdkHttpClientFactory;
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
 * The operator at work in namespaces of its own: as the chart's service account, with a stand-in for kubelets. Everything is
 * asked and done with kubectl, as its users do.
 */
final class OperatorBench implements AutoCloseable {
  private static final String KINDS = "configmaps,secrets,persistentvolumeclaims,services,serviceaccounts,roles,rolebindings,"
      + "networkpolicies,deployments,statefulsets,daemonsets,jobs,cronjobs,horizontalpodautoscalers,poddisruptionbudgets,ingresses";
  private static final Duration SETTLE = Duration.ofSeconds(90);

  final ControlPlane plane;
  final String namespace;
  final ChartAccount account;
  final KubernetesClient client;
  private final Kubelet kubelet;
  private final Map<String, String> settings;
  private OperatorProcess operator;

  OperatorBench(ControlPlane plane, String namespace) {
    this.plane = plane;
    this.namespace = namespace;
    this.account = ChartAccount.make(plane, namespace, "watch: {namespaces: [" + namespace + "]}");
    this.client = new KubernetesClientBuilder().withConfig(Config.fromKubeconfig(plane.kubeconfig().toFile()))
        .withHttpClientFactory(new JdkHttpClientFactory()).build();
    this.kubelet = new Kubelet(client, namespace);
    this.settings = new HashMap<>(Map.of("QUARKUS_OPERATOR_SDK_NAMESPACES", namespace,
        "SILD_LEADER_ELECTION_NAME", "sild", "SILD_LEADER_ELECTION_NAMESPACE", namespace,
        "SILD_LEADER_ELECTION_LEASE_DURATION", "6s", "SILD_LEADER_ELECTION_RENEW_DEADLINE", "4s",
        "SILD_LEADER_ELECTION_RETRY_PERIOD", "1s"));
  }

  Map<String, String> settings() {
    return settings;
  }

  void start() {
    operator = OperatorProcess.start(account.kubeconfig(), settings);
  }

  OperatorProcess operator() {
    return operator;
  }

  void apply(Map<String, Object> resource) {
    plane.kubectlWithInput(new Yaml().dump(resource), "apply", "-n", namespace, "-f", "-").require();
  }

  void patchSpec(StackFile kind, String name, Map<String, Object> spec) {
    Map<String, Object> patch = new LinkedHashMap<>();
    patch.put("spec", spec);
    plane.kubectl("patch", kind.kind(), name, "-n", namespace, "--type=merge", "-p", json(patch)).require();
  }

  static String json(Object value) {
    try {
      return new ObjectMapper().writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new AssertionError(e);
    }
  }

  JsonNode stack(StackFile kind, String name) {
    return Manifest.json(plane.kubectl("get", kind.kind(), name, "-n", namespace, "-o", "json").require());
  }

  /** Returns status, reason and message of a condition of the generation that is there. */
  String condition(StackFile kind, String name, String type) {
    JsonNode stack = stack(kind, name);
    if (stack.path("status").path("observedGeneration").asLong() != stack.path("metadata").path("generation").asLong()) {
      return "not seen yet";
    }
    for (JsonNode condition : stack.path("status").path("conditions")) {
      if (condition.path("type").asText().equals(type)) {
        return condition.path("status").asText() + " " + condition.path("reason").asText() + " " + condition.path("message").asText();
      }
    }
    return "no condition " + type;
  }

  void awaitCondition(StackFile kind, String name, String type, String beginning) {
    try {
      await().atMost(SETTLE).pollInterval(Duration.ofMillis(300))
          .until(() -> condition(kind, name, type).startsWith(beginning));
    } catch (ConditionTimeoutException e) {
      throw new AssertionError(name + " " + type + " is: " + condition(kind, name, type) + "\n" + operatorLog(), e);
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
    for (JsonNode object : Manifest.json(plane.kubectl("get", KINDS, "-n", namespace, "-l", "app.kubernetes.io/instance=" + stack,
        "--show-managed-fields", "-o", "json").require()).path("items")) {
      objects.put(object.path("kind").asText() + "/" + object.path("metadata").path("name").asText(), object);
    }
    return objects;
  }

  /** Returns what of the objects is stated, by kind and name: what changes only when somebody writes it. */
  static Map<String, String> versions(Map<String, JsonNode> objects) {
    Map<String, String> versions = new TreeMap<>();
    objects.forEach((name, object) -> versions.put(name, object.path("metadata").path("uid").asText() + " "
        + object.path("metadata").path("generation").asText() + " " + object.path("metadata").path("annotations")
        .path("sild.dev/applied").asText() + " " + object.path("data")));
    return versions;
  }

  /** Returns the events of a stack, as reason and message. */
  List<String> events(String stack) {
    List<String> events = new ArrayList<>();
    for (JsonNode event : Manifest.json(plane.kubectl("get", "events", "-n", namespace, "--field-selector",
        "involvedObject.name=" + stack, "-o", "json").require()).path("items")) {
      events.add(event.path("reason").asText() + ": " + event.path("message").asText());
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
    plane.kubectl("delete", "namespace", namespace, "--wait=false");
  }
}
