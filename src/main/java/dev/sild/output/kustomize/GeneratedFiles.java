package dev.sild.output.kustomize;

import dev.sild.model.Lookup;
import dev.sild.output.files.OutputFile;
import dev.sild.output.layout.LayoutFile;
import dev.sild.output.layout.SecretsMode;
import dev.sild.output.layout.SecretsPlace;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.ObjectMetaBuilder;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * ConfigMaps or Secrets as files of their values, one a key, that kustomize generates them from. One with a value that
 * is not text remains an object, and so does one with a field that generators lack.
 *
 * @see <a href="https://kubectl.docs.kubernetes.io/references/kustomize/kustomization/configmapgenerator/">
 *     configMapGenerator</a>
 */
final class GeneratedFiles {
    private final boolean secret;
    /** The values by key, by the name of the object. */
    private final Map<String, Map<String, String>> values = new LinkedHashMap<>();

    private final Map<String, HasMetadata> generated = new LinkedHashMap<>();
    private final List<HasMetadata> rest = new ArrayList<>();
    private final NameReferences references;

    private GeneratedFiles(boolean secret, boolean written, List<HasMetadata> objects, NameReferences references) {
        this.secret = secret;
        this.references = references;
        for (HasMetadata object : objects) {
            Optional<Map<String, String>> texts = written ? texts(object) : Optional.empty();
            // One of the same name in another namespace stays an object.
            if (texts.isPresent() && !values.containsKey(object.getMetadata().getName())) {
                values.put(object.getMetadata().getName(), texts.get());
                generated.put(object.getMetadata().getName(), object);
            } else {
                rest.add(object);
            }
        }
    }

    /** Returns the Secrets among {@code objects} whose values are written. */
    static GeneratedFiles ofSecrets(SecretsPlace place, List<HasMetadata> objects, NameReferences references) {
        boolean written = place.mode() == SecretsMode.INLINE || place.mode() == SecretsMode.SEPARATE;
        return new GeneratedFiles(true, written, objects, references);
    }

    /** Returns the ConfigMaps among {@code objects}. */
    static GeneratedFiles ofConfigMaps(List<HasMetadata> objects, NameReferences references) {
        return new GeneratedFiles(false, true, objects, references);
    }

    /** Returns what is not generated. */
    List<HasMetadata> rest() {
        return rest;
    }

    /** Returns the metadata of what is generated. */
    List<HasMetadata> generated() {
        return List.copyOf(generated.values());
    }

    /** Whether all that the pods of an object refer to have a hash of their content in their names. */
    boolean tellsOfChanges(HasMetadata object) {
        return references
                .namesIn(object)
                .filter(names ->
                        names.stream().allMatch(name -> generated.containsKey(name) && references.canBeHashed(name)))
                .isPresent();
    }

    private Optional<Map<String, String>> texts(HasMetadata object) {
        ObjectMeta metadata = object.getMetadata();
        boolean plain = metadata.equals(new ObjectMetaBuilder()
                .withName(metadata.getName())
                .withNamespace(metadata.getNamespace())
                .withLabels(metadata.getLabels())
                .build());
        if (plain && secret && object instanceof Secret found) {
            return isPlain(found) ? decoded(found.getData()) : Optional.empty();
        }
        if (plain && !secret && object instanceof ConfigMap found && isPlain(found)) {
            return Optional.of(new LinkedHashMap<>(found.getData()));
        }
        return Optional.empty();
    }

    private static boolean isPlain(ConfigMap map) {
        return isEmpty(map.getBinaryData())
                && !isEmpty(map.getData())
                && map.getImmutable() == null
                && map.getAdditionalProperties().isEmpty();
    }

    private static boolean isPlain(Secret secret) {
        return isEmpty(secret.getStringData())
                && secret.getData() != null
                && secret.getImmutable() == null
                && secret.getAdditionalProperties().isEmpty();
    }

    private static boolean isEmpty(Map<?, ?> map) {
        return map == null || map.isEmpty();
    }

    private static Optional<Map<String, String>> decoded(Map<String, String> data) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, String> entry : data.entrySet()) {
            try {
                texts.put(
                        entry.getKey(),
                        StandardCharsets.UTF_8
                                .newDecoder()
                                .decode(ByteBuffer.wrap(Base64.getDecoder().decode(entry.getValue())))
                                .toString());
            } catch (CharacterCodingException binary) {
                return Optional.empty();
            }
        }
        return Optional.of(texts);
    }

    /** Returns a generator for each; {@code common} labels are those that a kustomization adds anyway. */
    List<Map<String, Object>> generators(Map<String, String> common) {
        return generated.keySet().stream()
                .map(name -> generator(name, "", common))
                .toList();
    }

    /** Returns the generators of what {@code base} has not, or not so. */
    List<Map<String, Object>> generatorsBeside(GeneratedFiles base) {
        return generated.keySet().stream()
                .filter(name -> isNew(name, base))
                .map(name -> generator(name, base.generated.containsKey(name) ? "replace" : "", Map.of()))
                .toList();
    }

    private Map<String, Object> generator(String name, String behavior, Map<String, String> common) {
        Map<String, Object> generator = new LinkedHashMap<>();
        HasMetadata object = Lookup.required(generated, name);
        generator.put("name", name);
        String namespace = object.getMetadata().getNamespace();
        if (namespace != null) {
            generator.put("namespace", namespace);
        }
        if (!behavior.isEmpty()) {
            generator.put("behavior", behavior);
        }
        if (object instanceof Secret found && found.getType() != null) {
            generator.put("type", found.getType());
        }
        Map<String, String> paths = paths(name);
        generator.put(
                "files",
                Lookup.required(values, name).keySet().stream()
                        .map(key -> key + "=" + paths.get(key))
                        .toList());
        Map<String, Object> options = new LinkedHashMap<>();
        Map<String, String> labels = KustomizeLabels.without(common, object.getMetadata());
        if (!labels.isEmpty()) {
            options.put("labels", labels);
        }
        if (!references.canBeHashed(name)) {
            options.put("disableNameSuffixHash", true);
        }
        if (!options.isEmpty()) {
            generator.put("options", options);
        }
        return generator;
    }

    /** Returns the files below {@code folder}. */
    List<LayoutFile> files(String folder) {
        return generated.keySet().stream()
                .flatMap(name -> files(name, folder).stream())
                .toList();
    }

    /** Returns the files of what {@code base} has not, or not so. */
    List<LayoutFile> filesBeside(GeneratedFiles base, String folder) {
        return generated.keySet().stream()
                .filter(name -> isNew(name, base))
                .flatMap(name -> files(name, folder).stream())
                .toList();
    }

    private boolean isNew(String name, GeneratedFiles base) {
        return !Lookup.required(values, name).equals(base.values.get(name));
    }

    private List<LayoutFile> files(String name, String folder) {
        List<LayoutFile> files = new ArrayList<>();
        Map<String, String> paths = paths(name);
        OutputFile.Mode mode = secret ? OutputFile.Mode.SECRET : OutputFile.Mode.PLAIN;
        Lookup.required(values, name)
                .forEach((key, value) -> files.add(new LayoutFile(folder + paths.get(key), value, mode)));
        return files;
    }

    /**
     * Returns the files of an object by key, below the folder of the kustomization. None begins with a dot, since a
     * .gitignore or .sourceignore would hide others from git or Flux; and none differs from another by case only.
     */
    private Map<String, String> paths(String name) {
        Map<String, String> paths = new TreeMap<>();
        Map<String, String> keys = new TreeMap<>();
        for (String key : Lookup.required(values, name).keySet()) {
            String file = key.startsWith(".") || key.startsWith("_") ? "_" + key : key;
            while (keys.putIfAbsent(file.toLowerCase(Locale.ROOT), key) != null) {
                file += "_";
            }
            paths.put(key, (secret ? LayoutFile.SECRETS : LayoutFile.CONFIGS) + name + "/" + file);
        }
        return paths;
    }
}
