package dev.sild.compose.translate.network;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.TranslateOptions.Expose;
import dev.sild.report.Code;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Certificates that a reverse proxy has with compose, which Traefik requests itself by ACME: in a cluster the ingress
 * or the Gateway needs them, and nobody requests them.
 */
final class ProxyCertificates {
    private static final String RESOLVERS = "certificatesresolvers";
    private static final String CREATE =
            "create that Secret with 'kubectl create secret tls NAME --cert=FILE --key=FILE', or let cert-manager"
                    + " create it";

    /** A challenge that needs no way in from the internet. */
    private static final Pattern BY_DNS = Pattern.compile("(?i)dnschallenge");

    private static final Pattern FROM_OUTSIDE = Pattern.compile("(?i)(?:http|tls)challenge");

    private static final int MOST_NAMED = 3;

    private final Map<String, List<String>> texts;

    /** Finds the configuration of Traefik among files. */
    ProxyCertificates(ServerTexts files) {
        texts = files.of(path -> path.matches("(?i).*/traefik\\.(?:ya?ml|toml)"));
    }

    /**
     * Reports a Traefik that requests certificates where the internet does not reach it.
     *
     * @param leadsNowhere whether it finds no services in a cluster: routes that replace it are reported by themselves
     */
    void report(Attribute service, String component, Expose expose, boolean leadsNowhere) {
        boolean replaced = leadsNowhere && (expose == Expose.INGRESS || expose == Expose.GATEWAY);
        boolean reached = !leadsNowhere && (expose == Expose.LOADBALANCER || expose == Expose.HOST);
        if (replaced || reached || !requests(service, component)) {
            return;
        }
        service.note(
                Code.CERTIFICATE_TO_CREATE,
                "'" + component + "' requests its certificates by ACME, and the internet does not reach it",
                "convert with --expose ingress and --tls-secret NAME, and " + CREATE
                        + (leadsNowhere ? "" : "; or convert with --expose loadbalancer"));
    }

    private boolean requests(Attribute service, String component) {
        List<String> settings = Stream.of(
                        Stream.of("command", "entrypoint")
                                .flatMap(key -> service.get(key).items().stream())
                                .map(Attribute::peek),
                        service.get("environment").entries().keySet().stream(),
                        texts.getOrDefault(component, List.of()).stream().map(ProxyCertificates::withoutComments))
                .flatMap(some -> some)
                .toList();
        return settings.stream().anyMatch(ProxyCertificates::namesAcme)
                && (settings.stream()
                                .anyMatch(text -> FROM_OUTSIDE.matcher(text).find())
                        || settings.stream()
                                .noneMatch(text -> BY_DNS.matcher(text).find()));
    }

    private static String withoutComments(String text) {
        return text.lines().filter(line -> !line.strip().startsWith("#")).collect(Collectors.joining("\n"));
    }

    private static boolean namesAcme(String text) {
        String lower = text.toLowerCase(Locale.ROOT);
        return lower.contains(RESOLVERS) && lower.contains("acme");
    }

    /** Reports the routes of a service that a proxy serves with TLS, by what opens them in the cluster. */
    static void ofRoutes(Attribute service, String component, ExposeHints hints) {
        List<ProxyRoute> secure =
                hints.routes().routes().stream().filter(ProxyRoute::tls).toList();
        if (secure.isEmpty()) {
            return;
        }
        List<String> hosts = secure.stream()
                .map(ProxyRoute::host)
                .filter(host -> !host.isEmpty())
                .distinct()
                .toList();
        int more = hosts.size() - MOST_NAMED;
        String served = hosts.isEmpty()
                ? "'" + component + "'"
                : String.join(", ", hosts.subList(0, Math.min(MOST_NAMED, hosts.size())))
                        + (more > 0 ? " and " + more + " more" : "") + " of '" + component + "'";
        Attribute said = service.get("labels").or(service.get("environment"));
        if (hints.expose() == Expose.GATEWAY) {
            said.note(
                    Code.CERTIFICATE_TO_CREATE,
                    "the reverse proxy serves " + served + " with TLS, and a Gateway does so at a listener for HTTPS",
                    "give the Gateway such a listener, with the certificate in a Secret that you or cert-manager"
                            + " creates");
        } else if (hints.tlsSecret().isEmpty()) {
            said.note(
                    Code.CERTIFICATE_TO_CREATE,
                    "the reverse proxy serves " + served + " with TLS, the ingress without",
                    "convert again with --tls-secret NAME, and " + CREATE);
        }
    }
}
