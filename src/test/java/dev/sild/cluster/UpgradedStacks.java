package dev.sild.cluster;

import com.fasterxml.jackson.databind.JsonNode;
import dev.sild.Tree;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The stacks of a release that are upgraded, each under a name of its own.
 *
 * @param resources the custom resources
 */
record UpgradedStacks(List<Map<String, Object>> resources) {
    private static final Path LIST = Path.of("src/test/resources/upgrade/stacks.txt");

    /**
     * Reads them from the sources of a release, which may lack the newest.
     *
     * @param release the folder with its sources
     */
    static UpgradedStacks of(Path release) {
        List<Map<String, Object>> resources = new ArrayList<>();
        try {
            for (String line : Files.readAllLines(LIST)) {
                Path file = release.resolve("src/test/resources").resolve(line);
                if (!line.startsWith("#") && Files.exists(file)) {
                    Map<String, Object> resource =
                            Tree.documents(Files.readString(file)).get(0);
                    Map<String, Object> metadata = StackFile.map(resource.get("metadata"));
                    // Short: names of objects that are cut end in a hash.
                    metadata.put("name", "s" + resources.size());
                    metadata.remove("namespace");
                    resources.add(resource);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new UpgradedStacks(resources);
    }

    List<String> names() {
        return resources.stream()
                .map(resource -> Tree.text(resource, "metadata", "name"))
                .toList();
    }

    /** Returns how many there are of each kind. */
    Map<String, Long> counts() {
        return resources.stream()
                .collect(Collectors.groupingBy(
                        resource -> Tree.text(resource, "kind"), TreeMap::new, Collectors.counting()));
    }

    /** Returns those that are not ready, with the reason. */
    List<String> unready(ControlPlane plane, String namespace) {
        List<String> unready = new ArrayList<>();
        for (Map<String, Object> resource : resources) {
            String path = plane.client().path(Tree.text(resource, "apiVersion"), Tree.text(resource, "kind"), namespace)
                    + "/" + Tree.text(resource, "metadata", "name");
            JsonNode stack = plane.client().get(path).require().json();
            String ready = OperatorBench.condition(stack, "Ready");
            if (!ready.startsWith("True")) {
                unready.add(path + ": " + ready);
            }
        }
        return unready;
    }
}
