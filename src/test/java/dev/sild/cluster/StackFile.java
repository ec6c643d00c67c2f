package dev.sild.cluster;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/**
 * A kind of stack as the operator's tests know it: a folder with one resource that has a bit of everything, and what
 * becomes of its objects when it changes. The tests themselves are the same for every kind.
 */
record StackFile(Path folder) {
    private static final Path KINDS = Path.of("src", "test", "resources", "operator");

    /** A change of the spec and the objects that it concerns, as {@code Kind/name}. */
    record Change(
            String name, Map<String, Object> patch, List<String> created, List<String> changed, List<String> pruned) {
        @Override
        public String toString() {
            return name;
        }
    }

    static Stream<StackFile> all() {
        try (Stream<Path> folders = Files.list(KINDS)) {
            return folders.filter(Files::isDirectory).sorted().map(StackFile::new).toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Returns a name for a stack of this kind: stacks of two kinds have objects of the same names where they have the
     * same. A short one, since the names of objects that are cut end in a hash, and could not be compared with another
     * stack's.
     */
    String stack(String title) {
        return title + "-" + all().toList().indexOf(this);
    }

    /** Returns the resource, under a name of its own. */
    Map<String, Object> named(String name) {
        Map<String, Object> resource = map(read("stack.yaml"));
        map(resource.get("metadata")).put("name", name);
        return resource;
    }

    /** Returns a change of the spec's that concerns one object, another for each value. */
    Map<String, Object> touch(int value) {
        return StackFile.map(new Yaml(new SafeConstructor(new LoaderOptions()))
                .load(text("touch.yaml").replace("VALUE", String.valueOf(value))));
    }

    /** Returns the smallest resource of the kind, under a name of its own. */
    Map<String, Object> smallest(String name) {
        Map<String, Object> resource = map(read("smallest.yaml"));
        map(resource.get("metadata")).put("name", name);
        return resource;
    }

    /** Returns the resource as it is. */
    Map<String, Object> resource() {
        return map(read("stack.yaml"));
    }

    String apiVersion() {
        return (String) resource().get("apiVersion");
    }

    String kind() {
        return (String) resource().get("kind");
    }

    List<Change> changes() {
        return ((List<?>) read("changes.yaml"))
                .stream()
                        .map(StackFile::map)
                        .map(change -> new Change(
                                (String) change.get("name"),
                                map(change.get("patch")),
                                strings(change.get("created")),
                                strings(change.get("changed")),
                                strings(change.get("pruned"))))
                        .toList();
    }

    private Object read(String name) {
        return new Yaml(new SafeConstructor(new LoaderOptions())).load(text(name));
    }

    private String text(String name) {
        try {
            return Files.readString(folder.resolve(name));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @SuppressWarnings("unchecked")
    static Map<String, Object> map(Object value) {
        return (Map<String, Object>) value;
    }

    private static List<String> strings(Object value) {
        return value == null
                ? List.of()
                : ((List<?>) value).stream().map(String::valueOf).toList();
    }

    @Override
    public String toString() {
        return folder.getFileName().toString();
    }
}
