package dev.sild.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/**
 * Whether what is committed is what the cluster holds, as those see it who apply it from a repository time and again.
 *
 * <p>Argo CD looks for each field of the manifest in the object, Flux has the server apply the manifest without keeping
 * it. To both, a quantity in other words than the server's or a field that the server drops is a difference that never
 * goes away.
 *
 * @see <a href="https://github.com/argoproj/gitops-engine/blob/master/pkg/diff/diff.go">How Argo CD compares</a>
 * @see <a href="https://github.com/fluxcd/pkg/blob/main/ssa/manager_diff.go">How Flux compares</a>
 */
final class InSync {
    /** Controllers write the status of what they have just been given, between two of our looks. */
    private static final int LOOKS = 50;
    /** What others than those who apply an object write of it. */
    private static final List<String> OF_OTHERS = List.of("metadata", "status");

    private final ApiClient client;

    InSync(ApiClient client) {
        this.client = client;
    }

    /**
     * Applies each document again.
     *
     * @param made what the server made of the documents when they were applied first
     * @throws AssertionError if that changes anything, or a field of a document is not in the object as it is written
     */
    void check(List<Manifest.Document> documents, List<JsonNode> made, String namespace) {
        List<String> differences = new ArrayList<>();
        for (int i = 0; i < documents.size(); i++) {
            Manifest.Document document = documents.get(i);
            compare(document.toString(), written(document), made.get(i), differences);
            applyAgain(document, made.get(i), namespace, differences);
        }
        assertThat(differences)
                .as("where what is committed is not what the cluster holds")
                .isEmpty();
    }

    /**
     * Returns what a document states, without signals that end a container: the server drops them as long as its
     * feature gate ContainerStopSignals is off, as it is by default up to 1.35, and they are written where the user
     * asks for it only.
     */
    private static JsonNode written(Manifest.Document document) {
        JsonNode tree = new ObjectMapper().valueToTree(document.tree());
        for (JsonNode container : tree.findParents("lifecycle")) {
            ((ObjectNode) container.get("lifecycle")).remove("stopSignal");
            if (container.get("lifecycle").isEmpty()) {
                ((ObjectNode) container).remove("lifecycle");
            }
        }
        return tree;
    }

    private void applyAgain(Manifest.Document document, JsonNode made, String namespace, List<String> differences) {
        JsonNode before = made;
        for (int look = 0; look < LOOKS; look++) {
            JsonNode after = client.apply(document, namespace).require().json();
            if (version(before).equals(version(after))) {
                return;
            }
            compare(document + " applied again", stated(before, document), after, differences);
            before = after;
        }
        differences.add(document + " is written anew whenever it is applied");
    }

    private static JsonNode version(JsonNode object) {
        return object.path("metadata").path("resourceVersion");
    }

    /** The number of pods is the autoscaler's where the document leaves it to one. */
    private static JsonNode stated(JsonNode object, Manifest.Document document) {
        ObjectNode stated = ((ObjectNode) object.deepCopy()).without(OF_OTHERS);
        if (written(document).at("/spec/replicas").isMissingNode() && stated.get("spec") instanceof ObjectNode spec) {
            spec.remove("replicas");
        }
        return stated;
    }

    /**
     * Every field that is written is there and the same; elements of lists, which the server keeps in order, one by
     * one.
     */
    private static void compare(String path, JsonNode written, JsonNode held, List<String> differences) {
        if (written.isObject() && held.isObject()) {
            written.properties()
                    .forEach(field -> compare(
                            path + "." + field.getKey(), field.getValue(), held.path(field.getKey()), differences));
        } else if (written.isArray() && held.isArray() && written.size() == held.size()) {
            for (int i = 0; i < written.size(); i++) {
                compare(path + "[" + i + "]", written.get(i), held.get(i), differences);
            }
        } else if (!written.equals(held)) {
            differences.add(path + ": " + written + " is held as " + (held.isMissingNode() ? "nothing" : held));
        }
    }
}
