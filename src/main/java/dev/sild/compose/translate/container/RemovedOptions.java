package dev.sild.compose.translate.container;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ImageReference;
import dev.sild.report.Code;
import java.util.regex.Pattern;

/**
 * Options that a server has no more, where the tag of its image does not say which version runs: this machine may have
 * an older one than nodes pull.
 *
 * @see <a href="https://dev.mysql.com/doc/relnotes/mysql/8.4/en/news-8-4-0.html">Changes in MySQL 8.4.0</a>
 */
public final class RemovedOptions {
    private static final Pattern MYSQL_OPTION = Pattern.compile("--default[-_]authentication[-_]plugin\\b");

    /** Tags that lead to a newer version from time to time; all versions of others have the option, or none. */
    private static final Pattern FLOATING =
            Pattern.compile("(?:latest|8|lts|innovation)(?:-[a-z0-9]{1,20})?|oracle[a-z0-9]{0,9}");

    private RemovedOptions() {}

    /** Reports such an option in the command of a service. */
    public static void report(Attribute service) {
        ImageReference image = ImageReference.parse(service.get("image").peek());
        String tag = image.tag().orElse("latest");
        Attribute command = service.get("command");
        boolean asks = command.strings().stream()
                .anyMatch(word -> MYSQL_OPTION.matcher(word).find());
        if (asks
                && image.familiarName().equals("mysql")
                && image.digest().isEmpty()
                && FLOATING.matcher(tag).matches()) {
            command.note(
                    Code.PROCESS_DIFFERS,
                    "MySQL 8.4 and newer, which nodes pull as '" + tag
                            + "', do not start with --default-authentication-plugin; this machine may have an older"
                            + " version",
                    "use mysql:8.0, or remove the option");
        }
    }
}
