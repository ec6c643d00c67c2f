package dev.sild.compose.translate.network;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Lookup;
import dev.sild.model.Port.Protocol;
import dev.sild.units.Digits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Connections of TCP or UDP that Traefik passes on to a service, as its labels say.
 *
 * @param protocol TCP or UDP
 * @param entries the names of Traefik's entry points; empty where it takes those that fit
 * @param port the port of the service; 0 if Traefik finds it by itself
 * @param endsTls whether Traefik ends TLS, so that the service gets plain text
 * @param routed whether Traefik passes on anything: it does not without a router, nor TCP without a rule
 * @param rule to which connections this applies; empty for each
 * @param middlewares the labels that name what else decides on connections
 * @param said the label that specifies it
 * @see <a href="https://doc.traefik.io/traefik/routing/providers/docker/">Traefik: labels of Docker</a>
 */
record ProxyStream(
        Protocol protocol,
        Set<String> entries,
        int port,
        boolean endsTls,
        boolean routed,
        Optional<Attribute> rule,
        List<Attribute> middlewares,
        Attribute said) {
    private static final Pattern LABEL =
            Pattern.compile("traefik\\.(tcp|udp)\\.(routers|services)\\.([^.]+)\\.(.+)", Pattern.CASE_INSENSITIVE);

    /** Nobody writes more by hand. */
    private static final int MOST = 100;

    private static final String PASSTHROUGH = "tls.passthrough";

    ProxyStream {
        entries = Set.copyOf(entries);
        middlewares = List.copyOf(middlewares);
    }

    /** Reads the labels of a service. */
    static List<ProxyStream> of(Map<String, Attribute> labels) {
        return Stream.of(Protocol.TCP, Protocol.UDP)
                .flatMap(protocol -> of(labels, protocol).stream())
                .limit(MOST)
                .toList();
    }

    private static List<ProxyStream> of(Map<String, Attribute> labels, Protocol protocol) {
        Map<String, Map<String, Attribute>> routers = new LinkedHashMap<>();
        Map<String, Attribute> servers = new LinkedHashMap<>();
        labels.forEach((key, value) -> {
            Matcher parts = LABEL.matcher(key);
            if (!parts.matches() || !parts.group(1).equalsIgnoreCase(protocol.name())) {
                return;
            }
            String setting = parts.group(4).toLowerCase(Locale.ROOT);
            if (parts.group(2).equalsIgnoreCase("routers")) {
                routers.computeIfAbsent(parts.group(3), name -> new LinkedHashMap<>())
                        .put(setting, value);
            } else if (setting.equals("loadbalancer.server.port") && Digits.port(value.peek()) > 0) {
                servers.put(parts.group(3), value);
            }
        });
        List<ProxyStream> streams = new ArrayList<>();
        routers.forEach((name, router) -> {
            Attribute named = router.get("service");
            String service = named != null ? named.peek() : servers.size() == 1 ? only(servers) : name;
            Attribute port = servers.get(service);
            streams.add(new ProxyStream(
                    protocol,
                    entries(router),
                    port == null ? 0 : Digits.port(port.peek()),
                    endsTls(router),
                    protocol == Protocol.UDP || router.containsKey("rule"),
                    Optional.ofNullable(router.get("rule")),
                    list(router, "middlewares"),
                    port == null ? router.values().iterator().next() : port));
        });
        if (routers.isEmpty()) {
            servers.values()
                    .forEach(port -> streams.add(new ProxyStream(
                            protocol,
                            Set.of(),
                            Digits.port(port.peek()),
                            false,
                            false,
                            Optional.empty(),
                            List.of(),
                            port)));
        }
        return streams;
    }

    private static String only(Map<String, Attribute> servers) {
        return servers.keySet().iterator().next();
    }

    private static Set<String> entries(Map<String, Attribute> router) {
        Set<String> names = new LinkedHashSet<>();
        list(router, "entrypoints").stream()
                .flatMap(label -> names(label).stream())
                .forEach(name -> names.add(name.toLowerCase(Locale.ROOT)));
        return names;
    }

    /** Returns the labels of a list, which is one label, or one for each element with its index in brackets. */
    private static List<Attribute> list(Map<String, Attribute> router, String setting) {
        return router.entrySet().stream()
                .filter(label ->
                        label.getKey().equals(setting) || label.getKey().startsWith(setting + "["))
                .map(Map.Entry::getValue)
                .toList();
    }

    /** Returns the elements that a label of a list has, separated by commas. */
    static List<String> names(Attribute label) {
        return Stream.of(label.peek().split(",", MOST)).map(String::strip).toList();
    }

    private static boolean endsTls(Map<String, Attribute> router) {
        Set<String> settings = new TreeSet<>(router.keySet());
        settings.removeIf(key -> !key.equals("tls") && !key.startsWith("tls."));
        return !settings.isEmpty()
                && !isTrue(router, PASSTHROUGH)
                && !(settings.equals(Set.of("tls")) && !isTrue(router, "tls"));
    }

    private static boolean isTrue(Map<String, Attribute> router, String setting) {
        return router.containsKey(setting)
                && Lookup.required(router, setting).peek().equalsIgnoreCase("true");
    }
}
