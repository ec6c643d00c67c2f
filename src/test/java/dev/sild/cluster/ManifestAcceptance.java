package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.sild.cluster.ApiClient.Answer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Holds a manifest against a real API server: all of it is accepted strictly and without a warning, and applied for
 * real it becomes what it says: objects, pods of every template, endpoints of every service; and stays so when it is
 * applied again.
 *
 * <p>One control plane serves all test classes, so each works in namespaces of its own, and what belongs to the whole
 * cluster goes again: here the ports of the nodes, with their Services, and every object that is in no namespace. Only
 * the definitions of kinds stay, and what a chart says of rights, which is the same whoever applies it.
 */
final class ManifestAcceptance {

    private static final Set<String> WITH_TEMPLATE = Set.of("Deployment", "StatefulSet", "DaemonSet", "Job", "CronJob");
    private static final Duration CONTROLLERS = Duration.ofSeconds(60);
    private static final Duration OFTEN = Duration.ofMillis(25);
    /** What all annotations of an object may have; {@code kubectl apply} keeps the object in one. */
    private static final int ANNOTATIONS = 256 << 10;

    private final ControlPlane plane;
    private final ApiClient client;

    ManifestAcceptance(ControlPlane plane) {
        this.plane = plane;
        client = plane.client();
    }

    /**
     * Applies {@code yaml} to {@code namespace}, which is made if it does not exist.
     *
     * @throws AssertionError if any of it is refused, warned of, or does not become what it says
     */
    void accept(String yaml, String namespace) {
        Manifest manifest = Manifest.of(yaml);
        manifest.foreign()
                .forEach(object -> System.out.println(
                        "NOT APPLIED: " + object + " IN " + namespace + ", THIS API SERVER DOES NOT HAVE ITS KIND"));
        assertThat(manifest.documents()).as("objects of the manifest").isNotEmpty();
        plane.makeNamespace(namespace, "");
        makeAccountsOfOthers(manifest, namespace);
        try {
            List<JsonNode> objects = apply(manifest, namespace);
            becomesWhatItSays(objects, namespace);
            new InSync(client).check(manifest.documents(), objects, namespace);
        } finally {
            takeBack(manifest, namespace);
        }
    }

    /**
     * Returns what the server says to a Pod of each template, by the name of its component; empty where it admits it.
     *
     * @param namespace one that exists
     */
    Map<String, String> refusals(String yaml, String namespace) {
        Manifest manifest = Manifest.of(yaml);
        Map<String, String> refusals = new TreeMap<>();
        try {
            for (JsonNode object : apply(manifest, namespace)) {
                if (WITH_TEMPLATE.contains(kind(object))) {
                    JsonNode labels = object.path("metadata").path("labels");
                    Answer answer = admit(podOf(object), namespace);
                    refusals.put(
                            labels.path("app.kubernetes.io/component")
                                    .asText(labels.path("app.kubernetes.io/name")
                                            .asText()),
                            answer.succeeded() ? "" : answer.complaints());
                }
            }
            return refusals;
        } finally {
            takeBack(manifest, namespace);
        }
    }

    private void takeBack(Manifest manifest, String namespace) {
        client.delete("/api/v1/namespaces/" + namespace + "/services").require();
        manifest.documents().stream()
                .filter(document -> !document.kind().equals("Namespace") && isOfTheCluster(document))
                .forEach(document -> client.delete(client.path(document, namespace)));
    }

    private boolean isOfTheCluster(Manifest.Document document) {
        try {
            return !client.isNamespaced(document);
        } catch (AssertionError unknown) {
            return false;
        }
    }

    /**
     * Accounts that a manifest names and does not make are someone else's, and no pod is admitted before they are
     * there.
     */
    private void makeAccountsOfOthers(Manifest manifest, String namespace) {
        Set<String> named = new TreeSet<>();
        for (Manifest.Document document : manifest.documents()) {
            Pattern.compile("serviceAccountName: \"?([^\\s\"]+)")
                    .matcher(document.text())
                    .results()
                    .forEach(match -> named.add(match.group(1)));
        }
        manifest.documents().stream()
                .filter(document -> document.kind().equals("ServiceAccount"))
                .forEach(account -> named.remove(account.name()));
        named.forEach(name -> plane.makeAccount(name, namespace));
    }

    /** Applies every document and returns what the server made of them. */
    private List<JsonNode> apply(Manifest manifest, String namespace) {
        List<JsonNode> objects = new ArrayList<>();
        Map<String, String> complaints = new LinkedHashMap<>();
        for (Manifest.Document document : manifest.documents()) {
            assertThat(document.bytesAsJson())
                    .as("bytes of %s, which kubectl apply keeps in an annotation", document)
                    .isLessThan(ANNOTATIONS);
            Answer answer = client.apply(document, namespace);
            complaints.put(
                    document.toString(),
                    answer.complaints() + (isThereAlready(document, answer) ? "is there already" : ""));
            objects.add(answer.json());
        }
        complaints.values().removeIf(String::isEmpty);
        assertThat(complaints).as("refusals and warnings").isEmpty();
        return objects;
    }

    /** A namespace may be: it then gets what the document says of it. */
    private static boolean isThereAlready(Manifest.Document document, Answer answer) {
        return answer.code() == 200 && !document.kind().equals("Namespace");
    }

    private void becomesWhatItSays(List<JsonNode> objects, String namespace) {
        Map<String, String> complaints = new LinkedHashMap<>();
        Set<String> services = new TreeSet<>();
        List<JsonNode> workloads = new ArrayList<>();
        for (JsonNode object : objects) {
            if (WITH_TEMPLATE.contains(kind(object))) {
                // A bare Pod of the template is admitted, and not created.
                complaints.put(
                        kind(object) + " " + name(object),
                        admit(podOf(object), namespace).complaints());
                workloads.add(object);
            } else if (kind(object).equals("Service")
                    && object.path("spec").path("selector").size() > 0) {
                selectsItsPods(object, objects);
                services.add(name(object));
            }
        }
        complaints.values().removeIf(String::isEmpty);
        assertThat(complaints)
                .as("refusals and warnings of the pods of templates")
                .isEmpty();
        await().atMost(CONTROLLERS).pollDelay(Duration.ZERO).pollInterval(OFTEN).untilAsserted(() -> {
            assertThat(services).as("services without an endpoint slice").isSubsetOf(withSlices(services, namespace));
            while (!workloads.isEmpty()) {
                hasMadeItsPods(now(workloads.get(0), namespace));
                workloads.remove(0);
            }
        });
    }

    /** Returns the names of the services for which the controllers have made endpoint slices. */
    private Set<String> withSlices(Set<String> services, String namespace) {
        Set<String> found = new TreeSet<>();
        if (!services.isEmpty()) {
            client.get("/apis/discovery.k8s.io/v1/namespaces/" + namespace + "/endpointslices")
                    .require()
                    .json()
                    .path("items")
                    .forEach(slice -> found.add(slice.path("metadata")
                            .path("labels")
                            .path("kubernetes.io/service-name")
                            .asText()));
        }
        return found;
    }

    private JsonNode now(JsonNode object, String namespace) {
        return client.get(client.path(object.path("apiVersion").asText(), kind(object), namespace) + "/" + name(object))
                .require()
                .json();
    }

    private Answer admit(ObjectNode pod, String namespace) {
        return client.tryOut("/api/v1/namespaces/" + namespace + "/pods", pod.toString());
    }

    private static ObjectNode podOf(JsonNode object) {
        ObjectNode pod = templateOf(object).deepCopy();
        pod.put("apiVersion", "v1");
        pod.put("kind", "Pod");
        ObjectNode metadata = pod.withObject("/metadata");
        metadata.remove("creationTimestamp");
        // A controller would cut the name of its own pods to what a host name may be.
        metadata.put("name", "template");
        // What the controller would fill in for each of a StatefulSet's claims.
        for (JsonNode claim : object.path("spec").path("volumeClaimTemplates")) {
            pod.withObject("/spec")
                    .withArray("volumes")
                    .addObject()
                    .put("name", name(claim))
                    .putObject("persistentVolumeClaim")
                    .put("claimName", name(claim));
        }
        return pod;
    }

    private static JsonNode templateOf(JsonNode object) {
        JsonNode spec = object.path("spec");
        return kind(object).equals("CronJob")
                ? spec.path("jobTemplate").path("spec").path("template")
                : spec.path("template");
    }

    /** A service selects pods of this manifest, and its named ports exist there. */
    private static void selectsItsPods(JsonNode service, List<JsonNode> objects) {
        List<JsonNode> selected = objects.stream()
                .filter(object -> WITH_TEMPLATE.contains(kind(object)) || isPod(object))
                .map(object -> isPod(object) ? object : templateOf(object))
                .filter(template -> selects(service.path("spec").path("selector"), template))
                .toList();
        assertThat(selected).as("pods that service %s selects", name(service)).isNotEmpty();
        for (JsonNode port : service.path("spec").path("ports")) {
            if (port.path("targetPort").isTextual()) {
                assertThat(selected)
                        .as("pods with port %s of service %s", port.path("targetPort"), name(service))
                        .allMatch(template -> template.path("spec")
                                .path("containers")
                                .findValues("name")
                                .contains(port.path("targetPort")));
            }
        }
    }

    private static boolean isPod(JsonNode object) {
        return kind(object).equals("Pod");
    }

    private static boolean selects(JsonNode selector, JsonNode template) {
        JsonNode labels = template.path("metadata").path("labels");
        return selector.properties().stream().allMatch(entry -> entry.getValue().equals(labels.path(entry.getKey())));
    }

    /** The controllers got their pods past admission. A DaemonSet has none: there are no nodes. */
    private static void hasMadeItsPods(JsonNode object) {
        JsonNode status = object.path("status");
        int wanted = object.path("spec").path("replicas").asInt();
        switch (kind(object)) {
            case "Deployment" ->
                assertThat(status.path("replicas").asInt()).as(said(object)).isEqualTo(wanted);
            // One after the other: the second waits for the first to be ready.
            case "StatefulSet" ->
                assertThat(status.path("replicas").asInt())
                        .as(said(object))
                        .isGreaterThanOrEqualTo(Math.min(1, wanted));
            case "Job" ->
                assertThat(status.path("active").asInt())
                        .as(said(object))
                        .isGreaterThanOrEqualTo(
                                object.path("spec").path("suspend").asBoolean()
                                        ? 0
                                        : Math.min(
                                                1,
                                                object.path("spec")
                                                        .path("completions")
                                                        .asInt(1)));
            default -> {}
        }
    }

    private static String said(JsonNode object) {
        return kind(object) + " " + name(object) + ": " + object.path("status");
    }

    private static String kind(JsonNode object) {
        return object.path("kind").asText();
    }

    private static String name(JsonNode object) {
        return object.path("metadata").path("name").asText();
    }
}
