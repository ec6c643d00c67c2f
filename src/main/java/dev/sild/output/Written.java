package dev.sild.output;

import dev.sild.output.files.OutputFile;
import java.util.List;
import java.util.Optional;

/**
 * What was written.
 *
 * @param count the number of files, or of objects on standard output
 * @param folder the folder of the files as the user named it; empty where there is none
 * @param file the only file; empty where there are several, or none
 * @param checked whether it was only compared with what is there
 * @param differences how files that were compared differ, for people; empty where they do not
 * @param commits the commits that images of those files are tagged with
 */
public record Written(
        int count,
        Optional<String> folder,
        Optional<String> file,
        boolean checked,
        String differences,
        List<String> commits) {

    /** Returns files that were written. */
    static Written files(int count, Optional<String> folder, Optional<String> file) {
        return new Written(count, folder, file, false, "", List.of());
    }

    /** Returns what was compared with the files that are there, and not written. */
    static Written compared(List<OutputFile> files, Optional<String> folder, Optional<String> file) {
        return new Written(files.size(), folder, file, true, Freshness.differences(files), Freshness.commits(files));
    }

    /** Returns what goes to standard output. */
    static Written toStandardOutput(int objects) {
        return new Written(objects, Optional.empty(), Optional.empty(), false, "", List.of());
    }

    /** Returns the words for it, as in {@code wrote 7 files to k8s/}. */
    public String words() {
        String place = folder.or(() -> file).orElse("standard output");
        if (checked) {
            return place + " is up to date";
        }
        return file.map(only -> "wrote " + only)
                .orElse("wrote " + count + (folder.isPresent() ? " file" : " object") + (count == 1 ? "" : "s") + " to "
                        + place);
    }
}
