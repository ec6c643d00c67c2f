package dev.sild.inputs.units;

import dev.sild.yaml.Node;
import java.nio.file.Path;
import java.util.List;

/**
 * The text of a unit.
 *
 * @param name its file name, such as {@code web.container}; of a template's instance the name with the instance
 * @param file how the file is shown to the user
 * @param folder the folder of the file below the project's folder, ending in a slash; empty for the project's folder
 * @param dropIns the files that add to it, in their order
 * @param kube the Kubernetes YAML that it names
 */
public record UnitSource(
        String name, String file, String folder, String text, List<UnitSource> dropIns, KubeFiles kube) {
    public UnitSource {
        dropIns = List.copyOf(dropIns);
    }

    /** A unit that names no Kubernetes YAML. */
    public UnitSource(String name, String file, String folder, String text, List<UnitSource> dropIns) {
        this(name, file, folder, text, dropIns, KubeFiles.NONE);
    }

    /**
     * The files that a {@code .kube} unit names.
     *
     * @param documents what they contain; nothing where one of them cannot be read
     * @param folder the current folder, absolute: host paths below it become relative
     */
    public record KubeFiles(List<Node> documents, Path folder) {
        /** No files. */
        public static final KubeFiles NONE = new KubeFiles(List.of(), Path.of("/"));

        public KubeFiles {
            documents = List.copyOf(documents);
        }
    }
}
