package dev.sild.kubernetes.objects;

import dev.sild.model.Files;
import dev.sild.model.Names;
import java.util.ArrayList;
import java.util.List;

/**
 * Large file bundles as several objects, which a pod mounts as one: a client-side {@code kubectl apply} keeps a copy of
 * each object in an annotation, and annotations end at 256 KiB.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/storage/projected-volumes/">Projected Volumes</a>
 */
public final class FileParts {
    /** How much of an object's 256 KiB the contents may take; names, keys and metadata take the rest. */
    private static final long MAX_ENCODED = 220_000;

    private FileParts() {}

    /** Returns the bundle's parts, each small enough for an annotation unless one file alone is not; mostly one. */
    public static List<Files> of(Files files) {
        List<List<Files.Entry>> parts = new ArrayList<>(List.of(new ArrayList<>()));
        long left = MAX_ENCODED;
        for (Files.Entry entry : files.entries()) {
            long size = files.jsonBytes(entry);
            List<Files.Entry> last = parts.get(parts.size() - 1);
            if (size > left && !last.isEmpty()) {
                last = new ArrayList<>();
                parts.add(last);
                left = MAX_ENCODED;
            }
            last.add(entry);
            left -= size;
        }
        if (parts.size() == 1) {
            return List.of(files);
        }
        List<Files> all = new ArrayList<>();
        for (List<Files.Entry> entries : parts) {
            String name = all.isEmpty()
                    ? files.name()
                    : Names.label(files.name() + "-part", Integer.toString(all.size() + 1));
            all.add(new Files(name, entries, files.secret(), files.supplied(), files.owner()));
        }
        return all;
    }
}
