package dev.sild.compose.translate.storage;

import java.util.List;
import java.util.Optional;

/**
 * What a program writes into its image's folders, by absolute paths.
 *
 * @param lost what is lost when its container restarts
 * @param databases folders of databases that it keeps in files: they get claims
 * @param beside folders of such databases beside the program, which a volume there would hide
 * @param named the folder that its settings name for its data, in place of those of the image
 */
public record ImageData(List<String> lost, List<String> databases, List<String> beside, Optional<String> named) {
    public ImageData {
        lost = List.copyOf(lost);
        databases = List.copyOf(databases);
        beside = List.copyOf(beside);
    }
}
