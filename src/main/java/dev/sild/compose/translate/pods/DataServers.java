package dev.sild.compose.translate.pods;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.KnownImages;
import dev.sild.images.ports.PortVariables;
import dev.sild.images.ports.ServerPorts;
import dev.sild.model.Port;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Databases, brokers and caches that answer at the port of their image as soon as they run, whatever else runs: a pod
 * may wait for one although the compose file only asks for its start.
 */
final class DataServers {
    /** Options that move a server to another port, or close it. */
    private static final Pattern MOVED = Pattern.compile(
            "(?i)(?:^|[\\s_-])port\\b|(?:^|\\s)(?:-p\\b|--address\\b|--listen)|skip-networking|listeners"
                    + "|\\.(?:conf|cnf|cfg|ini|ya?ml|toml|properties)\\b|\\bconfig_file\\b");

    /** Where files are mounted that may do the same. */
    private static final Pattern SETTINGS = Pattern.compile(
            "(?is).*\\.(?:conf|cnf|cfg|config|ini|ya?ml|toml|properties|json|env)|(?:.*/)?(?:etc|conf|config)(?:/.*)?");

    /** Those of them that have nothing to do with a port. */
    private static final Pattern OTHER_SETTINGS = Pattern.compile(
            "(?is).*/(?:docker-entrypoint-initdb\\.d|certs?|certificates|ca-certificates|ssl|tls|pki)(?:/.*)?"
                    + "|/etc/(?:localtime|timezone|hosts|resolv\\.conf|passwd|group)");

    /**
     * Checks that ask whether the server itself answers. Others may ask for what the waiting service makes: tables, a
     * replica set, members of a cluster.
     */
    private static final Pattern OF_ITSELF = Pattern.compile(
            "(?i)\\bping\\b|\\bpg_isready\\b|\\bmysqladmin\\b|\\bmariadb-admin\\b|\\bmc ready\\b|/minio/health/"
                    + "|\\brabbitmq-diagnostics\\b|\\bnc -\\w*z");

    private static final Pattern OF_OTHERS = Pattern.compile("(?i)\\brs\\.|initiate|replset|cluster|\\bselect\\b");

    private DataServers() {}

    /** Whether a service is a known server that certainly answers at its port soon after its start. */
    static boolean answers(Attribute service, Port port) {
        String image = service.get("image").string();
        return !service.get("build").present()
                && KnownImages.isDatabase(image)
                && KnownImages.find(image).stream()
                        .flatMap(facts -> facts.ports().stream())
                        .anyMatch(known -> known.number() == port.number() && known.protocol() == port.protocol())
                && !isMoved(service, port.number())
                && !hasSettings(service)
                && isCheckedAlone(words(service.get("healthcheck").get("test")));
    }

    /**
     * Returns the port at which clients of the image of a service connect, unless the service moves it.
     *
     * @param declared the TCP ports that the project declares: where this one is not among them, and another is none of
     *     the image's, the server may listen there instead
     */
    static Optional<Integer> mainPort(Attribute service, Set<Integer> declared) {
        String image = service.get("image").string();
        return service.get("build").present()
                ? Optional.empty()
                : KnownImages.mainPort(image)
                        .filter(port -> !isMoved(service, port))
                        .filter(port -> declared.isEmpty()
                                || declared.contains(port)
                                || KnownImages.isDatabase(image)
                                        && (declared.stream().allMatch(number -> isOfImage(image, number))
                                                || isRead(image, port) && !hasSettings(service)));
    }

    /** Whether what moves the port is read, so that an open one is where the server listens. */
    private static boolean isRead(String image, int port) {
        return ServerPorts.of(image).filter(server -> server.usual() == port).isPresent();
    }

    private static boolean isOfImage(String image, int number) {
        return KnownImages.find(image).stream()
                .flatMap(facts -> facts.ports().stream())
                .anyMatch(port -> port.number() == number && port.protocol() == Port.Protocol.TCP);
    }

    /** Whether the command or the variables of a service may move its server away from a port. */
    private static boolean isMoved(Attribute service, int port) {
        String image = service.get("image").string();
        return MOVED.matcher(command(service)).find()
                || service.get("environment").entries().entrySet().stream()
                        .filter(variable -> PortVariables.moves(image, variable.getKey()))
                        .anyMatch(variable -> !endsWith(variable.getValue().peek(), port));
    }

    /** Returns what a service starts, as one text. */
    static String command(Attribute service) {
        return words(service.get("entrypoint")) + " " + words(service.get("command"));
    }

    /** Whether a configuration of the project may move the port, or close it. */
    private static boolean hasSettings(Attribute service) {
        return Stream.of("volumes", "configs", "secrets")
                .flatMap(kind -> service.get(kind).items().stream())
                .map(mount -> mount.get("target").peek())
                .anyMatch(target -> SETTINGS.matcher(target).matches()
                        && !OTHER_SETTINGS.matcher(target).matches());
    }

    /** Whether one of the addresses in a list has a port. */
    private static boolean endsWith(String addresses, int port) {
        return Pattern.compile("(?:^|:)" + port + "(?![0-9])")
                .matcher(addresses)
                .find();
    }

    private static boolean isCheckedAlone(String check) {
        return check.isBlank()
                || OF_ITSELF.matcher(check).find() && !OF_OTHERS.matcher(check).find();
    }

    private static String words(Attribute list) {
        return list.peek() + list.items().stream().map(Attribute::peek).collect(Collectors.joining(" ", " ", ""));
    }
}
