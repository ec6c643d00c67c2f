package dev.sild.schema;

import dev.sild.model.Names;
import dev.sild.schema.Violation.Kind;
import dev.sild.yaml.Node;
import dev.sild.yaml.Node.MapNode;
import dev.sild.yaml.Node.ScalarNode;
import java.util.List;
import java.util.Optional;

/**
 * What every object has beside what its definition says: the schema that no definition repeats, and names.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/common-definitions/object-meta/">ObjectMeta</a>
 */
final class ResourceMetadata {
    private static final String ALPHANUMERIC = ", and must start and end with an alphanumeric character";
    private static final String TEXTS = "{type: object, additionalProperties: {type: string}}";
    private static final String OBJECTS =
            "{type: array, items: {type: object, x-kubernetes-preserve-unknown-fields: true}}";
    private static final String SCHEMA = """
      type: object
      properties:
        name: {type: string}
        generateName: {type: string}
        namespace: {type: string}
        labels: %1$s
        annotations: %1$s
        finalizers: {type: array, items: {type: string}}
        ownerReferences: %2$s
        managedFields: %2$s
        uid: {type: string}
        resourceVersion: {type: string}
        generation: {type: integer}
        selfLink: {type: string}
        creationTimestamp: {type: string, nullable: true}
        deletionTimestamp: {type: string, nullable: true}
        deletionGracePeriodSeconds: {type: integer, nullable: true}
      """.formatted(TEXTS, OBJECTS);

    private static final Schema PARSED = Schema.parse(SCHEMA);
    private static final Schema TEXT = Schema.parse("{type: string}");

    private ResourceMetadata() {}

    static Schema schema() {
        return PARSED;
    }

    /** Returns what a definition says of a resource, with what it leaves to the API server. */
    static Schema completed(Schema resource) {
        return resource.withProperty("apiVersion", TEXT)
                .withProperty("kind", TEXT)
                .withProperty("metadata", schema());
    }

    /** Finds names in {@code resource} that an API server refuses. */
    static void checkNames(MapNode resource, List<Violation> found) {
        Node metadata = resource.get("metadata");
        Optional<ScalarNode> name = text(resource, "name");
        if (name.isEmpty() && text(resource, "generateName").isEmpty()) {
            found.add(Violation.of(
                    Kind.REQUIRED,
                    (metadata == null ? resource : metadata).position(),
                    "metadata.name",
                    "name or generateName is required"));
        }
        name.filter(text -> !Names.isSubdomain(text.value()))
                .ifPresent(text -> found.add(Violation.of(
                        Kind.INVALID,
                        text.position(),
                        "metadata.name",
                        text.value(),
                        "a lowercase RFC 1123 subdomain must consist of lower case"
                                + " alphanumeric characters, '-' or '.'" + ALPHANUMERIC)));
        text(resource, "namespace")
                .filter(text -> !Names.isLabel(text.value()))
                .ifPresent(text -> found.add(Violation.of(
                        Kind.INVALID,
                        text.position(),
                        "metadata.namespace",
                        text.value(),
                        "a lowercase RFC 1123 label must" + " consist of lower case alphanumeric characters or '-'"
                                + ALPHANUMERIC)));
    }

    /** Returns a text under {@code metadata} that is there and not empty. */
    static Optional<ScalarNode> text(MapNode resource, String field) {
        return resource.get("metadata") instanceof MapNode metadata
                        && metadata.get(field) instanceof ScalarNode scalar
                        && !scalar.value().isEmpty()
                ? Optional.of(scalar)
                : Optional.empty();
    }
}
