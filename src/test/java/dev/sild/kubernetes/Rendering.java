package dev.sild.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sild.kubernetes.objects.ObjectTree;
import dev.sild.kubernetes.objects.RenderOptions;
import dev.sild.model.Application;
import dev.sild.yaml.YamlWriter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What an application is rendered to, object by object. */
public final class Rendering {
    private final Map<String, Map<String, Object>> objects = new LinkedHashMap<>();

    private Rendering(Application application, RenderOptions options) {
        Renderer.render(application, options).objects().forEach(object -> {
            String key = object.getKind() + "/" + object.getMetadata().getName();
            assertThat(objects.put(key, ObjectTree.of(object)))
                    .as("objects of one name: " + key)
                    .isNull();
        });
    }

    /** Renders as for a stack that is scraped by annotations. */
    public static Rendering of(Application application) {
        return of(application, RenderOptions.ofStack(RenderOptions.Monitoring.ANNOTATIONS));
    }

    public static Rendering of(Application application, RenderOptions options) {
        return new Rendering(application, options);
    }

    /** Returns all objects as one stream of documents. */
    public String yaml() {
        return YamlWriter.write(List.copyOf(objects.values()));
    }

    /** Returns an object, which must be there, as {@code Kind/name}. */
    public Map<String, Object> tree(String key) {
        assertThat(objects).containsKey(key);
        return objects.get(key);
    }

    String yaml(String key) {
        return YamlWriter.write(List.of(tree(key)));
    }

    /** Returns an object's spec alone as YAML. */
    @SuppressWarnings("unchecked")
    public String spec(String key) {
        return YamlWriter.write(List.of((Map<String, Object>) tree(key).get("spec")));
    }

    /** Returns the names of the objects of a kind, in order. */
    public List<String> names(String kind) {
        return objects.keySet().stream()
                .filter(key -> key.startsWith(kind + "/"))
                .map(key -> key.substring(kind.length() + 1))
                .toList();
    }
}
