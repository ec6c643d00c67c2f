package dev.sild.compose.translate;

import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.image.SpringClients;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.text.SpringRegistry;
import dev.sild.model.Text;
import dev.sild.report.Code;
import java.util.Collection;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Programs that enter the name of their machine in a registry, where others look for it. The name of a container
 * resolves for the other containers, that of a pod for no other pod: they register their IP address instead, which is
 * right for each of several pods.
 */
final class RegisteredNames {
    private static final Pattern HOST = Pattern.compile("//(?:[^/@\\s,]{0,200}@)?([\\w.-]{1,200})");

    private final SpringClients clients;

    private RegisteredNames(SpringClients clients) {
        this.clients = clients;
    }

    /** Adds the variables that let the programs of services register their addresses. */
    static void replace(Collection<ServiceFacts> services, FileBundles files) {
        RegisteredNames names = new RegisteredNames(new SpringClients(files));
        for (SpringRegistry registry : SpringRegistry.values()) {
            Set<String> servers = servers(registry, services);
            for (ServiceFacts service : services) {
                if (service.hosts().stream().noneMatch(servers::contains) && names.registers(registry, service)) {
                    add(registry, service);
                }
            }
        }
    }

    private static void add(SpringRegistry registry, ServiceFacts service) {
        service.environment().addAbsent(registry.variable(), Text.of("true"));
        Attribute attribute = service.attribute();
        attribute
                .get("build")
                .or(attribute.get("image"))
                .note(
                        Code.VARIABLE_ADDED,
                        "'" + service.key() + "' registers its host name with " + registry.title()
                                + ", and that of a pod does not resolve; it has " + registry.variable()
                                + "=true, to register its IP address",
                        "set the variable in 'environment' to decide otherwise");
    }

    /** Whether a program is a client of the registry, and nothing says what it registers. */
    private boolean registers(SpringRegistry registry, ServiceFacts service) {
        Attribute attribute = service.attribute();
        Map<String, String> environment = service.environment().values();
        boolean decided = attribute.get("hostname").present()
                || environment.containsKey(registry.variable())
                || environment.entrySet().stream()
                        .anyMatch(variable -> registry.decides(variable.getKey(), variable.getValue()));
        return !decided
                && clients.registersHostName(
                        registry,
                        attribute,
                        service.key(),
                        environment.keySet().stream().anyMatch(registry::isAddress));
    }

    /** Returns the hosts of a registry's servers, as variables of their clients name them. */
    private static Set<String> servers(SpringRegistry registry, Collection<ServiceFacts> services) {
        Set<String> servers = new HashSet<>();
        services.forEach(service -> service.environment().values().forEach((name, value) -> {
            if (registry.isAddress(name)) {
                Matcher host = HOST.matcher(value);
                while (host.find()) {
                    servers.add(host.group(1).toLowerCase(Locale.ROOT));
                }
            }
        }));
        return servers;
    }
}
