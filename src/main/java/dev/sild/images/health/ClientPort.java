package dev.sild.images.health;

import dev.sild.model.Lookup;
import dev.sild.units.Digits;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The port at which the client of a database asks the server in its own container. */
public final class ClientPort {
    private static final Map<String, Pattern> OPTIONS = Map.of(
            "pg_isready", option("-p", "--port"),
            "psql", option("-p", "--port"),
            "redis-cli", option("-p"),
            "valkey-cli", option("-p"),
            "keydb-cli", option("-p"),
            "mysqladmin", option("-P", "--port"),
            "mariadb-admin", option("-P", "--port"),
            "mongosh", option("--port"),
            "mongo", option("--port"));

    private static final Pattern CLIENT = Pattern.compile("(?:^|[\\s/;&|(`'\"])(pg_isready|psql|redis-cli|valkey-cli"
            + "|keydb-cli|mysqladmin|mariadb-admin|mongosh|mongo)(?=\\s)([^;&|\\n)`]*+)");

    private static final Pattern HOST = Pattern.compile("(?<=^|\\s)(?:-h\\s*+|--host[=\\s]\\s*+)[\"']?+([^\\s\"']++)");
    private static final Pattern ITSELF = Pattern.compile("localhost|127\\..*|::1|0\\.0\\.0\\.0|/.*|\\$.*");

    /** Clients that use a socket for {@code localhost}, as for no host, and then ignore the port. */
    private static final Set<String> OF_MYSQL = Set.of("mysqladmin", "mariadb-admin");

    private static final Pattern TCP = Pattern.compile("(?i)--protocol[=\\s]\\s*+[\"']?+tcp");

    /** Longer commands are scripts that do other things, too. */
    private static final int LONGEST = 20_000;

    private ClientPort() {}

    private static Pattern option(String... names) {
        return Pattern.compile(
                "(?<=^|\\s)(?:" + String.join("|", names) + ")[=\\s]?+\\s*+[\"']?+([0-9]{1,5}+)(?![0-9])");
    }

    /**
     * Returns the port that a command names.
     *
     * @param command the words of a health check
     * @param ownNames by which the container may call itself
     */
    public static Optional<Integer> of(List<String> command, Set<String> ownNames) {
        String text = String.join(" ", command);
        Matcher client = CLIENT.matcher(text.length() > LONGEST ? "" : text);
        while (client.find()) {
            String arguments = client.group(2);
            Matcher host = HOST.matcher(arguments);
            Matcher port = Lookup.required(OPTIONS, client.group(1)).matcher(arguments);
            String asked = host.find() ? host.group(1) : "";
            boolean own = asked.isEmpty() || ITSELF.matcher(asked).matches() || ownNames.contains(asked);
            boolean socket = OF_MYSQL.contains(client.group(1))
                    && (asked.isEmpty() || asked.equals("localhost"))
                    && !TCP.matcher(arguments).find();
            if (own && !socket && port.find() && Digits.port(port.group(1)) > 0) {
                return Optional.of(Digits.port(port.group(1)));
            }
        }
        return Optional.empty();
    }
}
