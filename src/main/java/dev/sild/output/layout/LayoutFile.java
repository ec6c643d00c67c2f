package dev.sild.output.layout;

import dev.sild.kubernetes.ParallelWork;
import dev.sild.kubernetes.objects.Labels;
import dev.sild.output.files.OutputFile;
import dev.sild.syntax.YamlComment;
import dev.sild.yaml.YamlWriter;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.Secret;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;

/**
 * A file of a layout.
 *
 * @param name its path below the layout's folder, with {@code /} between folders
 * @param text what it holds
 * @param mode who may do what with it
 * @param secret whether it holds the value of a secret, and not only a place for one
 */
public record LayoutFile(String name, String text, OutputFile.Mode mode, boolean secret) {
    /** The folder of the files with values of Secrets. */
    public static final String SECRETS = "secrets/";
    /** The folder of the files that ConfigMaps are made of. */
    public static final String CONFIGS = "configs/";

    /** Makes one that holds the value of a secret if only its owner may read it. */
    public LayoutFile(String name, String text, OutputFile.Mode mode) {
        this(name, text, mode, mode == OutputFile.Mode.SECRET);
    }

    /** Returns one that everybody may read. */
    public static LayoutFile of(String name, String text) {
        return new LayoutFile(name, text, OutputFile.Mode.PLAIN);
    }

    /** Returns one of objects; where a Secret is among them, only its owner may read it. */
    public static LayoutFile of(String name, List<HasMetadata> objects, ObjectTrees trees) {
        // Pods for podman have only the labels of their own.
        boolean labelled = objects.stream().allMatch(SildMark::isOn);
        return new LayoutFile(
                name,
                labelled ? yaml(objects, trees) : YamlComment.line(SildMark.WORDS + ".") + yaml(objects, trees),
                objects.stream().anyMatch(Secret.class::isInstance) ? OutputFile.Mode.SECRET : OutputFile.Mode.PLAIN,
                objects.stream().anyMatch(object -> object instanceof Secret secret && hasValue(secret)));
    }

    private static boolean hasValue(Secret secret) {
        return Stream.of(secret.getData(), secret.getStringData())
                .filter(Objects::nonNull)
                .flatMap(values -> values.values().stream())
                .anyMatch(value -> value != null && !value.isEmpty());
    }

    /** Returns one of objects whose trees lack the label by which Sild would know the file. */
    public static LayoutFile marked(String name, List<HasMetadata> objects, ObjectTrees trees) {
        LayoutFile file = of(name, objects, trees);
        String mark = YamlComment.line(SildMark.WORDS + ".");
        return file.text.startsWith(mark) ? file : new LayoutFile(name, mark + file.text, file.mode, file.secret);
    }

    /** Returns objects as a stream of YAML documents. */
    public static String yaml(List<HasMetadata> objects, ObjectTrees trees) {
        return String.join("---\n", ParallelWork.map(objects, some -> documents(some, trees)));
    }

    private static String documents(List<HasMetadata> objects, ObjectTrees trees) {
        List<Map<String, Object>> documents = new ArrayList<>(objects.size());
        for (HasMetadata object : objects) {
            documents.add(trees.of(object));
        }
        return YamlWriter.write(documents);
    }

    /**
     * Returns the name of the file that contains an object: a component's objects in its own file, the others by kind,
     * and the namespace in the file that sorts first.
     */
    public static String nameFor(HasMetadata object) {
        Map<String, String> labels = object.getMetadata().getLabels() == null
                ? Map.of()
                : object.getMetadata().getLabels();
        if (labels.containsKey(Labels.COMPONENT)) {
            // Of a stack: several may be in one folder, so files are named as their objects are.
            return labels.get(Labels.INSTANCE) + "-" + labels.get(Labels.COMPONENT) + ".yaml";
        }
        String component = labels.get(Labels.NAME);
        if (component != null) {
            return component + ".yaml";
        }
        return switch (object.getKind()) {
            case "Namespace" -> "00-namespace.yaml";
            case "PersistentVolume", "PersistentVolumeClaim" -> "volumes.yaml";
            case "NetworkPolicy" -> "network-policies.yaml";
            case "ServiceAccount", "Role", "RoleBinding" -> "access.yaml";
            case "Service" -> "services.yaml";
            case "Pod" -> object.getMetadata().getName() + ".yaml";
            default -> "files.yaml";
        };
    }
}
