package dev.sild.output;

import dev.sild.model.Origin;
import dev.sild.output.files.OutputFile;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** Compares the files that are there with those that would be written. */
final class Freshness {
    private Freshness() {}

    /** Reports each file that is not as it would be written. A file of secrets may be missing: git ignores it. */
    static void check(List<OutputFile> files, List<Finding> findings) {
        for (OutputFile file : files) {
            boolean exists = Files.exists(file.place(), LinkOption.NOFOLLOW_LINKS);
            if (!isUnchanged(file) && (exists || file.mode() != OutputFile.Mode.SECRET)) {
                findings.add(new Finding(
                        Code.OUTPUT_STALE,
                        Origin.NONE,
                        file.shown() + (exists ? " differs from what would be written" : " does not exist"),
                        "convert again without --check"));
            }
        }
    }

    /** Whether a regular file with the same content is there. */
    static boolean isUnchanged(OutputFile file) {
        if (!Files.isRegularFile(file.place(), LinkOption.NOFOLLOW_LINKS)) {
            return false;
        }
        try (InputStream in = Files.newInputStream(file.place(), LinkOption.NOFOLLOW_LINKS)) {
            byte[] text = file.text().getBytes(StandardCharsets.UTF_8);
            return Arrays.equals(in.readNBytes(text.length + 1), text);
        } catch (IOException unreadable) {
            return false;
        }
    }

    /** Whether two paths refer to the same file. */
    static boolean isSame(Path one, Path other) {
        try {
            return Files.isSameFile(one, other);
        } catch (IOException missing) {
            return false;
        }
    }
}
