package dev.sild.compose.translate.network;

import dev.sild.compose.translate.container.NginxFiles;
import dev.sild.images.text.NginxDirective;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What an nginx-proxy serves besides the services that labels lead to: the paths that its settings for hosts add.
 *
 * @see <a href="https://github.com/nginx-proxy/nginx-proxy/tree/main/docs#custom-nginx-configuration">Custom
 *     configuration</a>
 */
final class ProxyPages {
    private static final String FOLDER = "/etc/nginx/vhost.d/";
    private static final Set<String> SERVING = Set.of("alias", "root", "try_files", "return", "proxy_pass");
    private static final int MOST_NAMED = 4;

    private ProxyPages() {}

    /** Returns the paths, with the first file that has one; empty where there are none. */
    static Optional<String> of(NginxFiles files) {
        List<NginxDirective> locations = new ArrayList<>();
        files.read().forEach((place, directives) -> {
            if (place.startsWith(FOLDER)) {
                directives.stream().filter(ProxyPages::serves).forEach(locations::add);
            }
        });
        List<String> paths = locations.stream()
                .map(location -> location.arguments().get(location.arguments().size() - 1))
                .distinct()
                .toList();
        int more = paths.size() - MOST_NAMED;
        return locations.isEmpty()
                ? Optional.empty()
                : Optional.of(String.join(", ", paths.subList(0, Math.min(MOST_NAMED, paths.size())))
                        + (more > 0 ? " and " + more + " more" : "") + " ("
                        + locations.get(0).file() + ")");
    }

    private static boolean serves(NginxDirective directive) {
        return directive.name().equals("location")
                && !directive.arguments().isEmpty()
                && directive.inside().stream().anyMatch(inside -> SERVING.contains(inside.name()));
    }
}
