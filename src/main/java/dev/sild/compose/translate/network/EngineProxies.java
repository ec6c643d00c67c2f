package dev.sild.compose.translate.network;

import dev.sild.compose.translate.container.Ports;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.relations.Relations;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.compose.translate.source.TranslateOptions.Expose;
import dev.sild.images.ImageReference;
import dev.sild.images.ports.ProxyFile;
import dev.sild.images.ports.ProxyKind;
import dev.sild.model.Component;
import dev.sild.model.Exposure.Published;
import dev.sild.model.Lookup;
import dev.sild.model.Mount;
import dev.sild.report.Code;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Reverse proxies that ask a container engine for the services that labels or variables lead to. In a cluster there is
 * no engine to ask: they answer every request with an error.
 */
public final class EngineProxies {
    private static final Set<String> IMAGES = Set.of("traefik", "nginx-proxy", "caddy-docker-proxy");

    private static final Pattern PROVIDER = Pattern.compile("(?i)\\bproviders[._]docker\\b");

    private static final int MOST_NAMED = 3;

    /** The names of their services, by component. */
    private final Map<String, String> proxies;

    private final List<String> routed;
    private final Set<String> withFiles;
    private final Map<String, Ports> ports;
    private final EngineStreams streams;
    private final RunningPrograms programs;

    private EngineProxies(
            Map<String, String> proxies,
            List<String> routed,
            Set<String> withFiles,
            Map<String, Ports> ports,
            EngineStreams streams,
            RunningPrograms programs) {
        this.proxies = proxies;
        this.routed = routed;
        this.withFiles = withFiles;
        this.ports = ports;
        this.streams = streams;
        this.programs = programs;
    }

    /**
     * Finds them among services.
     *
     * @param ports the ports of each service
     * @param programs what services run
     * @param withFiles components whose own files lead to services
     */
    static EngineProxies of(
            Map<String, Ports> ports, RunningPrograms programs, Relations relations, Set<String> withFiles) {
        Map<String, String> proxies = new LinkedHashMap<>();
        List<String> routed = new ArrayList<>();
        for (String name : ports.keySet()) {
            Attribute service = relations.service(name);
            if (isProxy(service, programs.images().apply(name))) {
                proxies.put(relations.component(name), name);
            } else if (ProxyRoutes.of(service).isReached()) {
                routed.add(name);
            }
        }
        if (routed.isEmpty()) {
            proxies.clear();
        }
        EngineStreams streams = EngineStreams.of(proxies.values(), ports, relations);
        return new EngineProxies(proxies, routed, withFiles, ports, streams, programs);
    }

    private static boolean isProxy(Attribute service, String image) {
        return IMAGES.contains(ImageReference.parse(image).lastSegment())
                || Stream.of("command", "entrypoint")
                        .flatMap(key -> service.get(key).items().stream())
                        .anyMatch(word -> PROVIDER.matcher(word.peek()).find())
                || service.get("environment").entries().keySet().stream()
                        .anyMatch(name -> PROVIDER.matcher(name.replaceFirst("^TRAEFIK_", ""))
                                .find());
    }

    /** Returns the components that mount files in which Traefik finds routes to services. */
    public static Set<String> withFiles(List<Component> components, FileBundles bundles) {
        Set<String> found = new HashSet<>();
        for (Component component : components) {
            for (Mount mount : component.main().mounts()) {
                if (mount.source() instanceof Mount.OfFiles of
                        && bundles.find(of.name()).stream()
                                .flatMap(files -> files.entries().stream())
                                .filter(entry -> entry.path().matches(".*\\.(ya?ml|toml)"))
                                .flatMap(entry ->
                                        ProxyFile.of(entry.path(), new String(entry.content(), StandardCharsets.UTF_8))
                                                .stream())
                                .anyMatch(file -> file.kind() == ProxyKind.TRAEFIK
                                        && !file.targets().isEmpty())) {
                    found.add(component.name());
                }
            }
        }
        return found;
    }

    /** Whether a component is such a proxy, and nothing else leads it to services. */
    boolean leadsNowhere(String component) {
        return proxies.containsKey(component) && !withFiles.contains(component);
    }

    /** Returns the TCP and UDP ports at which such proxies pass on connections. */
    EngineStreams streams() {
        return streams;
    }

    private void reportReplaced(String component, Attribute service) {
        String name = Lookup.required(proxies, component);
        Attribute published = service.get("ports");
        Optional<String> pages = ProxyPages.of(programs.nginx().apply(component));
        pages.ifPresent(served -> service.note(
                Code.ENGINE_PROXY,
                "'" + name + "' also serves " + served + ", which no label leads to and so no route",
                "serve it with an nginx of its own, and route these paths to that"));
        List<Published> left = streams.left(name, Lookup.required(ports, name));
        published.note(
                Code.NOT_EXPOSED,
                "'" + name + "' finds services through Docker and is not exposed; the routes "
                        + (streams.areOf(name) ? "and load balancers " : "") + "of its labels lead to them directly",
                left.isEmpty() && pages.isEmpty()
                        ? "delete the service '" + name + "' from the compose file if it does nothing else"
                        : "");
        if (!left.isEmpty()) {
            published.noteApproximated(
                    "'" + name + "' also publishes " + EngineStreams.names(left) + ", to which no label leads",
                    "publish what answers there with 'x-sild: {expose: loadbalancer}' on its service; then delete '"
                            + name + "'");
        }
    }

    /** Whether such a proxy leads to a service: nothing else does in a cluster. */
    boolean leadsTo(ProxyRoutes routes) {
        return !proxies.isEmpty() && routes.isReached();
    }

    /**
     * Whether a component is such a proxy, and an ingress or a gateway leads to its services in its place; what becomes
     * of the proxy is reported.
     */
    boolean isReplaced(String component, Attribute service, TranslateOptions options, Attribute project) {
        String name = proxies.get(component);
        if (name == null) {
            return false;
        }
        Expose expose = ExposeHints.way(options, project, service);
        if (expose == Expose.INGRESS || expose == Expose.GATEWAY) {
            if (leadsNowhere(component)) {
                reportReplaced(component, service);
            }
            return leadsNowhere(component);
        }
        int more = routed.size() - MOST_NAMED;
        service.note(
                Code.ENGINE_PROXY,
                "'" + name + "' finds "
                        + String.join(", ", routed.subList(0, Math.min(MOST_NAMED, routed.size())))
                        + (more > 0 ? " and " + more + " more" : "")
                        + " through Docker; in a cluster it leads to "
                        + (routed.size() == 1 ? "nothing" : "none of them"),
                "convert with --expose ingress or --expose gateway, which route to the services without it"
                        + ProxyPages.of(programs.nginx().apply(component))
                                .map(served -> "; keep an nginx for " + served)
                                .orElse(""));
        return false;
    }
}
