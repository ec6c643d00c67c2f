package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sild.cluster.Command.Outcome;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * Holds a manifest against a real API server: all of it is accepted strictly and without a warning, and applied for
 * real it becomes what it says: objects, pods of every template, endpoints of every service.
 */
final class ManifestAcceptance {

  private static final Set<String> WITH_TEMPLATE = Set.of("Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob");
  private static final Duration CONTROLLERS = Duration.ofSeconds(30);

  private final ControlPlane plane;

  ManifestAcceptance(ControlPlane plane) {
    this.plane = plane;
  }

  /**
   * Applies {@code yaml} to {@code namespace}, which is made if it does not exist. The services go again: a port of the nodes
   * is the cluster's, and several manifests ask for the same.
   *
   * @throws AssertionError if any of it is refused, warned of, or does not become what it says
   */
  void accept(String yaml, String namespace) {
    Manifest manifest = Manifest.of(yaml);
    manifest.foreign().forEach(object -> System.out.println(
        "NOT APPLIED: " + object + " IN " + namespace + ", THIS API SERVER DOES NOT HAVE ITS KIND"));
    assertThat(manifest.objects()).as("objects of the manifest").isPositive();
    makeNamespace(namespace);
    makeAccountsOfOthers(manifest.text(), namespace);
    apply(manifest, namespace, "--dry-run=server");
    apply(manifest, namespace);
    try {
      becomesWhatItSays(manifest, namespace);
    } finally {
      releaseNodePorts(namespace);
    }
  }

  private void releaseNodePorts(String namespace) {
    plane.kubectl("delete", "services", "--all", "-n", namespace).require();
  }

  private void becomesWhatItSays(Manifest manifest, String namespace) {
    List<JsonNode> objects = items(
        plane.kubectlWithInput(manifest.text(), "get", "-n", namespace, "-f", "-", "-o", "json").require());
    assertThat(objects).as("objects that exist").hasSize(manifest.objects());
    for (JsonNode object : objects) {
      String kind = object.path("kind").asText();
      if (WITH_TEMPLATE.contains(kind)) {
        admitPodOf(object, namespace);
      }
    }
    for (JsonNode object : objects) {
      if (object.path("kind").asText().equals("Service") && object.path("spec").path("selector").size() > 0) {
        findEndpointsOf(object, objects, namespace);
      }
    }
    await().atMost(CONTROLLERS).pollInterval(Duration.ofMillis(300)).untilAsserted(() -> {
      List<JsonNode> now = items(
          plane.kubectlWithInput(manifest.text(), "get", "-n", namespace, "-f", "-", "-o", "json").require());
      assertThat(now).allSatisfy(ManifestAcceptance::hasMadeItsPods);
    });
  }

  private void makeNamespace(String namespace) {
    if (!plane.kubectl("get", "namespace", namespace).succeeded()) {
      // As a manifest that names it will: kubectl warns where it applies what it did not make so.
      plane.kubectlWithInput("{\"apiVersion\": \"v1\", \"kind\": \"Namespace\", \"metadata\": {\"name\": \""
          + namespace + "\"}}", "apply", "-f", "-").require();
    }
    // Pods are refused until the controllers have made it.
    await().atMost(CONTROLLERS).pollInterval(Duration.ofMillis(100))
        .until(() -> plane.kubectl("get", "serviceaccount", "default", "-n", namespace).succeeded());
  }

  /** Accounts that a manifest names and does not make are somebody else's, and no pod is admitted before they are there. */
  private void makeAccountsOfOthers(String manifest, String namespace) {
    Pattern.compile("serviceAccountName: (\\S+)").matcher(manifest).results().map(match -> match.group(1)).distinct()
        .filter(name -> Arrays.stream(manifest.split("(?m)^---$")).noneMatch(document -> makes(document, name)))
        .filter(name -> !plane.kubectl("get", "serviceaccount", name, "-n", namespace).succeeded())
        .forEach(name -> plane.kubectl("create", "serviceaccount", name, "-n", namespace).require());
  }

  private static boolean makes(String document, String account) {
    return Pattern.compile("(?m)^kind: ServiceAccount$").matcher(document).find()
        && Pattern.compile("(?m)^  name: " + Pattern.quote(account) + "$").matcher(document).find();
  }

  private void apply(Manifest manifest, String namespace, String... more) {
    List<String> arguments = new ArrayList<>(List.of("apply", "-n", namespace, "--validate=strict", "-f", "-"));
    arguments.addAll(List.of(more));
    acceptedInSilence(plane.kubectlWithInput(manifest.text(), arguments.toArray(String[]::new)));
  }

  private static void acceptedInSilence(Outcome outcome) {
    outcome.require();
    assertThat(outcome.err()).as("warnings of %s", outcome.command()).isEmpty();
  }

  /** Makes a bare Pod of the object's template and has the server admit it, without creating it. */
  private void admitPodOf(JsonNode object, String namespace) {
    acceptedInSilence(create(podOf(object, namespace)));
  }

  private Outcome create(ObjectNode pod) {
    return plane.kubectlWithInput(pod.toString(), "create", "--dry-run=server", "--validate=strict", "-f", "-");
  }

  /**
   * Returns what the server says to a Pod of each template, by the name of its component; empty where it admits it.
   *
   * @param namespace one that exists
   */
  Map<String, String> refusals(String yaml, String namespace) {
    Manifest manifest = Manifest.of(yaml);
    apply(manifest, namespace);
    try {
      return refusals(manifest, namespace);
    } finally {
      releaseNodePorts(namespace);
    }
  }

  private Map<String, String> refusals(Manifest manifest, String namespace) {
    Map<String, String> refusals = new TreeMap<>();
    for (JsonNode object : items(
        plane.kubectlWithInput(manifest.text(), "get", "-n", namespace, "-f", "-", "-o", "json").require())) {
      if (WITH_TEMPLATE.contains(object.path("kind").asText())) {
        Outcome outcome = create(podOf(object, namespace));
        JsonNode labels = object.path("metadata").path("labels");
        refusals.put(labels.path("app.kubernetes.io/component").asText(labels.path("app.kubernetes.io/name").asText()),
            outcome.succeeded() ? "" : outcome.err());
      }
    }
    return refusals;
  }

  private static ObjectNode podOf(JsonNode object, String namespace) {
    ObjectNode pod = templateOf(object).deepCopy();
    pod.put("apiVersion", "v1");
    pod.put("kind", "Pod");
    ObjectNode metadata = pod.withObject("/metadata");
    metadata.remove("creationTimestamp");
    // A controller would cut the name of its own pods to what a host name may be.
    metadata.put("name", "template");
    metadata.put("namespace", namespace);
    // What the controller would fill in for each of a StatefulSet's claims.
    for (JsonNode claim : object.path("spec").path("volumeClaimTemplates")) {
      String name = claim.path("metadata").path("name").asText();
      pod.withObject("/spec").withArray("volumes").addObject().put("name", name)
          .putObject("persistentVolumeClaim").put("claimName", name);
    }
    return pod;
  }

  private static JsonNode templateOf(JsonNode object) {
    JsonNode spec = object.path("spec");
    return object.path("kind").asText().equals("CronJob")
        ? spec.path("jobTemplate").path("spec").path("template")
        : spec.path("template");
  }

  /** A service selects pods of this manifest, its named ports exist there, and the controller has made its slices. */
  private void findEndpointsOf(JsonNode service, List<JsonNode> objects, String namespace) {
    String name = service.path("metadata").path("name").asText();
    List<JsonNode> selected = objects.stream()
        .filter(object -> WITH_TEMPLATE.contains(object.path("kind").asText()) || isPod(object))
        .map(object -> isPod(object) ? object : templateOf(object))
        .filter(template -> selects(service.path("spec").path("selector"), template))
        .toList();
    assertThat(selected).as("pods that service %s selects", name).isNotEmpty();
    for (JsonNode port : service.path("spec").path("ports")) {
      if (port.path("targetPort").isTextual()) {
        assertThat(selected).as("pods with port %s of service %s", port.path("targetPort"), name)
            .allMatch(template -> template.path("spec").path("containers").findValues("name")
                .contains(port.path("targetPort")));
      }
    }
    await().alias("endpoint slices of service " + name).atMost(CONTROLLERS).pollInterval(Duration.ofMillis(100))
        .until(() -> !plane.kubectl("get", "endpointslices", "-n", namespace, "-o", "name",
            "-l", "kubernetes.io/service-name=" + name).require().isBlank());
  }

  private static boolean isPod(JsonNode object) {
    return object.path("kind").asText().equals("Pod");
  }

  private static boolean selects(JsonNode selector, JsonNode template) {
    JsonNode labels = template.path("metadata").path("labels");
    return selector.properties().stream().allMatch(entry -> entry.getValue().equals(labels.path(entry.getKey())));
  }

  /** The controllers got their pods past admission. A DaemonSet has none: there are no nodes. */
  private static void hasMadeItsPods(JsonNode object) {
    JsonNode status = object.path("status");
    int wanted = object.path("spec").path("replicas").asInt();
    String kind = object.path("kind").asText();
    switch (kind) {
      case "Deployment" -> assertThat(status.path("replicas").asInt()).as(said(object)).isEqualTo(wanted);
      // One after the other: the second waits for the first to be ready.
      case "StatefulSet" -> assertThat(status.path("replicas").asInt()).as(said(object))
          .isGreaterThanOrEqualTo(Math.min(1, wanted));
      case "Job" -> assertThat(status.path("active").asInt()).as(said(object))
          .isGreaterThanOrEqualTo(object.path("spec").path("suspend").asBoolean() ? 0
              : Math.min(1, object.path("spec").path("completions").asInt(1)));
      default -> { }
    }
  }

  private static String said(JsonNode object) {
    return object.path("kind").asText() + " " + object.path("metadata").path("name").asText() + ": "
        + object.path("status");
  }

  private static List<JsonNode> items(String json) {
    JsonNode node = Manifest.json(json);
    List<JsonNode> items = new ArrayList<>();
    if (node.has("items")) {
      node.path("items").forEach(items::add);
    } else {
      items.add(node);
    }
    return items;
  }
}
