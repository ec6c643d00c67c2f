package dev.sild.compose.translate.network;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.TranslateOptions.Expose;
import dev.sild.images.text.Caddyfile;
import dev.sild.model.Exposure.Published;
import dev.sild.report.Code;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The Caddyfiles of components: Caddy gets certificates for the names in them only where the internet reaches it. */
final class CaddySites {
    private static final String NAME = "Caddyfile";

    /** The ports of sites that are addressed by a name. */
    private static final Set<Integer> OF_NAMES = Set.of(80, 443);

    private final Map<String, List<String>> texts;

    /** Finds them. */
    CaddySites(ServerTexts files) {
        texts = files.of(path -> path.contains("/" + NAME));
    }

    /**
     * Reports the names for which Caddy gets no certificate, by the way in which the ports of its service are opened.
     */
    void report(Attribute service, String component, Expose expose) {
        Set<String> domains = domains(service, component);
        if (domains.isEmpty() || expose == Expose.LOADBALANCER) {
            return;
        }
        String first = domains.iterator().next();
        String names = first + (domains.size() > 1 ? " and " + (domains.size() - 1) + " more" : "");
        boolean behind = expose == Expose.INGRESS || expose == Expose.GATEWAY;
        String plain = "write 'http://" + first + "' in the Caddyfile";
        service.get("ports")
                .note(
                        Code.CERTIFICATE_OUT_OF_REACH,
                        behind
                                ? "Caddy of '" + component + "' redirects all requests for " + names
                                        + " to HTTPS, since they arrive as HTTP"
                                : "Caddy of '" + component + "' requests certificates for " + names
                                        + ", which needs ports 80 and 443 to be open to the internet",
                        behind
                                ? plain
                                : "convert with --expose loadbalancer and let the name lead to its address, or " + plain
                                        + " and use --expose ingress with --tls-secret");
    }

    /** Returns the ports at which Caddy answers requests for other names than those that it has certificates for. */
    List<Published> answering(Attribute service, String component, List<Published> ports) {
        boolean named = !domains(service, component).isEmpty()
                && texts(component).stream()
                        .noneMatch(text -> Caddyfile.answersOthers(text, name -> variable(service, name)));
        return ports.stream()
                .filter(port -> !named || !OF_NAMES.contains(port.target().number()))
                .toList();
    }

    private Set<String> domains(Attribute service, String component) {
        Set<String> domains = new LinkedHashSet<>();
        texts(component).forEach(text -> domains.addAll(Caddyfile.domains(text, name -> variable(service, name))));
        return domains;
    }

    private List<String> texts(String component) {
        return texts.getOrDefault(component, List.of());
    }

    private static String variable(Attribute service, String name) {
        return service.get("environment").get(name).peek();
    }
}
