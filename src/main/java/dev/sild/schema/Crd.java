package dev.sild.schema;

import dev.sild.yaml.Node;
import dev.sild.yaml.Node.ListNode;
import dev.sild.yaml.Node.MapNode;
import java.util.List;
import java.util.stream.Stream;

/**
 * The definition of a custom resource, of which Sild serves one version.
 *
 * @param group such as {@code sild.dev}
 * @param version such as {@code v1alpha1}
 * @param kind such as {@code WebStack}
 * @param plural such as {@code webstacks}
 * @param singular such as {@code webstack}
 * @param shortNames what people may type instead, such as {@code webs}
 * @param schema the schema of the whole resource
 * @param text the definition as it is written
 */
public record Crd(
        String group,
        String version,
        String kind,
        String plural,
        String singular,
        List<String> shortNames,
        Schema schema,
        String text) {
    public Crd {
        shortNames = List.copyOf(shortNames);
    }

    /**
     * Returns the definition that a document holds.
     *
     * @throws IllegalArgumentException if it is not one with exactly one served version
     */
    static Crd of(MapNode document, String text) {
        Schema spec = child(new Schema(document), "spec");
        Schema names = child(spec, "names");
        List<Schema> served = (spec.node().get("versions") instanceof ListNode list ? list.items() : List.<Node>of())
                .stream()
                        .map(version -> new Schema((MapNode) version))
                        .filter(version -> version.isTrue("served"))
                        .toList();
        if (served.size() != 1) {
            throw new IllegalArgumentException(
                    "a custom resource definition must serve exactly one" + " version, found " + served.size());
        }
        Schema version = served.get(0);
        List<String> shortNames = names.node().get("shortNames") instanceof ListNode list
                ? list.items().stream()
                        .map(name -> ((Node.ScalarNode) name).value())
                        .toList()
                : List.of();
        return new Crd(
                spec.text("group"),
                version.text("name"),
                names.text("kind"),
                names.text("plural"),
                names.text("singular"),
                shortNames,
                child(child(version, "schema"), "openAPIV3Schema"),
                text);
    }

    private static Schema child(Schema parent, String keyword) {
        return parent.child(keyword)
                .orElseThrow(() -> new IllegalArgumentException(
                        "unsupported schema keyword" + " in a custom resource definition: " + keyword));
    }

    /** Returns the group and the version as a resource names them: {@code sild.dev/v1alpha1}. */
    public String apiVersion() {
        return group + "/" + version;
    }

    /** Returns the name of the definition, {@code webstacks.sild.dev}. */
    public String name() {
        return plural + "." + group;
    }

    /** Returns all that a person may call the resource, in lower case. */
    public List<String> names() {
        return Stream.concat(Stream.of(singular, plural, name()), shortNames.stream())
                .toList();
    }
}
