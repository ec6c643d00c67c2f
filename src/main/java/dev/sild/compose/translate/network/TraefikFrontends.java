package dev.sild.compose.translate.network;

import dev.sild.compose.translate.network.TraefikMiddlewares.Middleware;
import dev.sild.compose.translate.network.TraefikRule.Place;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Lookup;
import dev.sild.units.Digits;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
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

/**
 * The frontends that labels for Traefik 1 define. A service with labels for a later version has none.
 *
 * @see <a href="https://doc.traefik.io/traefik/v1.7/configuration/backends/docker/">Docker backend</a>
 */
final class TraefikFrontends {
    private static final int MOST_CHARACTERS = 4096;

    private static final Pattern LATER =
            Pattern.compile("(?i)traefik\\.(?:http|tcp|udp)\\.(?:routers|services|middlewares|serversTransports)\\..*");
    private static final Pattern LABEL = Pattern.compile(
            "traefik\\.(?:(?!frontend\\.|backend\\.)([^.]+)\\.)?(?:(port|protocol|frontend\\.(?:rule|entrypoints))"
                    + "|frontend\\.(auth\\.(?:basic|digest|forward)|whitelist|whitelistsourcerange|redirect|headers"
                    + "|ratelimit|errors)(?:\\..*)?)");

    /** What later versions call what a label of a frontend sets up. */
    private static final Map<String, String> KINDS = Map.of(
            "auth.basic", "basicauth",
            "auth.digest", "digestauth",
            "auth.forward", "forwardauth",
            "whitelist", "ipwhitelist",
            "whitelistsourcerange", "ipwhitelist",
            "redirect", "redirectscheme",
            "headers", "headers",
            "ratelimit", "ratelimit",
            "errors", "errors");

    /** What matchers match, in the words of later versions. Unlike those, they must not be in small letters. */
    private static final Map<String, String> MATCHERS = Map.of(
            "Host", "Host",
            "Path", "Path",
            "PathStrip", "Path",
            "PathPrefix", "PathPrefix",
            "PathPrefixStrip", "PathPrefix");

    /**
     * A rule.
     *
     * @param places that it matches
     * @param strip the prefixes that it removes from paths, if any, with the name of their matcher
     */
    record Rule(List<Place> places, Optional<Middleware> strip) {}

    private TraefikFrontends() {}

    /** Reads the labels of a service. */
    static TraefikRoutes of(Map<String, Attribute> labels) {
        List<TraefikRoutes.Route> routes = new ArrayList<>();
        Set<Integer> ports = new TreeSet<>();
        Set<Attribute> secured = new LinkedHashSet<>();
        Set<ProxyRoutes.Used> used = new LinkedHashSet<>();
        for (Map<String, Attribute> segment : segments(labels)) {
            int port = Optional.ofNullable(segment.get("port"))
                    .map(each -> Digits.port(each.peek()))
                    .filter(each -> each > 0)
                    .orElse(0);
            if (port > 0) {
                ports.add(port);
            }
            Optional.ofNullable(segment.get("protocol"))
                    .filter(protocol -> protocol.peek().equalsIgnoreCase("https"))
                    .ifPresent(secured::add);
            Attribute rule = segment.get("frontend.rule");
            if (rule != null) {
                Optional<Rule> meaning = rule(rule.peek());
                Optional<Middleware> strip = meaning.flatMap(Rule::strip);
                strip.ifPresent(each -> used.add(new ProxyRoutes.Used(rule, each, each.strips())));
                used.addAll(middlewares(segment));
                routes.add(new TraefikRoutes.Route(
                        rule,
                        meaning.map(Rule::places),
                        strip.filter(Middleware::strips),
                        port,
                        TraefikRoutes.isSecure(segment.get("frontend.entrypoints"))));
            }
        }
        return new TraefikRoutes(routes, ports, List.copyOf(secured), List.copyOf(used));
    }

    /**
     * Returns what the labels of each segment set: by its name in lower case, or by the name in {@link #KINDS}, of
     * which the first label is enough. What the labels of the service itself set is for all segments that do not set
     * it; it is a segment only if there is no other.
     */
    private static List<Map<String, Attribute>> segments(Map<String, Attribute> labels) {
        if (labels.keySet().stream().anyMatch(key -> LATER.matcher(key).matches())) {
            return List.of();
        }
        Map<String, Attribute> common = new LinkedHashMap<>();
        Map<String, Map<String, Attribute>> segments = new LinkedHashMap<>();
        labels.forEach((key, value) -> {
            Matcher label = LABEL.matcher(key.toLowerCase(Locale.ROOT));
            if (label.matches()) {
                String name = label.group(1);
                (name == null ? common : segments.computeIfAbsent(name, first -> new LinkedHashMap<>()))
                        .putIfAbsent(label.group(2) == null ? label.group(3) : label.group(2), value);
            }
        });
        segments.values().forEach(segment -> common.forEach(segment::putIfAbsent));
        return segments.isEmpty() ? List.of(common) : List.copyOf(segments.values());
    }

    private static List<ProxyRoutes.Used> middlewares(Map<String, Attribute> segment) {
        return segment.entrySet().stream()
                .filter(each -> KINDS.containsKey(each.getKey()))
                .map(each -> new ProxyRoutes.Used(
                        each.getValue(),
                        new Middleware(each.getKey(), Lookup.required(KINDS, each.getKey()), List.of()),
                        false))
                .toList();
    }

    /** Returns what a rule says; empty if a route cannot say it. */
    static Optional<Rule> rule(String text) {
        if (text.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        TraefikRule meaning = new TraefikRule();
        Optional<List<Place>> all = Optional.empty();
        Optional<Middleware> strip = Optional.empty();
        for (String part : parts(text, ";")) {
            int colon = part.indexOf(':');
            String matcher = part.substring(0, Math.max(colon, 0)).trim();
            List<String> values = parts(part.substring(colon + 1), ",");
            if (!MATCHERS.containsKey(matcher) || values.isEmpty()) {
                return Optional.empty();
            }
            Optional<List<Place>> places = meaning.of(MATCHERS.getOrDefault(matcher, ""), values);
            Optional<List<Place>> before = all;
            all = before.isEmpty() ? places : places.flatMap(more -> meaning.both(before.get(), more));
            if (all.isEmpty()) {
                return Optional.empty();
            }
            if (matcher.endsWith("Strip")) {
                // Traefik removes the longest prefix that a path has.
                List<String> longestFirst = values.stream()
                        .sorted(Comparator.comparing(String::length).reversed())
                        .toList();
                strip = Optional.of(new Middleware(matcher, "stripprefix", longestFirst));
            }
        }
        Optional<Middleware> stripped = strip;
        return all.map(places -> new Rule(places, stripped));
    }

    /** Splits as Traefik does, which ignores what is empty; a blank part is none that it ignores. */
    private static List<String> parts(String text, String separator) {
        return Arrays.stream(text.split(separator))
                .filter(part -> !part.isEmpty())
                .map(String::trim)
                .toList();
    }
}
