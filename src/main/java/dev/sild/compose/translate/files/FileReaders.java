package dev.sild.compose.translate.files;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ImageFacts;
import dev.sild.model.Security;
import java.util.Optional;

/**
 * Who reads the files that are mounted: in a pod they belong to root, and to a group where the user's number is known.
 */
public final class FileReaders {
    private static final int BY_ALL = 0444;

    private FileReaders() {}

    /**
     * Whether the container runs as a non-root user who cannot be given its files: the user's number is unknown, or
     * podman plays it, which supports no group for a pod's files.
     *
     * @param ownsFiles whether the files of a pod can be given a group
     */
    public static boolean areUnknown(
            Attribute service, Optional<ImageFacts> image, Security security, boolean ownsFiles) {
        if (security.user().isPresent()) {
            return security.user().get() != 0 && !ownsFiles;
        }
        String user = service.get("user").peek();
        if (!user.isEmpty()) {
            return !user.startsWith("root") && !user.startsWith("0");
        }
        return image.filter(facts -> facts.uid().isPresent()
                        ? facts.runsAsNonRoot() && !ownsFiles
                        : !facts.startsAsRoot() && !facts.userName().isEmpty())
                .isPresent();
    }

    /**
     * Returns permission bits, -1 for the default. The loader has converted them to a decimal number, whatever form the
     * file uses.
     *
     * @param unknown whether only who may read what all may read can read the file
     */
    public static int mode(Attribute mode, boolean unknown) {
        int bits = mode.number().map(number -> number.intValue() & 0777).orElse(-1);
        if (bits < 0 || (bits & BY_ALL) == BY_ALL || !unknown) {
            return bits;
        }
        note(mode);
        return bits | BY_ALL;
    }

    /** Reports that every user in the container may read the files, since the reader's user number is unknown. */
    public static void note(Attribute where) {
        where.noteApproximated(
                "the files are owned by root in the pod and the reader's user number is unknown; every user"
                        + " may read them",
                "set the user's number, as in 'user: \"1000:1000\"'");
    }
}
