package dev.sild.inputs.units;

import java.util.List;

/**
 * The text of a unit.
 *
 * @param name its file name, such as {@code web.container}; of a template's instance the name with the instance
 * @param file how the file is shown to the user
 * @param folder the folder of the file below the project's folder, ending in a slash; empty for the project's folder
 * @param dropIns the files that add to it, in their order
 */
public record UnitSource(String name, String file, String folder, String text, List<UnitSource> dropIns) {
    public UnitSource {
        dropIns = List.copyOf(dropIns);
    }
}
