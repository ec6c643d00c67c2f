package dev.sild.compose.translate.image;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ContainerPaths;
import dev.sild.images.ImageFacts;
import dev.sild.images.KnownImages;
import dev.sild.units.ExposedPort;
import java.util.Arrays;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The known database that an unknown image is made from, by what its service says: a variable that only the server's
 * entrypoint reads, and its port or the scripts of its first start. A client may have the variable alone.
 */
enum DatabaseSigns {
    /** By the port and folder that MariaDB and MySQL share. */
    MYSQL(
            "mariadb",
            "3306",
            "(?:MYSQL|MARIADB)_(?:ROOT_PASSWORD(?:_FILE|_HASH)?|ALLOW_EMPTY_(?:ROOT_)?PASSWORD|RANDOM_ROOT_PASSWORD)"),
    /** The newest version with the old folder: one that has moved it says so when it starts. */
    POSTGRES("postgres:17", "5432", "POSTGRES_(?:PASSWORD(?:_FILE)?|HOST_AUTH_METHOD)"),
    MONGO("mongo", "27017", "MONGO_INITDB_ROOT_USERNAME(?:_FILE)?");

    private static final String SCRIPTS = "/docker-entrypoint-initdb.d";

    /** What the paths have in them at which images that are made in another way keep the data. */
    private static final Pattern HOLDS_DATA = Pattern.compile("(?i)data|mysql|mariadb|postgres|pgsql|mongo|bitnami");

    /** What paths have in them, besides, that are those of settings, logs, copies of the data, or files. */
    private static final Pattern HOLDS_OTHERS =
            Pattern.compile("(?i)^/etc/|(?<![a-z])logs?(?![a-z])|backup|dump|import|export|init|conf|\\.\\w{1,5}$");

    private final String image;
    private final String port;
    private final Pattern variable;

    DatabaseSigns(String image, String port, String variable) {
        this.image = image;
        this.port = port;
        this.variable = Pattern.compile(variable);
    }

    /** Returns what is known of the database that a service is by its signs; empty if they are of none. */
    static Optional<ImageFacts> facts(Attribute service) {
        return keepsData(service)
                ? Optional.empty()
                : Arrays.stream(values())
                        .filter(database -> database.isSeenIn(service))
                        .findFirst()
                        .flatMap(database -> KnownImages.dataOf(database.image));
    }

    private boolean isSeenIn(Attribute service) {
        return service.get("environment").entries().keySet().stream()
                        .anyMatch(name -> variable.matcher(name).matches())
                && (ports(service).anyMatch(port::equals)
                        || targets(service).anyMatch(target -> ContainerPaths.contains(SCRIPTS, target)));
    }

    /** Whether a volume of the service may already hold the data, wherever the image has it. */
    private static boolean keepsData(Attribute service) {
        return service.get("volumes").items().stream()
                .filter(volume -> !volume.get("read_only").peek().equals("true"))
                .map(DatabaseSigns::target)
                .anyMatch(target -> HOLDS_DATA.matcher(target).find()
                        && !HOLDS_OTHERS.matcher(target).find());
    }

    private static Stream<String> targets(Attribute service) {
        return service.get("volumes").items().stream().map(DatabaseSigns::target);
    }

    private static String target(Attribute volume) {
        return ContainerPaths.absolute("/", volume.get("target").peek());
    }

    private static Stream<String> ports(Attribute service) {
        return Stream.concat(
                        service.get("ports").items().stream()
                                .map(each -> each.get("target").peek()),
                        service.get("expose").items().stream().map(each -> ExposedPort.ofContainer(each.peek())))
                .map(text -> text.endsWith("/tcp") ? text.substring(0, text.length() - "/tcp".length()) : text);
    }
}
