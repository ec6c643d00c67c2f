package dev.sild.images.text;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Short names that nginx meets while it runs, in addresses with a variable: it asks its {@code resolver} for them as
 * they are, without the search domains of the container.
 *
 * @see <a href="https://nginx.org/en/docs/http/ngx_http_proxy_module.html#proxy_pass">proxy_pass</a>
 */
public final class NginxShortNames {
    private static final Pattern PASS = Pattern.compile("(?:proxy|fastcgi|uwsgi|scgi|grpc|memcached)_pass");
    private static final Pattern SCHEME = Pattern.compile("^\\w{1,10}://(?:[^/@$]{0,200}@)?");

    /** A name and no part of one; what follows may be a port, a path or what was requested. */
    private static final Pattern SHORT = Pattern.compile(
            "([A-Za-z][\\w-]{0,62})(?:$|[:/?]|\\$\\{?(?:request_uri|uri|document_uri|is_args|args)\\b)");

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{?(\\w{1,100})\\}?(?:$|[:/?$])");
    private static final int DEEPEST = 3;
    private static final int MOST_VALUES = 10;

    private final Set<String> services;
    /** Names that nginx has the addresses of. */
    private final Set<String> upstreams = new HashSet<>();

    /**
     * Creates an instance.
     *
     * @param all the files of a project, since nginx puts its configuration together from several
     * @param services the names of services; others are as unknown with compose
     */
    public NginxShortNames(Collection<List<NginxDirective>> all, Set<String> services) {
        this.services = services;
        all.stream()
                .flatMap(List::stream)
                .flatMap(NginxDirective::withInside)
                .filter(directive -> directive.name().equals("upstream"))
                .forEach(upstream -> upstreams.add(upstream.first()));
    }

    /** Returns the first one in a file. */
    public Optional<String> in(List<NginxDirective> file) {
        Map<String, List<String>> values = new HashMap<>();
        List<String> addresses = new ArrayList<>();
        file.stream().flatMap(NginxDirective::withInside).forEach(directive -> {
            List<String> arguments = directive.arguments();
            if (directive.name().equals("set") && arguments.size() == 2) {
                List<String> set = values.computeIfAbsent(arguments.get(0), name -> new ArrayList<>());
                if (set.size() < MOST_VALUES) {
                    set.add(arguments.get(1));
                }
            } else if (PASS.matcher(directive.name()).matches()
                            && directive.first().indexOf('$') >= 0
                    || directive.name().equals("server") && arguments.contains("resolve")) {
                addresses.add(directive.first());
            }
        });
        return addresses.stream()
                .flatMap(address -> names(address, values, DEEPEST))
                .findFirst();
    }

    private Stream<String> names(String address, Map<String, List<String>> values, int depth) {
        String host = SCHEME.matcher(address).replaceFirst("");
        Matcher name = SHORT.matcher(host);
        if (name.lookingAt()) {
            return Stream.of(name.group(1)).filter(found -> services.contains(found) && !upstreams.contains(found));
        }
        Matcher variable = VARIABLE.matcher(host);
        return depth > 0 && variable.lookingAt()
                ? values.getOrDefault("$" + variable.group(1), List.of()).stream()
                        .flatMap(value -> names(value, values, depth - 1))
                : Stream.empty();
    }
}
