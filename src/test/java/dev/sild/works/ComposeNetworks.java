package dev.sild.works;

import dev.sild.compose.ComposeProject;
import dev.sild.works.RunningPod.Port;
import dev.sild.yaml.Node;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who can reach whom under compose, computed from a project's canonical model alone.
 *
 * @see <a href="https://docs.docker.com/compose/how-tos/networking/">Networking in Compose</a>
 */
final class ComposeNetworks {
    /** The engine's own network, for {@code network_mode: bridge}: it resolves no names. */
    private static final String BRIDGE = "(bridge)";

    private static final Set<String> LOOPBACK = Set.of("127.0.0.1", "::1", "localhost");

    private final Map<String, Node> services = new LinkedHashMap<>();
    private final Node root;

    ComposeNetworks(ComposeProject project) {
        root = project.root();
        // What a provider makes runs no container of the project's.
        Model.entries(root, "services").forEach((name, service) -> {
            if (Model.at(service, "provider") == null) {
                services.put(name, service);
            }
        });
    }

    /** Returns the services that run a container. */
    Set<String> services() {
        return services.keySet();
    }

    /** Whether a service has the name of another in what it is started with, or its own in a variable. */
    boolean isNamed(String name) {
        return services.entrySet().stream()
                .anyMatch(service -> Stream.of("environment", "command", "entrypoint", "healthcheck", "links")
                        .filter(key -> !service.getKey().equals(name) || key.equals("environment"))
                        .anyMatch(key -> Model.hasWord(Model.at(service.getValue(), key), name)));
    }

    /** Whether a service takes its work from a queue or a clock. */
    boolean works(String service) {
        Node command = Model.at(services.get(service), "command");
        return Stream.of("celery", "sidekiq", "queue", "crond").anyMatch(program -> Model.hasWord(command, program));
    }

    String mode(String service) {
        return Model.text(services.get(service), "network_mode");
    }

    /** Returns the service whose network a service uses: mostly itself. */
    String networkOf(String service) {
        return serviceOf(mode(service)).map(this::networkOf).orElse(service);
    }

    /** Returns the service that {@code service:NAME} or {@code container:NAME} names; nothing for any other text. */
    private Optional<String> serviceOf(String text) {
        String name = text.substring(text.indexOf(':') + 1);
        return text.startsWith("service:")
                ? Optional.of(name)
                : services.keySet().stream()
                        .filter(service -> text.startsWith("container:")
                                && name.equals(Model.text(services.get(service), "container_name")))
                        .findFirst();
    }

    /** Whether a service is to have its processes or its memory in common with another. */
    boolean sharesMore(String service) {
        return List.of("pid", "ipc").stream()
                .anyMatch(kind ->
                        serviceOf(Model.text(services.get(service), kind)).isPresent());
    }

    private Set<String> networks(String service) {
        String owner = networkOf(service);
        String mode = mode(owner);
        if (mode.isEmpty()) {
            return Model.entries(services.get(owner), "networks").keySet();
        }
        return mode.equals("none") || mode.equals("host") || mode.startsWith("container:") ? Set.of() : Set.of(BRIDGE);
    }

    boolean onHost(String service) {
        return mode(networkOf(service)).equals("host");
    }

    /**
     * Returns the names that a service can use, each with the services that it leads to. A host's name is none that
     * compose resolves, but is to lead to its service where it means nothing else.
     */
    Map<String, Set<String>> names(String from) {
        Map<String, Set<String>> names = new LinkedHashMap<>();
        Set<String> known = new LinkedHashSet<>();
        for (String to : services.keySet()) {
            known.add(to);
            known.addAll(ownNames(to));
            if (!shareANetwork(from, to) || !networkOf(to).equals(to)) {
                continue;
            }
            for (String network : networks(to)) {
                if (networks(from).contains(network) && !network.equals(BRIDGE)) {
                    names.computeIfAbsent(to, key -> new LinkedHashSet<>()).add(to);
                    String container = Model.text(services.get(to), "container_name");
                    if (!container.isEmpty()) {
                        names.computeIfAbsent(container, key -> new LinkedHashSet<>())
                                .add(to);
                    }
                    Model.texts(services.get(to), "networks", network, "aliases")
                            .forEach(alias -> names.computeIfAbsent(alias, key -> new LinkedHashSet<>())
                                    .add(to));
                }
            }
        }
        for (String link : Model.texts(services.get(from), "links")) {
            String target = link.contains(":") ? link.substring(0, link.indexOf(':')) : link;
            if (services.containsKey(target) && shareANetwork(from, target)) {
                names.computeIfAbsent(link.substring(link.indexOf(':') + 1), key -> new LinkedHashSet<>())
                        .add(target);
            }
        }
        for (String to : services.keySet()) {
            String host = Model.text(services.get(to), "hostname");
            boolean meansSomethingElse = known.stream().anyMatch(host::equalsIgnoreCase)
                    || names.containsKey(host)
                    || services.keySet().stream()
                            .anyMatch(other -> !other.equals(to)
                                    && host.equalsIgnoreCase(Model.text(services.get(other), "hostname")));
            // Each container has localhost for itself in its hosts file.
            if (!host.isEmpty()
                    && !host.equals("localhost")
                    && !meansSomethingElse
                    && names.getOrDefault(to, Set.of()).contains(to)) {
                names.put(host, Set.of(to));
            }
        }
        hostsFile(from).forEach((name, addresses) -> names.remove(name));
        String own = Model.text(services.get(networkOf(from)), "hostname");
        if (!own.isEmpty() && !networks(from).isEmpty()) {
            names.put(own, Set.of(networkOf(from)));
        }
        return names;
    }

    /** Whether a service calls itself so, whatever the name leads others to. */
    boolean isOwnHostName(String service, String name) {
        return Model.text(services.get(networkOf(service)), "hostname").equals(name);
    }

    /** Returns every name that is given to a service by somebody, wherever it can be used. */
    private List<String> ownNames(String service) {
        List<String> names = new ArrayList<>();
        names.add(Model.text(services.get(service), "container_name"));
        Model.entries(services.get(service), "networks")
                .values()
                .forEach(network -> names.addAll(Model.texts(network, "aliases")));
        Model.texts(services.get(service), "links").forEach(link -> names.add(link.substring(link.indexOf(':') + 1)));
        return names;
    }

    /** Returns the names that {@code extra_hosts} gives addresses to. */
    Map<String, Set<String>> hostsFile(String service) {
        Map<String, Set<String>> hosts = new LinkedHashMap<>();
        for (String line : Model.texts(services.get(service), "extra_hosts")) {
            int separator = line.indexOf('=') < 0 ? line.indexOf(':') : line.indexOf('=');
            hosts.computeIfAbsent(line.substring(0, separator), key -> new LinkedHashSet<>())
                    .add(line.substring(separator + 1));
        }
        return hosts;
    }

    /** Whether a service can reach every port of another, by its address if not by a name. */
    boolean shareANetwork(String from, String to) {
        return networkOf(from).equals(networkOf(to))
                || networks(from).stream()
                        .anyMatch(network -> networks(to).contains(network) && mayCall(network, from));
    }

    /** Whether a hint leaves it to a service to open connections on a network; docker compose knows no such thing. */
    private boolean mayCall(String network, String from) {
        return Model.at(root, "networks", network, "x-sild", "callers") == null
                || Model.texts(root, "networks", network, "x-sild", "callers").contains(from);
    }

    /** Whether a service can leave its networks. */
    boolean reachesTheWorld(String service) {
        return onHost(service)
                || networks(service).stream().anyMatch(network -> !isInternal(network) && masquerades(network));
    }

    /** Whether the ports that a service publishes are open. */
    boolean publishes(String service) {
        return onHost(service) || networks(service).stream().anyMatch(network -> !isInternal(network));
    }

    private boolean isInternal(String network) {
        return Model.isTrue(root, "networks", network, "internal");
    }

    /** Whether what leaves a network finds its way back. */
    private boolean masquerades(String network) {
        return !Model.text(root, "networks", network, "driver_opts", "com.docker.network.bridge.enable_ip_masquerade")
                .equals("false");
    }

    /** Returns the ports that a service says it listens on. */
    Set<Port> ports(String service) {
        Set<Port> ports = new LinkedHashSet<>();
        for (Node port : Model.items(services.get(service), "ports")) {
            ports.add(target(port));
        }
        for (String text : Model.texts(services.get(service), "expose")) {
            if (text.isEmpty()) {
                continue;
            }
            String range = text.contains("/") ? text.substring(0, text.indexOf('/')) : text;
            String protocol = text.contains("/") ? text.substring(text.indexOf('/') + 1) : "tcp";
            int first = Integer.parseInt(range.contains("-") ? range.substring(0, range.indexOf('-')) : range);
            int last = Integer.parseInt(range.substring(range.indexOf('-') + 1));
            for (int number = first; number <= last; number++) {
                ports.add(new Port(number, protocol.toUpperCase(Locale.ROOT)));
            }
        }
        return ports;
    }

    /** Returns the ports of a service that are published on an address that others than this machine can use. */
    Set<Port> published(String service) {
        Set<Port> ports = new LinkedHashSet<>();
        for (Node port : Model.items(services.get(service), "ports")) {
            if (!LOOPBACK.contains(Model.text(port, "host_ip"))) {
                ports.add(target(port));
            }
        }
        return ports;
    }

    /** Whether labels or variables tell a reverse proxy to connect to that port of a service. */
    boolean isRouted(String service, Port port) {
        Node node = services.get(service);
        Map<String, String> settings = new LinkedHashMap<>();
        Model.entries(node, "labels").keySet().forEach(key -> settings.put(key, Model.text(node, "labels", key)));
        settings.put("VIRTUAL_PORT", Model.text(node, "environment", "VIRTUAL_PORT"));
        String number = String.valueOf(port.number());
        // Traefik takes the only port of a container whose labels name none.
        boolean only = settings.keySet().stream().anyMatch(key -> key.matches("traefik\\.(tcp|udp)\\.routers\\..*"))
                && settings.keySet().stream().noneMatch(key -> key.endsWith(".loadbalancer.server.port"))
                && Model.texts(node, "expose").equals(List.of(number));
        return only
                || settings.entrySet().stream()
                        .anyMatch(setting ->
                                setting.getKey().matches("traefik\\.(.*\\.loadbalancer\\.server\\.|[\\w-]+\\.)?port")
                                                && setting.getValue().equals(number)
                                        || setting.getKey().endsWith(".reverse_proxy")
                                                && setting.getValue().contains("upstreams " + number)
                                        || setting.getKey().equals("VIRTUAL_PORT")
                                                && setting.getValue().equals(number));
    }

    /** Returns the services by the static address that they alone have. */
    Map<String, String> byAddress() {
        Map<String, String> owners = new LinkedHashMap<>();
        Set<String> shared = new LinkedHashSet<>();
        services.forEach((name, node) -> Model.entries(node, "networks")
                .keySet()
                .forEach(network -> {
                    String address = Model.text(node, "networks", network, "ipv4_address");
                    if (!address.isEmpty() && owners.put(address, name) != null) {
                        shared.add(address);
                    }
                }));
        owners.keySet().removeAll(shared);
        return owners;
    }

    private static Port target(Node port) {
        String protocol = Model.text(port, "protocol");
        return new Port(
                Integer.parseInt(Model.text(port, "target")),
                (protocol.isEmpty() ? "tcp" : protocol).toUpperCase(Locale.ROOT));
    }
}
