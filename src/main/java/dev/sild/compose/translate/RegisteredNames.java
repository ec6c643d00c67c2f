package dev.sild.compose.translate;

import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.image.SpringClients;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ImageReference;
import dev.sild.images.KnownImages;
import dev.sild.images.text.SpringRegistry;
import dev.sild.model.Text;
import dev.sild.report.Code;
import java.util.Collection;
import java.util.HashSet;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Programs that enter the name of their machine in a registry, where others look for it. The name of a container
 * resolves for the other containers, that of a pod for no other pod: they register their IP address instead, which is
 * right for each of several pods.
 */
final class RegisteredNames {
    private static final Pattern HOST = Pattern.compile("//(?:[^/@\\s,]{0,200}@)?([\\w.-]{1,200})");
    private static final Pattern NO_NAME = Pattern.compile("[^\\w.-]");
    private static final Set<String> LOOPBACK = Set.of("localhost", "127.0.0.1");
    private static final Pattern BLANKS = Pattern.compile("\\s");
    private static final Pattern JAVA = Pattern.compile("(?:^|[\\s/])java(?:\\s|$)|\\.[jw]ar\\b");

    private final SpringClients clients;
    private final Collection<ServiceFacts> services;
    /** Each registry asks for them. */
    private final IdentityHashMap<ServiceFacts, List<String>> options = new IdentityHashMap<>();

    private RegisteredNames(SpringClients clients, Collection<ServiceFacts> services) {
        this.clients = clients;
        this.services = services;
    }

    /** Adds the variables that let the programs of services register their addresses. */
    static void replace(Collection<ServiceFacts> services, FileBundles files) {
        RegisteredNames names = new RegisteredNames(new SpringClients(files), services);
        for (SpringRegistry registry : SpringRegistry.values()) {
            Set<String> servers = names.servers(registry);
            for (ServiceFacts service : services) {
                if (service.hosts().stream().noneMatch(servers::contains) && !names.decided(registry, service)) {
                    if (names.registers(registry, service, names.addressed(registry, service))) {
                        add(registry, service, "registers");
                    } else if (!servers.isEmpty() && names.registers(registry, service, mentioned(service, servers))) {
                        add(registry, service, "may register");
                    }
                }
            }
        }
    }

    private static void add(SpringRegistry registry, ServiceFacts service, String verb) {
        service.environment().addAbsent(registry.variable(), Text.of("true"));
        Attribute attribute = service.attribute();
        attribute
                .get("build")
                .or(attribute.get("image"))
                .note(
                        Code.VARIABLE_ADDED,
                        "'" + service.key() + "' " + verb + " its host name with " + registry.title()
                                + ", and that of a pod does not resolve; it has " + registry.variable()
                                + "=true, to register its IP address",
                        "set the variable in 'environment' to decide otherwise");
    }

    private boolean registers(SpringRegistry registry, ServiceFacts service, boolean configured) {
        return clients.registersHostName(registry, service.attribute(), service.key(), configured);
    }

    /** Whether something says what a service registers. */
    private boolean decided(SpringRegistry registry, ServiceFacts service) {
        Map<String, String> environment = service.environment().values();
        return service.attribute().get("hostname").present()
                || environment.containsKey(registry.variable())
                || environment.entrySet().stream()
                        .anyMatch(variable -> registry.decides(variable.getKey(), variable.getValue()))
                || options(service).anyMatch(registry::decides);
    }

    /**
     * Whether a setting says where the registry is. A file of variables may be shared with programs that are none of
     * Spring; what is written for the service alone is meant for it.
     */
    private boolean addressed(SpringRegistry registry, ServiceFacts service) {
        Attribute environment = service.attribute().get("environment");
        String composeFile = environment.origin().file();
        return environment.entries().entrySet().stream()
                        .filter(variable -> variable.getValue().origin().file().equals(composeFile))
                        .anyMatch(variable -> registry.isAddress(variable.getKey()))
                || mayRunJava(service)
                        && (service.environment().values().keySet().stream().anyMatch(registry::isAddress)
                                || options(service).anyMatch(registry::isAddressOption));
    }

    /**
     * Whether a service names a server in other variables or words. An image without sources may have the name in its
     * own settings: it starts after the server.
     */
    private static boolean mentioned(ServiceFacts service, Set<String> servers) {
        return (KnownImages.nameOf(service.image().program()).isEmpty() || runsJava(service))
                && (texts(service)
                                .flatMap(NO_NAME::splitAsStream)
                                .anyMatch(word -> servers.contains(word.toLowerCase(Locale.ROOT)))
                        || !service.built()
                                && service.attribute().get("depends_on").entries().keySet().stream()
                                        .anyMatch(other -> servers.contains(other.toLowerCase(Locale.ROOT))));
    }

    /**
     * Whether a program may be one of Java: its image is not known for a server of another kind, such as a database.
     * Images of languages and of application servers run what people bring, perhaps with a script.
     */
    private static boolean mayRunJava(ServiceFacts service) {
        return !KnownImages.isServer(service.image().program()) || runsJava(service);
    }

    private static boolean runsJava(ServiceFacts service) {
        return JAVA.matcher(String.join(" ", service.processWords())).find();
    }

    /** Returns the words of the command that are open, and the values of variables, in which options may be. */
    private static Stream<String> texts(ServiceFacts service) {
        return Stream.concat(service.openWords().stream(), service.environment().values().values().stream());
    }

    private Stream<String> options(ServiceFacts service) {
        return options
                .computeIfAbsent(
                        service,
                        first -> texts(first)
                                .filter(text -> text.indexOf('-') >= 0)
                                .flatMap(BLANKS::splitAsStream)
                                .filter(word -> word.startsWith("-"))
                                .toList())
                .stream();
    }

    /**
     * Returns the hosts of a registry's servers: those that the settings of their clients name, and services that are
     * servers by their sources, name, image or port.
     */
    private Set<String> servers(SpringRegistry registry) {
        Set<String> servers = new HashSet<>();
        for (ServiceFacts service : services) {
            addNamed(registry, service, servers);
            if (isServer(registry, service)) {
                service.hosts().forEach(host -> servers.add(host.toLowerCase(Locale.ROOT)));
                servers.add(service.attribute().get("container_name").peek().toLowerCase(Locale.ROOT));
            }
        }
        servers.remove("");
        return servers;
    }

    private boolean isServer(SpringRegistry registry, ServiceFacts service) {
        return mayRunJava(service)
                && (clients.isServer(registry, service.attribute(), service.key())
                        || isCalledServer(registry, service) && !isClient(registry, service)
                        || service.declaredPorts().all().stream().anyMatch(port -> registry.isPort(port.number())));
    }

    /** The name of an image that the project builds is made from its folder's, if the file does not say another. */
    private static boolean isCalledServer(SpringRegistry registry, ServiceFacts service) {
        return registry.isNameOfServer(service.key())
                || service.attribute().get("image").present()
                        && registry.isNameOfServer(
                                ImageReference.parse(service.image().name()).lastSegment());
    }

    /** Whether its sources or settings make a service a client: a server names itself, if anything. */
    private boolean isClient(SpringRegistry registry, ServiceFacts service) {
        Set<String> named = new HashSet<>();
        addNamed(registry, service, named);
        named.removeAll(LOOPBACK);
        service.hosts().forEach(host -> named.remove(host.toLowerCase(Locale.ROOT)));
        return !named.isEmpty() || clients.isClient(registry, service.attribute(), service.key());
    }

    /** Adds the hosts that a service's settings name as the registry's. */
    private void addNamed(SpringRegistry registry, ServiceFacts service, Set<String> hosts) {
        service.environment().values().forEach((name, value) -> {
            if (registry.isAddress(name)) {
                addHosts(value, hosts);
            }
        });
        options(service).filter(registry::isAddressOption).forEach(option -> addHosts(option, hosts));
    }

    private static void addHosts(String value, Set<String> servers) {
        Matcher host = HOST.matcher(value);
        while (host.find()) {
            servers.add(host.group(1).toLowerCase(Locale.ROOT));
        }
    }
}
