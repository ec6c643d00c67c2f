package dev.sild.compose.translate.network;

import dev.sild.compose.translate.network.TraefikMiddlewares.Middleware;
import dev.sild.compose.translate.network.TraefikRule.Place;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.units.Digits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The frontends that labels for Traefik 1 define. A service with labels for a later version has none.
 *
 * @see <a href="https://doc.traefik.io/traefik/v1.7/configuration/backends/docker/">Docker backend</a>
 */
final class TraefikFrontends {
    private static final int MOST_CHARACTERS = 4096;

    private static final Pattern LATER = Pattern.compile("(?i)traefik\\.(?:http|tcp|udp)\\..*");
    private static final Pattern LABEL = Pattern.compile(
            "traefik\\.(?:([^.]+)\\.)?(port|protocol|frontend\\.(?:rule|entrypoints|auth\\.(?:basic|digest|forward)"
                    + "|whitelist|whitelistsourcerange|redirect)(?:\\..*)?)");

    /** What later versions call what a label of a frontend sets up. */
    private static final Map<String, String> KINDS = Map.of(
            "auth.basic", "basicauth",
            "auth.digest", "digestauth",
            "auth.forward", "forwardauth",
            "whitelist", "ipwhitelist",
            "whitelistsourcerange", "ipwhitelist",
            "redirect", "redirectscheme");

    /**
     * A frontend.
     *
     * @param places empty if a route cannot say the rule
     * @param strip the prefixes that it removes from paths
     * @param middlewares what it does to requests, with the removal of prefixes
     * @param port of the service; 0 if Traefik finds it by itself
     */
    record Frontend(
            Attribute rule,
            Optional<List<Place>> places,
            Optional<Middleware> strip,
            List<ProxyRoutes.Used> middlewares,
            int port,
            boolean tls) {}

    private TraefikFrontends() {}

    /** Returns the labels of each segment of a service by what they set, in lower case; the service itself is "". */
    static Map<String, Map<String, Attribute>> segments(Map<String, Attribute> labels) {
        Map<String, Map<String, Attribute>> segments = new LinkedHashMap<>();
        if (labels.keySet().stream().anyMatch(key -> LATER.matcher(key).matches())) {
            return segments;
        }
        labels.forEach((key, value) -> {
            Matcher label = LABEL.matcher(key.toLowerCase(Locale.ROOT));
            if (label.matches()) {
                segments.computeIfAbsent(label.group(1) == null ? "" : label.group(1), name -> new LinkedHashMap<>())
                        .put(label.group(2), value);
            }
        });
        return segments;
    }

    /** Returns the port that labels of a segment name; 0 for none. */
    static int port(Map<String, Attribute> segment) {
        Attribute port = segment.get("port");
        return port == null ? 0 : Digits.port(port.peek());
    }

    /** Returns the label by which Traefik connects to a segment with TLS. */
    static Optional<Attribute> secured(Map<String, Attribute> segment) {
        return Optional.ofNullable(segment.get("protocol"))
                .filter(protocol -> protocol.peek().equalsIgnoreCase("https"));
    }

    /** Returns the frontends of segments; a segment without a port has that of the service. */
    static List<Frontend> of(Map<String, Map<String, Attribute>> segments) {
        int common = port(segments.getOrDefault("", Map.of()));
        List<Frontend> all = new ArrayList<>();
        segments.values().forEach(segment -> {
            Attribute rule = segment.get("frontend.rule");
            if (rule != null) {
                all.add(frontend(rule, segment, port(segment) > 0 ? port(segment) : common));
            }
        });
        return all;
    }

    private static Frontend frontend(Attribute rule, Map<String, Attribute> segment, int port) {
        List<String> prefixes = new ArrayList<>();
        Optional<List<Place>> places = places(rule.peek(), prefixes);
        Optional<Middleware> strip = Optional.of(new Middleware("PathPrefixStrip", "stripprefix", prefixes))
                .filter(each -> !prefixes.isEmpty());
        List<ProxyRoutes.Used> used = new ArrayList<>();
        strip.ifPresent(each -> used.add(new ProxyRoutes.Used(rule, each, each.strips())));
        Map<String, Attribute> others = new LinkedHashMap<>();
        segment.forEach((key, value) -> KINDS.keySet().stream()
                .filter(name -> key.equals("frontend." + name) || key.startsWith("frontend." + name + "."))
                .forEach(name -> others.putIfAbsent(name, value)));
        others.forEach((name, value) -> used.add(
                new ProxyRoutes.Used(value, new Middleware(name, KINDS.getOrDefault(name, ""), List.of()), false)));
        Attribute entries = segment.get("frontend.entrypoints");
        boolean tls = entries != null && ProxyRoutes.SECURE_ENTRY.matcher(entries.peek()).matches();
        return new Frontend(rule, places, strip.filter(Middleware::strips), used, port, tls);
    }

    /**
     * Returns the places that a rule matches; empty if a route cannot say it.
     *
     * @param prefixes gets the prefixes that the rule removes
     */
    static Optional<List<Place>> places(String rule, List<String> prefixes) {
        if (rule.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        TraefikRule meaning = new TraefikRule();
        Optional<List<Place>> all = Optional.empty();
        for (String part : rule.split(";")) {
            int colon = part.indexOf(':');
            String matcher = part.substring(0, Math.max(colon, 0)).trim().toLowerCase(Locale.ROOT);
            List<String> values = Arrays.stream(part.substring(colon + 1).split(",", -1))
                    .map(String::trim)
                    .toList();
            boolean strips = matcher.equals("pathprefixstrip") || matcher.equals("pathstrip");
            Optional<List<Place>> places = meaning.of(matcher.replaceFirst("strip$", ""), values);
            Optional<List<Place>> before = all;
            all = before.isEmpty() ? places : places.flatMap(more -> meaning.both(before.get(), more));
            if (all.isEmpty()) {
                return all;
            }
            if (strips) {
                prefixes.addAll(values);
            }
        }
        return all;
    }
}
