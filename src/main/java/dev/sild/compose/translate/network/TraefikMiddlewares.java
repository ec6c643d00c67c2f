package dev.sild.compose.translate.network;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.model.Exposure.Path;
import dev.sild.model.Exposure.PathType;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The middlewares of Traefik that labels define: those of one service are there for the routers of all.
 *
 * @see <a href="https://doc.traefik.io/traefik/middlewares/http/overview/">Middlewares</a>
 */
public final class TraefikMiddlewares {
    /** Without any definition: every middleware is one that labels only name. */
    public static final TraefikMiddlewares NONE = new TraefikMiddlewares();

    /** Nobody gives a router more. */
    private static final int MOST = 100;

    private static final Pattern LABEL = Pattern.compile(
            "traefik\\.http\\.middlewares\\.([^.]+)\\.([a-z]{1,40})(?:\\.(.+))?", Pattern.CASE_INSENSITIVE);

    /** What a route of the Gateway API takes as a path, element by element. */
    private static final Pattern PREFIX =
            Pattern.compile("(?:/(?!\\.{1,2}(?:/|$))[-\\w.~!$&'()*+,;=:@]{1,1000}+){1,100}+/?");

    private static final int LONGEST = 1000;

    private final Map<String, Middleware> byName = new HashMap<>();

    /**
     * A middleware.
     *
     * @param name as the router calls it
     * @param kind its kind in lower case, such as {@code basicauth}; empty if no label defines it
     * @param values the paths that it removes from requests, or the middlewares that it consists of
     */
    record Middleware(String name, String kind, List<String> values) {
        /** Whether it decides who may send requests. */
        boolean restrictsAccess() {
            return Set.of("basicauth", "digestauth", "forwardauth", "ipallowlist", "ipwhitelist")
                    .contains(kind);
        }

        /** Whether it removes prefixes of paths that a route of a Gateway can remove as well. */
        boolean strips() {
            return kind.equals("stripprefix")
                    && !values.isEmpty()
                    && values.stream()
                            .allMatch(prefix -> prefix.length() <= LONGEST
                                    && PREFIX.matcher(prefix).matches());
        }

        /**
         * Returns the paths of a Gateway's route to which requests for a path have to go instead, so that the service
         * gets what this middleware lets through: the first prefix that a path has is removed.
         */
        List<Path> strip(Path path) {
            List<Path> paths = new ArrayList<>();
            for (String value : values) {
                String prefix = value.endsWith("/") ? value.substring(0, value.length() - 1) : value;
                if (path.value().startsWith(prefix)) {
                    String rest = path.value().substring(prefix.length());
                    paths.add(replaced(path, rest.startsWith("/") ? rest : "/" + rest));
                    return paths;
                }
                boolean below = path.type() == PathType.PREFIX
                        && prefix.startsWith(path.value().endsWith("/") ? path.value() : path.value() + "/");
                if (below && paths.stream().noneMatch(earlier -> (prefix + "/").startsWith(earlier.value() + "/"))) {
                    paths.add(replaced(new Path(prefix, PathType.PREFIX), "/"));
                }
            }
            paths.add(path);
            return paths;
        }

        private static Path replaced(Path path, String replacement) {
            return new Path(path.value(), path.type(), Optional.of(replacement), path.timeoutSeconds());
        }
    }

    /** Reads those that the labels of services define. */
    static TraefikMiddlewares of(Collection<Attribute> services) {
        TraefikMiddlewares all = new TraefikMiddlewares();
        services.forEach(service -> ProxyRoutes.labels(service).forEach(all::define));
        return all;
    }

    private void define(String key, Attribute value) {
        Matcher label = LABEL.matcher(key);
        if (!label.matches()) {
            return;
        }
        String name = label.group(1);
        String kind = label.group(2).toLowerCase(Locale.ROOT);
        String option = label.group(3) == null ? "" : label.group(3).toLowerCase(Locale.ROOT);
        boolean listed = kind.equals("stripprefix") && option.equals("prefixes")
                || kind.equals("chain") && option.equals("middlewares");
        Middleware known = byName.get(name);
        byName.put(
                name,
                new Middleware(
                        name,
                        kind,
                        listed
                                ? list(value.peek())
                                : known != null && known.kind().equals(kind) ? known.values() : List.of()));
    }

    private static List<String> list(String values) {
        return Arrays.stream(values.split(",", MOST + 1))
                .map(String::trim)
                .filter(value -> !value.isEmpty())
                .limit(MOST)
                .toList();
    }

    /** Returns the middlewares that a router names, each once and chains as what they consist of. */
    List<Middleware> of(String names) {
        Set<Middleware> found = new LinkedHashSet<>();
        add(names, found, new LinkedHashSet<>());
        return List.copyOf(found);
    }

    private void add(String names, Set<Middleware> found, Set<String> seen) {
        for (String name : list(names)) {
            if (seen.size() >= MOST || !seen.add(name)) {
                continue;
            }
            Middleware middleware =
                    byName.getOrDefault(name.replaceFirst("@docker$", ""), new Middleware(name, "", List.of()));
            if (middleware.kind().equals("chain") && !middleware.values().isEmpty()) {
                add(String.join(",", middleware.values()), found, seen);
            } else {
                found.add(middleware);
            }
        }
    }
}
