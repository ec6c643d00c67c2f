package dev.sild.compose.translate;

import dev.sild.compose.translate.container.Ports;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.network.HostAddresses;
import dev.sild.compose.translate.network.LocalHosts;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.Ledger;
import dev.sild.compose.translate.storage.Binds;
import dev.sild.images.KnownImages;
import dev.sild.model.Application;
import dev.sild.model.Exposure;
import dev.sild.model.Lookup;
import dev.sild.model.Origin;
import dev.sild.report.Code;
import dev.sild.secrets.SecretNames;
import dev.sild.units.ExposedPort;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Addresses of localhost that browsers connect to, and lists of hosts and origins that allow localhost only, where
 * users come by a host name: their browsers would call their own machines, and servers refuse them.
 */
final class BrowserAddresses {
    /** Variables with the hosts by which requests come, or with the origins of the pages that send them. */
    private static final Pattern ALLOWED = Pattern.compile(
            "(?i)(?:.*_)?(?:ALLOWED_?HOSTS?|ALLOWED_?ORIGINS?|CORS(?:_\\w+)?|CSRF_\\w+|TRUSTED_(?:HOST|ORIGIN|DOMAIN)S?)");

    private static final Pattern OF_HOSTS = Pattern.compile("(?i).*(?:HOST|DOMAIN)S?");

    private static final Pattern OF_FORGERY = Pattern.compile("(?i)(?:.*_)?CSRF_.*");

    private static final int MOST_NAMED = 4;

    /** Ports that programs and no browsers connect to: OTLP, Jaeger, Zipkin, StatsD, SMTP, and the API of AWS. */
    private static final Set<Integer> OF_PROGRAMS =
            Set.of(4317, 4318, 14250, 14268, 9411, 8125, 9125, 25, 465, 587, 1025, 4566);

    private final Map<Integer, Door> doors = new TreeMap<>();
    private final Map<Integer, Uses> uses = new TreeMap<>();
    private final Uses lists = new Uses();

    /** The services that have a variable which lacks an address, by both. */
    private final Map<Map.Entry<String, String>, Set<String>> allowing = new LinkedHashMap<>();

    private final Ledger ledger;

    /** Where users find what is published at a port. */
    private record Door(String component, String host, String url) {}

    /** What has to be changed for one reason: variables and files. */
    private static final class Uses {
        private final Set<String> names = new LinkedHashSet<>();
        private final List<Origin> origins = new ArrayList<>();
        private boolean inImages;

        void add(String name, Origin origin, boolean inImage) {
            if (!name.isEmpty()) {
                names.add(name);
            }
            origins.add(origin);
            inImages |= inImage;
        }
    }

    private BrowserAddresses(Application application, Ledger ledger) {
        this.ledger = ledger;
        Set<Integer> ambiguous = new HashSet<>();
        for (Exposure exposure : application.exposures()) {
            String host = host(exposure);
            int port = exposure.ports().get(0).number();
            if (!host.isEmpty() && !host.startsWith("*")) {
                Door door = doors.putIfAbsent(port, new Door(exposure.component(), host, url(exposure, host)));
                if (door != null && !door.component().equals(exposure.component())) {
                    ambiguous.add(port);
                }
            }
        }
        doors.keySet().removeAll(ambiguous);
    }

    /** Reports them, in one finding for each published port, and one for all lists. */
    static void report(
            Application application, Collection<ServiceFacts> services, Binds binds, FileBundles files, Ledger ledger) {
        BrowserAddresses addresses = new BrowserAddresses(application, ledger);
        if (addresses.doors.isEmpty()) {
            return;
        }
        BrowserSources sources =
                new BrowserSources(files.reader(), files::shown, binds::shown, addresses.ofServers(services));
        for (ServiceFacts service : services) {
            Attribute attribute = service.attribute();
            Set<Integer> own = ports(attribute);
            attribute
                    .get("environment")
                    .entries()
                    .forEach((name, value) -> addresses.variable(service, name, value, own, false));
            attribute
                    .get("build")
                    .get("args")
                    .entries()
                    .forEach((name, value) -> addresses.variable(service, name, value, own, true));
            binds.context(attribute)
                    .ifPresent(context ->
                            sources.built(service, context).forEach(place -> addresses.place(place, own, true)));
        }
        sources.mounted(application.files()).forEach(place -> addresses.place(place, Set.of(), false));
        addresses.report();
    }

    /**
     * Returns the ports of images that other servers connect to: databases, servers of models, and receivers of
     * telemetry, mail and the like.
     */
    private Set<Integer> ofServers(Collection<ServiceFacts> services) {
        Set<String> servers = services.stream()
                .filter(service -> {
                    String image = service.attribute().get("image").peek();
                    return KnownImages.isDatabase(image) || KnownImages.isOfModels(image);
                })
                .map(ServiceFacts::name)
                .collect(Collectors.toSet());
        Set<Integer> ports = doors.entrySet().stream()
                .filter(door -> servers.contains(door.getValue().component()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toSet());
        services.stream()
                .filter(service -> !service.attribute().get("build").present())
                .flatMap(service -> service.ports().publications().stream())
                .map(Ports.Publication::published)
                .filter(published -> OF_PROGRAMS.contains(published.target().number()))
                .forEach(published -> ports.add(published.number()));
        return ports;
    }

    private void variable(ServiceFacts service, String name, Attribute value, Set<Integer> own, boolean inImage) {
        String text = value.peek();
        if (ALLOWED.matcher(name).matches()) {
            boolean ofData =
                    KnownImages.isDatabase(service.attribute().get("image").peek());
            if (LocalHosts.areAll(text) && !ofData) {
                missing(service, name, text).ifPresent(missing -> {
                    allowing.computeIfAbsent(Map.entry(name, missing), first -> new LinkedHashSet<>())
                            .add(service.name());
                    lists.add("", value.origin(), inImage);
                });
            }
            return;
        }
        boolean forBrowsers = SecretNames.isForBrowsers(name) || HostAddresses.isOwn(name);
        LocalHosts.ports(text).stream()
                .filter(port -> doors.containsKey(port) && (forBrowsers || !own.contains(port)))
                .forEach(port -> uses.computeIfAbsent(port, first -> new Uses()).add(name, value.origin(), inImage));
    }

    /**
     * Returns what a list lacks: the addresses of the ports in it; for others, where the service is found, or the pages
     * of the only other service.
     *
     * @return empty where it lacks nothing; an empty text where what it lacks is not known
     */
    private Optional<String> missing(ServiceFacts service, String name, String text) {
        boolean hosts = OF_HOSTS.matcher(name).matches();
        // A server need not allow its own pages, except against forged requests behind a proxy.
        Predicate<Door> other = door ->
                hosts || OF_FORGERY.matcher(name).matches() || !door.component().equals(service.name());
        Set<Integer> ports = LocalHosts.ports(text);
        ports.retainAll(doors.keySet());
        List<Door> of = ports.stream()
                .map(port -> Lookup.required(doors, port))
                .filter(other)
                .toList();
        if (ports.isEmpty()) {
            List<Door> own = doors.values().stream()
                    .filter(door -> hosts && door.component().equals(service.name()))
                    .toList();
            of = own.isEmpty() ? doors.values().stream().filter(other).toList() : own;
        }
        List<String> addresses = of.stream()
                .map(door -> hosts ? door.host() : door.url())
                .distinct()
                .toList();
        if (addresses.isEmpty()) {
            return Optional.empty();
        }
        boolean known = !ports.isEmpty() || hosts || addresses.size() == 1;
        return Optional.of(known ? addresses.stream().limit(MOST_NAMED).collect(Collectors.joining(" or ")) : "");
    }

    private void place(BrowserSources.Place place, Set<Integer> own, boolean inImage) {
        Origin origin = new Origin(place.file(), place.lines().get(0), place.column(), "");
        String named = place.named();
        if (place.port() == BrowserLines.HOSTS) {
            lists.add(named + " lacks " + hosts(), origin, inImage);
        } else if (doors.containsKey(place.port()) && !own.contains(place.port())) {
            uses.computeIfAbsent(place.port(), first -> new Uses()).add(named, origin, inImage);
        }
    }

    private String hosts() {
        return doors.values().stream()
                .map(Door::host)
                .distinct()
                .limit(MOST_NAMED)
                .collect(Collectors.joining(" or "));
    }

    private void report() {
        uses.forEach((port, use) -> {
            Door door = Lookup.required(doors, port);
            add(
                    use,
                    "browsers find port " + port + " of '" + door.component() + "' at " + door.url()
                            + ", not at localhost: " + text(use.names));
        });
        if (!lists.origins.isEmpty()) {
            Set<String> places = new LinkedHashSet<>();
            allowing.forEach((variable, services) -> places.add(variable.getKey()
                    + (services.size() > 1 ? "" : " of '" + services.iterator().next() + "'")
                    + (variable.getValue().isEmpty() ? "" : " lacks " + variable.getValue())));
            places.addAll(lists.names);
            add(lists, "only localhost is allowed: " + text(places));
        }
    }

    private void add(Uses use, String reason) {
        ledger.add(
                Code.BROWSER_ADDRESS,
                use.origins.get(0),
                reason,
                "change it and convert again" + (use.inImages ? "; build the images again" : ""));
    }

    private static String text(Set<String> names) {
        int more = names.size() - MOST_NAMED;
        return names.stream().limit(MOST_NAMED).collect(Collectors.joining(", "))
                + (more > 0 ? " and " + more + " more" : "");
    }

    private static Set<Integer> ports(Attribute service) {
        Set<Integer> ports = new HashSet<>();
        service.get("ports")
                .items()
                .forEach(port ->
                        ports.addAll(LocalHosts.number(port.get("target").peek())));
        service.get("expose")
                .items()
                .forEach(port -> ports.addAll(LocalHosts.number(ExposedPort.ofContainer(port.peek()))));
        return ports;
    }

    private static String host(Exposure exposure) {
        List<String> hosts = exposure.kind() instanceof Exposure.Ingress ingress
                ? ingress.hosts()
                : exposure.kind() instanceof Exposure.Gateway gateway ? gateway.hosts() : List.of();
        return hosts.isEmpty() ? "" : hosts.get(0);
    }

    /** Whether a Gateway serves a host with TLS is not known: its address is without a scheme. */
    private static String url(Exposure exposure, String host) {
        return exposure.kind() instanceof Exposure.Ingress ingress
                ? (ingress.tls().isEmpty() ? "http://" : "https://") + host
                : host;
    }
}
