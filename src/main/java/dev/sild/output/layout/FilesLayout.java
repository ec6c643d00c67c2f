package dev.sild.output.layout;

import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** A file a component, and files for what belongs to none. */
public final class FilesLayout {
    private static final String SECRETS = "secrets.yaml";

    private FilesLayout() {}

    /** Returns the files; each Secret that is to be encrypted is alone in one. */
    public static List<LayoutFile> of(SecretsPlace.Split objects, SecretsMode mode, ObjectTrees trees) {
        if (!mode.isEncrypted()) {
            return byName(objects.kept(), grouped(objects.open()), trees);
        }
        return Stream.concat(
                        byName(List.of(), grouped(objects.open()), trees).stream(),
                        objects.kept().stream()
                                .map(secret -> LayoutFile.of(EncryptedSecrets.plain(secret), List.of(secret), trees)))
                .toList();
    }

    /** Returns everything in one file. */
    public static List<LayoutFile> inOne(String name, SecretsPlace.Split objects, ObjectTrees trees) {
        Map<String, List<HasMetadata>> one = new TreeMap<>();
        if (!objects.open().isEmpty()) {
            one.put(name + ".yaml", objects.open());
        }
        return byName(objects.kept(), one, trees);
    }

    /** Returns objects by the name of their file. */
    public static Map<String, List<HasMetadata>> grouped(List<HasMetadata> objects) {
        Map<String, List<HasMetadata>> byFile = new TreeMap<>();
        for (HasMetadata object : objects) {
            byFile.computeIfAbsent(LayoutFile.nameFor(object), file -> new ArrayList<>())
                    .add(object);
        }
        return byFile;
    }

    /**
     * Separately written Secrets take precedence for the name of their file, because that file is excluded from version
     * control.
     */
    private static List<LayoutFile> byName(
            List<HasMetadata> secrets, Map<String, List<HasMetadata>> byFile, ObjectTrees trees) {
        if (!secrets.isEmpty()) {
            List<HasMetadata> others = byFile.put(SECRETS, secrets);
            if (others != null) {
                byFile.computeIfAbsent("secrets-service.yaml", file -> new ArrayList<>())
                        .addAll(others);
            }
        }
        return byFile.entrySet().stream()
                .map(file -> LayoutFile.of(file.getKey(), file.getValue(), trees))
                .toList();
    }
}
