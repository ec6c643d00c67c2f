package dev.sild.compose.translate.storage;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.KnownFolders;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The data of images without people's work in them that no volume holds. Many run without a volume on purpose, so that
 * they get no claim; what becomes of their data is said in one line, and in another for what nobody keeps: caches,
 * which are filled again, logs and temporary files.
 */
final class UnkeptData {
    private static final int MOST_NAMED = 8;

    private final Kind caches = new Kind();
    private final Kind others = new Kind();
    private boolean onlyCaches = true;

    /** Services of which the same is said. */
    private static final class Kind {
        private final List<String> named = new ArrayList<>();
        private Optional<Attribute> first = Optional.empty();

        private void report(Code code, String fate) {
            int more = named.size() - MOST_NAMED;
            first.ifPresent(image -> image.note(
                    code,
                    "no volume holds the data of "
                            + String.join(", ", named.subList(0, Math.min(MOST_NAMED, named.size())))
                            + (more > 0 ? " and " + more + " more" : "") + ": " + fate
                            + " when the container restarts, while Docker keeps it until the container is removed",
                    "mount a named volume there if the data matters"));
        }
    }

    /** Notes the folders of a service; none if all its data is held. */
    void add(Attribute service, String component, List<String> folders, boolean cache) {
        List<String> passing = folders.stream()
                .filter(folder -> cache || KnownFolders.isPassing(folder))
                .toList();
        List<String> lasting =
                folders.stream().filter(folder -> !passing.contains(folder)).toList();
        add(caches, service, component, passing);
        add(others, service, component, lasting);
        onlyCaches &= cache || passing.isEmpty();
    }

    private static void add(Kind kind, Attribute service, String component, List<String> folders) {
        if (!folders.isEmpty()) {
            kind.named.add(component + " (" + String.join(", ", folders) + ")");
            kind.first = kind.first.or(() -> Optional.of(service.get("image").or(service)));
        }
    }

    /** Reports them. */
    void report() {
        others.report(Code.DATA_NOT_KEPT, "it is lost");
        caches.report(Code.CACHE_NOT_KEPT, onlyCaches ? "the cache is empty" : "it is lost");
    }
}
