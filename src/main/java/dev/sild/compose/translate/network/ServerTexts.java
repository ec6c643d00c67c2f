package dev.sild.compose.translate.network;

import dev.sild.compose.translate.files.FileBundles;
import dev.sild.model.Component;
import dev.sild.model.Files;
import dev.sild.model.Mount;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** The texts of files that the servers of components read: mounted ones, and those that Dockerfiles copy. */
public final class ServerTexts {
    private final List<Component> components;
    private final FileBundles bundles;
    private final List<Files> images;
    /** The texts by their content: thousands of services may mount one file. */
    private final IdentityHashMap<byte[], String> read = new IdentityHashMap<>();

    /**
     * Creates an instance.
     *
     * @param images files that Dockerfiles copy into the images of components
     */
    public ServerTexts(List<Component> components, FileBundles bundles, List<Files> images) {
        this.components = components;
        this.bundles = bundles;
        this.images = images;
    }

    /** Returns the texts of those with such paths, by component. */
    Map<String, List<String>> of(Predicate<String> path) {
        Map<String, List<String>> texts = new HashMap<>();
        for (Component component : components) {
            for (Mount mount : component.main().mounts()) {
                if (mount.source() instanceof Mount.OfFiles of) {
                    bundles.find(of.name())
                            .ifPresent(files -> files.entries().stream()
                                    .filter(entry -> path.test(mount.path() + "/" + entry.path()))
                                    .forEach(entry -> add(texts, component.name(), entry)));
                }
            }
        }
        images.forEach(files -> files.owner()
                .ifPresent(owner -> files.entries().stream()
                        .filter(entry -> path.test(entry.key()))
                        .forEach(entry -> add(texts, owner, entry))));
        return texts;
    }

    private void add(Map<String, List<String>> texts, String component, Files.Entry entry) {
        texts.computeIfAbsent(component, first -> new ArrayList<>())
                .add(read.computeIfAbsent(entry.content(), content -> new String(content, StandardCharsets.UTF_8)));
    }
}
