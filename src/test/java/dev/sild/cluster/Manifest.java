package dev.sild.cluster;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.sild.Tree;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A manifest taken apart: the documents a plain API server knows, as they were written, and the names of those whose
 * kinds would need definitions that it does not have.
 */
record Manifest(List<Document> documents, List<String> foreign) {

    private static final Pattern SEPARATOR = Pattern.compile("(?m)^---\\s*$");
    private static final Pattern FOREIGN = Pattern.compile(
            "(gateway\\.networking\\.k8s\\.io|monitoring\\.coreos\\.com|security\\.istio\\.io|policy\\.linkerd\\.io)/.*");

    /**
     * One object.
     *
     * @param text as it was written, which is what is applied
     * @param tree only says what it is
     */
    record Document(String text, Map<?, ?> tree) {
        String apiVersion() {
            return Tree.text(tree, "apiVersion");
        }

        String kind() {
            return Tree.text(tree, "kind");
        }

        String name() {
            return Tree.text(tree, "metadata", "name");
        }

        /**
         * Returns how much kubectl would keep of it: {@code kubectl apply} writes the whole object into an annotation.
         */
        int bytesAsJson() {
            try {
                return new ObjectMapper().writeValueAsBytes(tree).length;
            } catch (JsonProcessingException e) {
                throw new AssertionError(text, e);
            }
        }

        @Override
        public String toString() {
            return kind() + " " + name();
        }
    }

    static Manifest of(String yaml) {
        List<Document> kept = new ArrayList<>();
        List<String> foreign = new ArrayList<>();
        for (String text : SEPARATOR.split(yaml)) {
            if (!(new Yaml(new SafeConstructor(new LoaderOptions())).load(text) instanceof Map<?, ?> tree)) {
                continue;
            }
            Document document = new Document(text, tree);
            if (FOREIGN.matcher(document.apiVersion()).matches()) {
                foreign.add(document.toString());
            } else {
                kept.add(document);
            }
        }
        return new Manifest(kept, foreign);
    }

    /** Returns the namespace that the objects name; nothing where they name none. */
    Optional<String> namespace() {
        return documents.stream()
                .map(document -> Tree.text(document.tree(), "metadata", "namespace"))
                .filter(name -> !name.isEmpty())
                .reduce((first, last) -> last);
    }

    static JsonNode json(String text) {
        try {
            return new ObjectMapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError(text, e);
        }
    }
}
