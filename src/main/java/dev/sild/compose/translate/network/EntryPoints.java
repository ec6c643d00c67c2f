package dev.sild.compose.translate.network;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.ports.HttpPorts;
import dev.sild.model.Port.Protocol;
import dev.sild.units.Digits;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The ports that a Traefik listens on, by name, as its command and its environment specify them.
 *
 * @see <a href="https://doc.traefik.io/traefik/routing/entrypoints/">Traefik: entry points</a>
 */
final class EntryPoints {
    /**
     * A port of the proxy's container.
     *
     * @param address where it listens; empty for each address
     */
    record Entry(int port, Protocol protocol, String address) {
        /** Whether it is there for HTTP, which routes of the cluster replace; HTTP/3 uses UDP. */
        boolean isHttp() {
            return HttpPorts.likelyHttp(port);
        }
    }

    private static final Pattern SETTING = Pattern.compile(
            "(?i)(?:--|TRAEFIK_)entrypoints[._]([\\w-]{1,100})[._]address=([^=]{0,100}?):([0-9]{1,5}+)(?![:.\\]])"
                    + "(?:/(tcp|udp))?");

    private final Map<String, Entry> byName = new LinkedHashMap<>();

    /** Reads those of a service. */
    static EntryPoints of(Attribute service) {
        EntryPoints points = new EntryPoints();
        settings(service).forEach(points::add);
        return points;
    }

    /** Returns the words of a service's command and its variables, {@code NAME=value}. */
    static Stream<String> settings(Attribute service) {
        return Stream.concat(
                Stream.of("command", "entrypoint")
                        .flatMap(key -> service.get(key).items().stream())
                        .map(Attribute::peek),
                service.get("environment").entries().entrySet().stream()
                        .map(variable ->
                                variable.getKey() + "=" + variable.getValue().peek()));
    }

    private void add(String setting) {
        Matcher point = SETTING.matcher(setting);
        while (point.find()) {
            if (Digits.port(point.group(3)) > 0) {
                byName.put(
                        point.group(1).toLowerCase(Locale.ROOT),
                        new Entry(
                                Digits.port(point.group(3)),
                                "udp".equalsIgnoreCase(point.group(4)) ? Protocol.UDP : Protocol.TCP,
                                point.group(2).replaceAll("[\\[\\]\"']", "")));
            }
        }
    }

    /** Returns the ports at which a stream arrives; of entry points that are not named, the only one that fits. */
    Set<Entry> of(ProxyStream stream) {
        Set<Entry> fitting = byName.entrySet().stream()
                .filter(point -> stream.entries().isEmpty()
                        ? !point.getValue().isHttp()
                        : stream.entries().contains(point.getKey()))
                .map(Map.Entry::getValue)
                .filter(entry -> entry.protocol() == stream.protocol())
                .collect(Collectors.toUnmodifiableSet());
        return stream.entries().isEmpty() && fitting.size() > 1 ? Set.of() : fitting;
    }
}
