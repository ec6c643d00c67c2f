package dev.sild.stacks.shared;

import dev.sild.model.Files;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;

/** Bundles of files that Sild writes for a component. */
public final class GeneratedFiles {
    private GeneratedFiles() {}

    /** Returns the bundle, called by its component's name, of one file. */
    public static Files of(String component, String file, String text) {
        return of(component, component, List.of(entry(file, file, text)));
    }

    /** Returns a bundle of a component. */
    public static Files of(String name, String component, List<Files.Entry> entries) {
        return new Files(name, entries, false, true, Optional.of(component));
    }

    /** Returns a file of a bundle. */
    public static Files.Entry entry(String key, String path, String text) {
        return new Files.Entry(key, path, -1, text.getBytes(StandardCharsets.UTF_8));
    }
}
