package dev.sild.output.layout;

import dev.sild.output.files.OutputFile;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Secrets as files of their values, one a key, that kustomize generates them from. A Secret with a value that is not
 * text remains an object.
 *
 * @param objects what is not generated
 * @param values the values by key, by the name of the Secret
 * @param secrets the Secrets that are generated, by name
 */
record SecretFiles(List<HasMetadata> objects, Map<String, Map<String, String>> values, Map<String, Secret> secrets) {

    /** The folder of the files in that of a kustomization. */
    static final String FOLDER = "secrets/";

    static SecretFiles of(SecretsPlace place, List<HasMetadata> objects) {
        SecretFiles files = new SecretFiles(new ArrayList<>(), new LinkedHashMap<>(), new LinkedHashMap<>());
        boolean written = place.mode() == SecretsMode.INLINE || place.mode() == SecretsMode.SEPARATE;
        for (HasMetadata object : objects) {
            Optional<Map<String, String>> texts =
                    written && object instanceof Secret secret ? texts(secret) : Optional.empty();
            if (texts.isPresent()) {
                files.values.put(object.getMetadata().getName(), texts.get());
                files.secrets.put(object.getMetadata().getName(), (Secret) object);
            } else {
                files.objects.add(object);
            }
        }
        return files;
    }

    private static Optional<Map<String, String>> texts(Secret secret) {
        Map<String, String> texts = new LinkedHashMap<>();
        for (Map.Entry<String, String> entry : secret.getData().entrySet()) {
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

    /** Returns a generator for each Secret; {@code behavior} says what becomes of one that is there, empty for none. */
    List<Map<String, Object>> generators(String behavior) {
        return secrets.keySet().stream().map(name -> generator(name, behavior)).toList();
    }

    /** Returns the generators of what {@code base} has not, or not so. */
    List<Map<String, Object>> generatorsBeside(SecretFiles base) {
        return secrets.keySet().stream()
                .filter(name -> isNew(name, base))
                .map(name -> generator(name, base.secrets.containsKey(name) ? "replace" : ""))
                .toList();
    }

    private Map<String, Object> generator(String name, String behavior) {
        Map<String, Object> generator = new LinkedHashMap<>();
        generator.put("name", name);
        String namespace = secrets.get(name).getMetadata().getNamespace();
        if (namespace != null) {
            generator.put("namespace", namespace);
        }
        if (!behavior.isEmpty()) {
            generator.put("behavior", behavior);
        }
        generator.put(
                "files",
                values.get(name).keySet().stream()
                        .map(key -> key + "=" + path(name, key))
                        .toList());
        generator.put(
                "options", Map.of("labels", secrets.get(name).getMetadata().getLabels()));
        return generator;
    }

    /** Returns the files below {@code folder}. */
    List<LayoutFile> files(String folder) {
        return secrets.keySet().stream()
                .flatMap(name -> files(name, folder).stream())
                .toList();
    }

    /** Returns the files of what {@code base} has not, or not so. */
    List<LayoutFile> filesBeside(SecretFiles base, String folder) {
        return secrets.keySet().stream()
                .filter(name -> isNew(name, base))
                .flatMap(name -> files(name, folder).stream())
                .toList();
    }

    private boolean isNew(String name, SecretFiles base) {
        return !values.get(name).equals(base.values.get(name));
    }

    private List<LayoutFile> files(String name, String folder) {
        List<LayoutFile> files = new ArrayList<>();
        values.get(name)
                .forEach((key, value) ->
                        files.add(new LayoutFile(folder + path(name, key), value, OutputFile.Mode.SECRET)));
        return files;
    }

    private static String path(String name, String key) {
        return FOLDER + name + "/" + key;
    }
}
