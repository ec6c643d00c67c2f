package dev.sild.compose.translate.claims;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ContainerPaths;
import dev.sild.images.ImageFacts;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** Where databases keep their data, and which of these folders must be empty at their first start. */
public final class DatabaseFolders {
    private static final String MYSQL = "/var/lib/mysql";
    /** Also where Timescale's image for high availability keeps its data. */
    private static final Set<String> POSTGRES = Set.of("/var/lib/postgresql/data", "/home/postgres/pgdata/data");
    /** Where postgres 18 and newer versions keep their data. */
    private static final Pattern OF_VERSION = Pattern.compile("/var/lib/postgresql/\\d+/docker");

    private DatabaseFolders() {}

    /** Whether only databases use a path for their data, regardless of the image's name. */
    public static boolean isKnown(String path) {
        return path.equals(MYSQL) || isOfPostgres(path);
    }

    /** Whether only postgres uses a path for its data: it sets the mode of the folder, which its owner alone can. */
    public static boolean isOfPostgres(String path) {
        return POSTGRES.contains(path) || OF_VERSION.matcher(path).matches();
    }

    /** Returns the folder that a service specifies for its database; empty if it specifies none. */
    public static String named(Attribute service) {
        String folder = service.get("environment").get("PGDATA").string();
        return folder.isEmpty() ? "" : ContainerPaths.absolute("/", folder);
    }

    /** Whether a program keeps its data at {@code target}, which it fills itself. */
    public static boolean hold(String target, Attribute service, Optional<ImageFacts> image) {
        return isKnown(target) || named(service).equals(target) || isOfImage(target, service, image);
    }

    /**
     * Whether a database keeps its data at {@code target}, where files of the project are a database of this machine.
     */
    public static boolean areOfDatabase(String target, Attribute service, Optional<ImageFacts> image) {
        return isOne(target, service, image)
                || image.filter(facts -> facts.lastingFolders().contains(target))
                        .isPresent();
    }

    /** Whether a path is the folder that a database keeps its data in, and wants to find empty. */
    static boolean isOne(String target, Attribute service, Optional<ImageFacts> image) {
        return isKnown(target) || named(service).equals(target) || wantsEmpty(target, service, image);
    }

    /** A file system of its own has a folder lost+found, and a database that starts in it takes it for foreign data. */
    public static boolean refuseLostAndFound(String target, Attribute service, Optional<ImageFacts> image) {
        boolean known = isKnown(target) || wantsEmpty(target, service, image);
        String moved = named(service);
        return moved.equals(target) || known && !moved.startsWith(target + "/");
    }

    private static boolean wantsEmpty(String target, Attribute service, Optional<ImageFacts> image) {
        return image.filter(ImageFacts::wantsEmptyDataFolder).isPresent() && isOfImage(target, service, image);
    }

    private static boolean isOfImage(String target, Attribute service, Optional<ImageFacts> image) {
        return image.filter(facts -> facts.dataFolders().contains(target)).isPresent()
                || CommandFolders.of(service, image)
                        .filter(folders -> folders.contains(target))
                        .isPresent();
    }
}
