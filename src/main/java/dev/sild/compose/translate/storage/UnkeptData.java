package dev.sild.compose.translate.storage;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The data of images without people's work in them that no volume holds. Many run without a volume on purpose, so that
 * they get no claim; what becomes of their data is said in one line.
 */
final class UnkeptData {
    private static final int MOST_NAMED = 8;

    private final List<String> named = new ArrayList<>();
    private Optional<Attribute> first = Optional.empty();

    /** Notes the folders of a service; none if all its data is held. */
    void add(Attribute service, String component, List<String> folders) {
        if (!folders.isEmpty()) {
            named.add(component + " (" + String.join(", ", folders) + ")");
            first = first.or(() -> Optional.of(service.get("image").or(service)));
        }
    }

    /** Reports them. */
    void report() {
        int more = named.size() - MOST_NAMED;
        first.ifPresent(image -> image.note(
                Code.DATA_NOT_KEPT,
                "no volume holds the data of " + String.join(", ", named.subList(0, Math.min(MOST_NAMED, named.size())))
                        + (more > 0 ? " and " + more + " more" : "")
                        + ": it is lost when the container restarts, while Docker keeps it until the container is"
                        + " removed",
                "mount a named volume there if the data matters"));
    }
}
