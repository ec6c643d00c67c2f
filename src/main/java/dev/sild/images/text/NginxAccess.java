package dev.sild.images.text;

import dev.sild.units.Digits;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Who may read the pages of an nginx, as its configuration says.
 *
 * @see <a href="https://nginx.org/en/docs/http/ngx_http_access_module.html">Module ngx_http_access_module</a>
 * @see <a href="https://nginx.org/en/docs/http/ngx_http_core_module.html#location">location</a>
 */
public final class NginxAccess {
    private static final int DEEPEST = 4;
    /** Directives that are taken from included files: each may include others, and each of those as well. */
    private static final int MOST_INCLUDED = 100_000;

    private static final Pattern LOOPBACK =
            Pattern.compile("127\\.[0-9.]{1,11}(?:/\\d{1,2})?|\\[?::1]?(?:/128)?|localhost|unix:.*");

    private static final Pattern ALL = Pattern.compile("all|0\\.0\\.0\\.0/0|::/0");

    private final Map<String, List<NginxDirective>> files;
    private int included;

    /**
     * Creates an instance.
     *
     * @param files the directives of each file, by its absolute path in the container
     */
    public NginxAccess(Map<String, List<NginxDirective>> files) {
        this.files = files;
    }

    /**
     * Whether only programs in the same container get a page. Networks that are allowed count as such: whether a node
     * of a cluster is in one of them is unknown.
     *
     * @param path the path of the URL, with its query
     */
    public boolean isLocal(int port, String host, String path) {
        included = 0;
        List<Scope> servers = files.values().stream()
                .flatMap(file -> servers(file, List.of()))
                .filter(server -> listens(server.directives()).anyMatch(listen -> port(listen) == port))
                .toList();
        if (servers.isEmpty()) {
            return false;
        }
        if (servers.stream()
                .flatMap(server -> listens(server.directives()).filter(listen -> port(listen) == port))
                .allMatch(listen -> LOOPBACK.matcher(address(listen)).matches())) {
            return true;
        }
        Scope server = servers.stream()
                .filter(each -> named(each.directives(), "server_name")
                        .anyMatch(names -> names.arguments().contains(host)))
                .findFirst()
                .or(() -> servers.stream()
                        .filter(each -> listens(each.directives())
                                .anyMatch(listen -> listen.contains("default_server") || listen.contains("default")))
                        .findFirst())
                .orElse(servers.get(0));
        int query = path.indexOf('?');
        return isLocal(server.directives(), server.rules(), query < 0 ? path : path.substring(0, query), 0);
    }

    /** The directives in a block, and the rules of access that hold where it has none. */
    private record Scope(List<NginxDirective> directives, List<NginxDirective> rules) {}

    private Stream<Scope> servers(List<NginxDirective> directives, List<NginxDirective> rules) {
        return directives.stream().flatMap(directive -> switch (directive.name()) {
            case "http" -> servers(directive.inside(), rules(directive.inside(), rules));
            case "server" -> Stream.of(new Scope(with(directive.inside(), List.of()), rules));
            default -> Stream.empty();
        });
    }

    /**
     * Returns directives with those of the files that they include by complete names. An {@code include} stays where
     * there are too many, and where it is of a file within itself, with which nginx does not start.
     *
     * @param around the files that the directives are in
     */
    private List<NginxDirective> with(List<NginxDirective> directives, List<String> around) {
        List<NginxDirective> all = new ArrayList<>();
        for (NginxDirective directive : directives) {
            String place = directive.name().equals("include") ? place(directive.first()) : "";
            List<NginxDirective> inside = around.size() < DEEPEST && !around.contains(place) ? files.get(place) : null;
            if (inside == null || inside.size() > MOST_INCLUDED - included) {
                all.add(directive);
            } else {
                included += inside.size();
                List<String> within = new ArrayList<>(around);
                within.add(place);
                all.addAll(with(inside, within));
            }
        }
        return all;
    }

    private static String place(String file) {
        return file.startsWith("/") ? file : "/etc/nginx/" + file;
    }

    private static Stream<NginxDirective> named(List<NginxDirective> directives, String name) {
        return directives.stream().filter(directive -> directive.name().equals(name));
    }

    /** Returns the arguments of {@code listen}; nginx listens at port 80 without one. */
    private static Stream<List<String>> listens(List<NginxDirective> server) {
        List<List<String>> listens = named(server, "listen")
                .map(NginxDirective::arguments)
                .filter(arguments -> !arguments.isEmpty())
                .toList();
        return listens.isEmpty() ? Stream.of(List.of("80")) : listens.stream();
    }

    private static int port(List<String> listen) {
        String first = listen.get(0);
        String last = first.substring(first.endsWith("]") ? first.length() : first.lastIndexOf(':') + 1);
        int port = Digits.port(last);
        return port == 0 ? 80 : port;
    }

    private static String address(List<String> listen) {
        String first = listen.get(0);
        int colon = first.endsWith("]") ? -1 : first.lastIndexOf(':');
        return first.startsWith("unix:") || colon < 0 ? first : first.substring(0, colon);
    }

    /** Returns the rules of a block: those around it count only where it has none of its own. */
    private static List<NginxDirective> rules(List<NginxDirective> directives, List<NginxDirective> around) {
        List<NginxDirective> own = directives.stream()
                .filter(directive -> List.of("allow", "deny").contains(directive.name()))
                .toList();
        return own.isEmpty() ? around : own;
    }

    private boolean isLocal(List<NginxDirective> block, List<NginxDirective> around, String path, int depth) {
        List<NginxDirective> rules = rules(block, around);
        Optional<NginxDirective> location = depth < DEEPEST ? location(block, path) : Optional.empty();
        if (location.isPresent()) {
            return refusesOthers(block) || isLocal(with(location.get().inside(), List.of()), rules, path, depth + 1);
        }
        // "return" answers before nginx looks at the rules.
        boolean answered = named(block, "return").findAny().isPresent();
        return refusesOthers(block)
                || !answered
                        && rules.stream()
                                .filter(rule -> rule.name().equals("deny")
                                        || ALL.matcher(rule.first()).matches())
                                .findFirst()
                                .filter(rule -> rule.name().equals("deny")
                                        && ALL.matcher(rule.first()).matches())
                                .isPresent();
    }

    /** Whether a block ends requests whose address is not the loopback address. */
    private static boolean refusesOthers(List<NginxDirective> block) {
        return named(block, "if").anyMatch(condition -> {
            List<String> words = List.of(String.join(" ", condition.arguments())
                    .replaceAll("[()\"']", "")
                    .strip()
                    .split("\\s+"));
            return words.size() == 3
                    && words.get(0).equals("$remote_addr")
                    && words.get(1).startsWith("!")
                    && LOOPBACK.matcher(words.get(2).replaceAll("[\\\\^$]", "")).matches()
                    && named(condition.inside(), "return").findAny().isPresent();
        });
    }

    /** Returns the location of a path as nginx chooses it. */
    private static Optional<NginxDirective> location(List<NginxDirective> block, String path) {
        NginxDirective longest = null;
        int length = -1;
        boolean last = false;
        for (NginxDirective location : (Iterable<NginxDirective>) named(block, "location")::iterator) {
            List<String> words = location.arguments();
            String how = words.size() > 1 ? words.get(0) : "";
            String what = words.isEmpty() ? "" : words.get(words.size() - 1);
            if (how.equals("=") && what.equals(path)) {
                return Optional.of(location);
            }
            if ((how.isEmpty() || how.equals("^~")) && path.startsWith(what) && what.length() > length) {
                longest = location;
                length = what.length();
                last = how.equals("^~");
            }
        }
        Optional<NginxDirective> prefix = Optional.ofNullable(longest);
        return last
                ? prefix
                : named(block, "location")
                        .filter(location -> isFoundBy(location.arguments(), path))
                        .findFirst()
                        .or(() -> prefix);
    }

    private static boolean isFoundBy(List<String> location, String path) {
        return location.size() > 1
                && location.get(0).startsWith("~")
                && LocationPattern.finds(location.get(1), location.get(0).equals("~*"), path);
    }
}
