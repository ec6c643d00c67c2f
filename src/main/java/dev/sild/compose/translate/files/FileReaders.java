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
     * Whether the container runs as somebody other than root who cannot be given its files: nobody knows the number, or
     * podman plays it, which knows no group of a pod's files.
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
     * Returns permission bits, -1 for the default. The loader has made a decimal number of them, whatever form the file
     * has.
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

    /** Says that files are readable to all of the container, since nobody knows the number of who is to read them. */
    public static void note(Attribute where) {
        where.noteApproximated(
                "the files are owned by root in the pod and the reader's user number is unknown; every user"
                        + " may read them",
                "set the user's number, as in 'user: \"1000:1000\"'");
    }
}
