package dev.sild.compose.translate.network;

import dev.sild.compose.translate.network.TraefikMiddlewares.Middleware;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Lookup;
import dev.sild.units.Digits;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The routers for HTTP that labels for Traefik 2 and later define.
 *
 * @see <a href="https://doc.traefik.io/traefik/routing/providers/docker/">Labels of Docker</a>
 */
final class TraefikRouters {
    private static final Pattern LABEL =
            Pattern.compile("traefik\\.http\\.(routers|services)\\.([^.]+)\\.(.+)", Pattern.CASE_INSENSITIVE);

    private final Map<String, Map<String, Attribute>> routers = new LinkedHashMap<>();
    private final Map<String, Integer> servers = new LinkedHashMap<>();
    private final List<Attribute> secured = new ArrayList<>();
    private final List<ProxyRoutes.Used> middlewares = new ArrayList<>();

    private TraefikRouters() {}

    /** Reads the labels of a service. */
    static TraefikRoutes of(Map<String, Attribute> labels, TraefikMiddlewares defined) {
        TraefikRouters all = new TraefikRouters();
        labels.forEach(all::read);
        List<TraefikRoutes.Route> routes = new ArrayList<>();
        all.routers.forEach((name, router) -> {
            Optional<Middleware> strip = Optional.ofNullable(router.get("middlewares"))
                    .flatMap(names -> all.strip(names, defined.of(names.peek())));
            Attribute rule = router.get("rule");
            if (rule != null) {
                routes.add(new TraefikRoutes.Route(
                        rule, TraefikRule.places(rule.peek()), strip, all.port(name, router), hasTls(router)));
            }
        });
        Set<Integer> ports = new TreeSet<>(all.servers.values());
        return new TraefikRoutes(routes, ports, all.secured, all.middlewares);
    }

    private void read(String key, Attribute value) {
        Matcher parts = LABEL.matcher(key);
        if (!parts.matches()) {
            return;
        }
        String name = parts.group(2);
        String setting = parts.group(3).toLowerCase(Locale.ROOT);
        if (parts.group(1).equalsIgnoreCase("routers")) {
            routers.computeIfAbsent(name, router -> new LinkedHashMap<>()).put(setting, value);
        } else if (setting.equals("loadbalancer.server.port") && Digits.port(value.peek()) > 0) {
            servers.put(name, Digits.port(value.peek()));
        } else if (setting.equals("loadbalancer.server.scheme") && value.peek().equals("https")) {
            secured.add(value);
        }
    }

    /** Records the middlewares of a router; returns the first that removes prefixes, which a route can do as well. */
    private Optional<Middleware> strip(Attribute names, List<Middleware> all) {
        Optional<Middleware> strip = all.stream().filter(Middleware::strips).findFirst();
        all.forEach(each -> middlewares.add(new ProxyRoutes.Used(names, each, strip.equals(Optional.of(each)))));
        return strip;
    }

    private int port(String name, Map<String, Attribute> router) {
        Attribute service = router.get("service");
        return servers.getOrDefault(
                service == null ? name : service.peek(),
                servers.size() == 1 ? servers.values().iterator().next() : 0);
    }

    private static boolean hasTls(Map<String, Attribute> router) {
        return router.keySet().stream()
                        .anyMatch(key -> key.startsWith("tls.")
                                || key.equals("tls")
                                        && !Lookup.required(router, key).peek().equals("false"))
                || TraefikRoutes.isSecure(router.get("entrypoints"));
    }
}
