package dev.sild.compose.translate;

import dev.sild.compose.translate.container.ConfiguredPorts;
import dev.sild.compose.translate.container.NginxPorts;
import dev.sild.compose.translate.container.Ports;
import dev.sild.compose.translate.network.ProxyRoutes;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.BuildSteps;
import dev.sild.images.ImageFacts;
import dev.sild.images.KnownImages;
import dev.sild.images.health.ClientPort;
import dev.sild.images.ports.CommandPorts;
import dev.sild.images.ports.ServerPorts;
import dev.sild.model.Health;
import dev.sild.model.Port;
import dev.sild.units.ExposedPort;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The ports of a service that the compose file does not name: those of its image, if its process may listen there, and
 * those that its reverse proxy and its health check name; if there are none, those of its command.
 */
final class ImagePorts {
    /** What names of services and commands have in them that take their work from a queue or a clock. */
    private static final Pattern WORKS =
            Pattern.compile("(?i)work|\\bbeat\\b|celery|consum|sched|cron|queue|sidekiq|horizon|\\bbot\\b|poll");

    /** What commands have in them that may listen. */
    private static final Pattern SERVES = Pattern.compile(
            "(?i)corn\\b|granian|daphne|waitress|serve|flask|fastapi|puma|rails|fpm|apache|httpd?|nginx|caddy|octane"
                    + "|streamlit|flower|socket|listen|port|web|api|grpc|reverb|\\b(?:start|dev|java|dotnet)\\b");

    /** Those that listen whatever else their command has in it. */
    private static final Pattern SURELY_SERVES =
            Pattern.compile("(?i)corn\\b|granian|daphne|runserver|fpm|flower|http");

    /** What runs another program. */
    private static final Pattern RUNNER =
            Pattern.compile("(?:.*/)?(?:(?:ba|a|da)?sh|python[0-9.]*|node|npm|npx|pnpm|yarn|bun|deno|php|ruby|bundle"
                    + "|java|dotnet|uv|poetry|pipenv|exec|env|[^/]*\\.(?:sh|py|js|rb))");

    /** Variables that say which of its servers an image is: {@code SPARK_MODE}. */
    private static final Pattern MODE = Pattern.compile("(?i)(?:.*_)?(?:MODE|ROLE|SERVICE_NAME)");

    private ImagePorts() {}

    /** Returns the declared ports of a service and those that are not. */
    static Ports with(Ports declared, ServiceFacts service, ProjectFacts project) {
        Ports known = declared;
        Attribute attribute = service.attribute();
        Health.Check check = service.health().map(Health::check).orElse(null);
        if (mayServe(service, project)) {
            known = ofServer(known, service, check, project);
        }
        known = known.with(attribute, ProxyRoutes.of(attribute).allPorts(), "its reverse proxy");
        int number = check instanceof Health.Http http
                ? http.port()
                : check instanceof Health.Tcp tcp ? tcp.port() : askedAt(service, check);
        if (number > 0) {
            known = known.guessed(attribute, Set.of(number), "its health check");
        }
        // What the project says of ports comes before what its commands do.
        if (known.all().isEmpty() && mayServe(service, project)) {
            known = known.guessed(attribute, service.process().ports(), "its command");
        }
        return known.all().isEmpty() && check instanceof Health.Exec exec
                ? known.guessed(attribute, CommandPorts.ofCheck(exec.command()), "its health check")
                : known;
    }

    /** Returns the port at which a health check asks the server by its client; 0 for none. */
    private static int askedAt(ServiceFacts service, Health.@Nullable Check check) {
        return check instanceof Health.Exec exec
                ? ClientPort.of(exec.command(), service.hosts()).orElse(0)
                : 0;
    }

    private static Ports ofServer(
            Ports known, ServiceFacts service, Health.@Nullable Check check, ProjectFacts project) {
        Optional<ConfiguredPorts> configured = ConfiguredPorts.of(
                service.image(),
                service.attribute(),
                service.process().words(),
                service.environment().values(),
                project.root(),
                project.files());
        int asked = askedAt(service, check);
        Predicate<Port> listens =
                port -> configured.isEmpty() || !configured.get().replaces(port);
        if (configured.isEmpty() && asked > 0) {
            Optional<ServerPorts> server = ServerPorts.of(service.image().program());
            listens = port -> port.number() == asked
                    || server.isEmpty()
                    || port.number() != server.get().usual();
        }
        Ports all = service.image().facts().isPresent()
                ? ofImage(known, service, service.image().facts().get(), listens)
                : known;
        return configured.isPresent()
                ? all.with(
                        service.attribute(),
                        configured.get().ports(),
                        configured.get().from())
                : all;
    }

    /** Whether the process of a service may listen, as far as anything in the project says. */
    static boolean mayServe(ServiceFacts service, ProjectFacts project) {
        ServiceProcess process = service.process();
        return !service.oneShot()
                && !Preparations.end(service)
                && !process.servesNobody()
                && service.image()
                        .facts()
                        .filter(facts -> worksBesideAServer(service, facts, project))
                        .isEmpty();
    }

    private static Ports ofImage(Ports known, ServiceFacts service, ImageFacts facts, Predicate<Port> listens) {
        String from = facts.origin(ImageFacts.Attribute.PORTS).line() > 0
                ? facts.origin(ImageFacts.Attribute.PORTS).position() + " (EXPOSE)"
                : service.image().builder().isPresent()
                        ? "the base image of " + facts.name()
                        : "the image " + facts.name();
        Optional<Set<Integer>> nginx =
                NginxPorts.of(service.image(), service.process().words(), service::nginx);
        if (nginx.isEmpty()) {
            boolean exposed = facts.origin(ImageFacts.Attribute.PORTS).line() > 0;
            List<Port> open = exposed ? facts.ports() : ofRole(service).orElseGet(facts::ports);
            return known.with(service.attribute(), open.stream().filter(listens).toList(), from);
        }
        List<Port> open = facts.ports().stream()
                .filter(port -> nginx.get().contains(port.number()))
                .toList();
        return known.with(service.attribute(), open, from)
                .guessed(service.attribute(), nginx.get(), "its configuration of nginx");
    }

    /**
     * Whether a service runs another command in the image of a service that has the image's ports: a worker beside the
     * server that both are built with.
     */
    private static boolean worksBesideAServer(ServiceFacts service, ImageFacts facts, ProjectFacts project) {
        Attribute own = service.attribute();
        String command = command(own);
        Set<String> numbers = facts.ports().stream()
                .map(port -> Integer.toString(port.number()))
                .collect(Collectors.toSet());
        if (service.image().builder().isEmpty()
                || command.isEmpty()
                || numbers.isEmpty()
                || SURELY_SERVES.matcher(command).find()
                || SERVES.matcher(command).find()
                        && !WORKS.matcher(service.key() + ' ' + command).find()
                || numbers.stream().anyMatch(command::contains)) {
            return false;
        }
        String image = service.image().name();
        Predicate<Map.Entry<String, Attribute>> isServer = other -> {
            String its = command(other.getValue());
            return !other.getKey().equals(service.key())
                    && other.getValue().get("build").present()
                    && project.images().of(other.getKey()).value().equals(image)
                    && !isAlike(command, its)
                    && (its.isEmpty() || declared(other.getValue()).anyMatch(numbers::contains));
        };
        return project.services().entrySet().stream().anyMatch(isServer);
    }

    /** Whether two commands start the same program, which may listen in both services. */
    private static boolean isAlike(String command, String other) {
        String program = command.split("\\s+", 2)[0];
        return command.equals(other) || !RUNNER.matcher(program).matches() && program.equals(other.split("\\s+", 2)[0]);
    }

    /**
     * Returns the ports of the server that a service is, of the several in its image; empty where that is not known.
     */
    static Optional<List<Port>> ofRole(ServiceFacts service) {
        return KnownImages.portsOfRole(
                service.image()
                        .steps()
                        .map(BuildSteps::base)
                        .orElse(service.image().name()),
                started(service));
    }

    /** Returns what says which of the servers in its image a service is. */
    private static String started(ServiceFacts service) {
        return Stream.concat(
                        Stream.of(command(service.attribute())),
                        service.environment().values().entrySet().stream()
                                .filter(variable ->
                                        MODE.matcher(variable.getKey()).matches())
                                .map(Map.Entry::getValue))
                .collect(Collectors.joining(" ; "));
    }

    private static String command(Attribute service) {
        return Stream.of("entrypoint", "command")
                .flatMap(key -> service.get(key).items().stream())
                .map(Attribute::peek)
                .collect(Collectors.joining(" "))
                .strip();
    }

    private static Stream<String> declared(Attribute service) {
        return Stream.concat(
                service.get("ports").items().stream()
                        .map(port -> port.get("target").peek()),
                service.get("expose").items().stream().map(Attribute::peek).map(ExposedPort::ofContainer));
    }
}
