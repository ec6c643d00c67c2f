package dev.sild.compose.translate.storage;

import java.util.List;

/**
 * What a program writes into its image's folders, by absolute paths.
 *
 * @param lost what is lost when its container restarts
 * @param databases folders of databases that it keeps in files: they get claims
 * @param beside folders of such databases beside the program, which a volume there would hide
 */
public record ImageData(List<String> lost, List<String> databases, List<String> beside) {
    public ImageData {
        lost = List.copyOf(lost);
        databases = List.copyOf(databases);
        beside = List.copyOf(beside);
    }
}
