package dev.sild.output.kustomize;

import dev.sild.kubernetes.objects.Labels;
import dev.sild.output.layout.LayoutFile;
import dev.sild.output.layout.Manifests;
import dev.sild.output.layout.ObjectTrees;
import dev.sild.output.layout.SecretsPlace;
import dev.sild.output.layout.SildMark;
import dev.sild.syntax.YamlComment;
import io.fabric8.kubernetes.api.model.HasMetadata;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The ConfigMaps and Secrets that kustomize generates from files. The hash that it puts after their names replaces the
 * one in the annotation of the pods that mount them.
 */
record Generated(GeneratedFiles configMaps, GeneratedFiles secrets) {
    private static final List<String> CHECKSUM = List.of("metadata", "annotations", Labels.FILES_CHECKSUM);
    private static final String ATTRIBUTES = YamlComment.line(SildMark.WORDS + ": git must not change line ends here.")
            + "* -text\n"
            + ".gitattributes text\n";

    /** What refers to ConfigMaps and Secrets, in a base and its components. */
    record References(NameReferences configMaps, NameReferences secrets) {
        static References of(Manifests manifests) {
            List<HasMetadata> all = Stream.concat(
                            manifests.objects().stream(),
                            manifests.profiles().values().stream().flatMap(List::stream))
                    .toList();
            return new References(NameReferences.of("ConfigMap", all), NameReferences.of("Secret", all));
        }
    }

    static Generated of(SecretsPlace place, List<HasMetadata> objects, References references) {
        GeneratedFiles secrets = GeneratedFiles.ofSecrets(place, objects, references.secrets());
        return new Generated(GeneratedFiles.ofConfigMaps(secrets.rest(), references.configMaps()), secrets);
    }

    /** Returns what is not generated. */
    List<HasMetadata> rest() {
        return configMaps.rest();
    }

    /** Returns what is generated. */
    List<HasMetadata> objects() {
        return Stream.of(configMaps, secrets)
                .flatMap(files -> files.generated().stream())
                .toList();
    }

    /** Returns trees without the annotation of pods whose ConfigMaps all have a hash in their names. */
    ObjectTrees withoutHashes(ObjectTrees trees) {
        return object -> {
            Map<String, Object> tree = trees.of(object);
            if (object.getKind().equals("Job") || !configMaps.tellsOfChanges(object)) {
                return tree;
            }
            List<String> template = object.getKind().equals("CronJob")
                    ? List.of("spec", "jobTemplate", "spec", "template")
                    : List.of("spec", "template");
            return TreeFields.without(
                    tree, Stream.concat(template.stream(), CHECKSUM.stream()).toList());
        };
    }

    /** Adds the generators of a base to its kustomization, and their files below {@code folder}. */
    void addTo(Map<String, Object> kustomization, Map<String, String> common, String folder, List<LayoutFile> files) {
        add(
                kustomization,
                configMaps.generators(common),
                secrets.generators(common),
                Stream.of(configMaps.files(folder), secrets.files(folder)),
                folder,
                files);
    }

    /** Adds the generators of what {@code base} has not, or not so. */
    void addBeside(Generated base, Map<String, Object> kustomization, String folder, List<LayoutFile> files) {
        add(
                kustomization,
                configMaps.generatorsBeside(base.configMaps),
                secrets.generatorsBeside(base.secrets),
                Stream.of(configMaps.filesBeside(base.configMaps, folder), secrets.filesBeside(base.secrets, folder)),
                folder,
                files);
    }

    private static void add(
            Map<String, Object> kustomization,
            List<Map<String, Object>> configMaps,
            List<Map<String, Object>> secrets,
            Stream<List<LayoutFile>> more,
            String folder,
            List<LayoutFile> files) {
        if (!configMaps.isEmpty()) {
            kustomization.put("configMapGenerator", configMaps);
            files.add(LayoutFile.of(folder + LayoutFile.CONFIGS + ".gitattributes", ATTRIBUTES));
        }
        if (!secrets.isEmpty()) {
            kustomization.put("secretGenerator", secrets);
        }
        more.forEach(files::addAll);
    }
}
