package dev.sild.compose.translate.container;

import dev.sild.compose.translate.image.ServiceImage;
import dev.sild.images.ContainerPaths;
import dev.sild.images.ImageFacts;
import dev.sild.images.ServerFiles;
import dev.sild.images.text.NginxDirective;
import dev.sild.units.Digits;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The ports at which an nginx listens, where the project has all of its configuration that says so: the image's own
 * server then does not count.
 *
 * @see <a href="https://nginx.org/en/docs/http/ngx_http_core_module.html#listen">listen</a>
 */
public final class NginxPorts {
    private static final Set<String> IMAGES = Set.of("nginx", "nginx-unprivileged");
    private static final String FOLDER = "/etc/nginx";
    private static final String MAIN = FOLDER + "/nginx.conf";
    private static final String SITES = FOLDER + "/conf.d";
    private static final String TEMPLATES = FOLDER + "/templates";
    /** What the image's start runs first. */
    static final String SCRIPTS = "/docker-entrypoint.d";
    /** The server that images bring. */
    private static final String OF_IMAGE = SITES + "/default.conf";
    /** What the image's start makes the file with that server of, if it is there. */
    private static final String TEMPLATE = TEMPLATES + "/default.conf.template";

    /** Blocks that may contain servers. */
    private static final Set<String> AROUND = Set.of("http", "stream", "mail");

    /** Files of the image that contain no servers. */
    private static final Pattern NO_SERVERS =
            Pattern.compile("(?:/etc/nginx/)?(?:mime\\.types|[a-z]+_params|(?:modules|modules-enabled)/.*)"
                    + "|/usr/share/nginx/modules/.*|/etc/nginx/modules/.*");

    private static final Pattern LOCAL = Pattern.compile("127\\..*|\\[::1].*|localhost(?::.*)?|unix:.*");
    private static final Pattern PORT = Pattern.compile("(?:.*:)?([0-9]{1,5})");
    private final NginxFiles files;
    private final ServiceImage image;
    private final Set<Integer> ports = new TreeSet<>();
    /** What was included once: a second time, or by itself, it says nothing more. */
    private final Set<String> included = new HashSet<>();

    private NginxPorts(NginxFiles files, ServiceImage image) {
        this.files = files;
        this.image = image;
    }

    /**
     * Returns the TCP ports that are open to others; empty where they are not known.
     *
     * @param process the words of the process; empty for the image's own
     * @param files its configuration
     */
    public static Optional<Set<Integer>> of(ServiceImage image, List<String> process, Supplier<NginxFiles> files) {
        String program = image.program();
        String name = program.substring(program.lastIndexOf('/') + 1).replaceFirst("[:@].*", "");
        if (!IMAGES.contains(name) || !NginxCommands.startsOnlyNginx(process)) {
            return Optional.empty();
        }
        NginxPorts known = new NginxPorts(files.get(), image);
        return known.find() && !known.ports.isEmpty() ? Optional.of(known.ports) : Optional.empty();
    }

    /** Finds the ports; false where something else may say more. */
    private boolean find() {
        boolean unread = files.unread().stream().anyMatch(NginxPorts::isRead);
        if (unread
                || files.mounts().stream().anyMatch(mount -> ContainerPaths.contains(SCRIPTS, mount))
                || image.steps().filter(NginxCommands::mayWrite).isPresent()
                || image.build().isPresent()
                        && image.facts().filter(this::hasUnknown).isPresent()) {
            return false;
        }
        List<NginxDirective> main = files.read().get(MAIN);
        if (main != null) {
            return find(main);
        }
        return !files.isHidden(MAIN) && findSites();
    }

    /** Whether a Dockerfile brings configuration that is not in a file of its context, or scripts for the start. */
    private boolean hasUnknown(ImageFacts facts) {
        // Of what is copied by a pattern the files are not read.
        boolean selected = facts.copies().all().stream()
                .filter(copy -> !copy.whole())
                .anyMatch(copy -> isRead(copy.destination())
                        || ContainerPaths.contains(copy.destination(), MAIN)
                        || ContainerPaths.contains(copy.destination(), SCRIPTS));
        return selected
                || facts.contentPaths().stream()
                        .anyMatch(place -> ContainerPaths.contains(SCRIPTS, place)
                                // The image's own configuration is no news.
                                || ContainerPaths.contains(place, MAIN) && !ContainerPaths.contains(FOLDER, place)
                                || isRead(place) && !isKnown(place));
    }

    private boolean isKnown(String place) {
        return files.isHidden(place)
                || files.read().keySet().stream().anyMatch(file -> ContainerPaths.contains(place, file));
    }

    private static boolean isRead(String place) {
        return place.equals(MAIN) || isSite(place);
    }

    /** The files that the image's own configuration includes. */
    private boolean findSites() {
        boolean replaced = files.read().containsKey(OF_IMAGE)
                || files.read().containsKey(TEMPLATE)
                || files.isHidden(OF_IMAGE)
                || image.steps().filter(NginxCommands::removeServer).isPresent();
        for (Map.Entry<String, List<NginxDirective>> file : files.read().entrySet()) {
            if (isSite(file.getKey()) && !find(file.getValue())) {
                return false;
            }
        }
        return replaced;
    }

    private static boolean isSite(String file) {
        return (ContainerPaths.contains(SITES, file) || ContainerPaths.contains(TEMPLATES, file))
                && ServerFiles.isIncluded(file);
    }

    private boolean find(List<NginxDirective> directives) {
        for (NginxDirective directive : directives) {
            boolean known = switch (directive.name()) {
                case "include" -> include(directive.first());
                case "server" -> listen(directive.inside());
                default -> !AROUND.contains(directive.name()) || find(directive.inside());
            };
            if (!known) {
                return false;
            }
        }
        return true;
    }

    private boolean include(String name) {
        String place = name.startsWith("/") ? name : FOLDER + "/" + name;
        List<NginxDirective> file = files.read().get(place);
        if (NO_SERVERS.matcher(name).matches() || !included.add(place)) {
            return true;
        }
        return place.equals(SITES + "/*.conf") ? findSites() : file != null && find(file);
    }

    /** Reads the ports of a server; false where it has none, and so the default, or where a variable decides. */
    private boolean listen(List<NginxDirective> server) {
        boolean any = false;
        for (NginxDirective directive : server) {
            List<String> arguments = directive.arguments();
            if (!directive.name().equals("listen") || arguments.isEmpty()) {
                continue;
            }
            any = true;
            boolean datagrams = arguments.contains("udp") || arguments.contains("quic");
            if (!datagrams && !LOCAL.matcher(arguments.get(0)).matches()) {
                var port = PORT.matcher(arguments.get(0));
                int number = port.matches() ? Digits.port(port.group(1)) : 0;
                if (number == 0) {
                    return false;
                }
                ports.add(number);
            }
        }
        return any;
    }
}
