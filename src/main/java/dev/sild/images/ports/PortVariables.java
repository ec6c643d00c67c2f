package dev.sild.images.ports;

import dev.sild.images.ImageReference;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Which variables the image of a data server reads to find out where it listens. Others with a port in their name are
 * about something else: services often share one file with the variables of all of them.
 */
public final class PortVariables {
    /** The ends of names of ports. */
    private static final Pattern PORT = Pattern.compile("(?i)(?:^|.*[_.])(?:TCP_)?PORT(?:_NUMBER)?");

    /** Names that only servers have: lists of listeners, and keys of a file of settings such as {@code http.port}. */
    private static final Pattern SETTING = Pattern.compile("(?i).*LISTENERS?|(?:[a-z0-9_-]{1,60}\\.){1,8}port");

    /** Those that say where something else listens, beside what clients connect to. */
    private static final Pattern BESIDE =
            Pattern.compile("(?i)(?:^|.*[_.])(?:JMX|METRICS|EXPORTER|PROMETHEUS|CONSOLE|ADMIN|MANAGEMENT|DEBUG)[_.].*");

    /** A shorter word says nothing. */
    private static final int SHORTEST_WORD = 3;

    private PortVariables() {}

    /** Whether a variable may move the server of an image to another port. */
    public static boolean moves(String image, String variable) {
        if (BESIDE.matcher(variable).matches()) {
            return false;
        }
        Optional<ServerPorts> server = ServerPorts.of(image);
        if (server.filter(known -> known.variable().equals(variable)).isPresent()) {
            return true;
        }
        String path = ImageReference.parse(image).repository();
        // The images of Bitnami have variables for all settings; those of the servers' makers only have the server's.
        if (server.isPresent() && !path.contains("bitnami")) {
            return false;
        }
        return server.isEmpty() && SETTING.matcher(variable).matches()
                || PORT.matcher(variable).matches() && isNamedAs(path, variable);
    }

    /** Whether the first word of a variable is one of an image's, or begins as it does: ZOO of zookeeper. */
    private static boolean isNamedAs(String path, String variable) {
        String first = variable.split("[_.]", 2)[0].toLowerCase(Locale.ROOT);
        return first.length() >= SHORTEST_WORD
                && Stream.of(path.toLowerCase(Locale.ROOT).split("[/_.-]"))
                        .anyMatch(word ->
                                word.startsWith(first) || word.length() >= SHORTEST_WORD && first.startsWith(word));
    }
}
