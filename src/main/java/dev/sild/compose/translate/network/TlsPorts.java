package dev.sild.compose.translate.network;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.images.KnownImages;
import dev.sild.model.Exposure;
import dev.sild.model.Lookup;
import dev.sild.report.Code;
import dev.sild.units.Digits;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Ports at which servers expect TLS, while a route of the cluster connects to them without: the server refuses every
 * request. Controllers have annotations or objects of their own for that.
 */
final class TlsPorts {
    /** A listener of nginx; a comment does not begin with it. */
    private static final Pattern LISTEN = Pattern.compile("(?m)^[ \\t]*listen[ \\t]+([^;\\n]{1,200});");

    private static final Pattern NUMBER = Pattern.compile("(?:^|:)([0-9]{1,5})$");

    private static final int HTTP = 80;
    private static final Pattern OLD_FORM = Pattern.compile("(?m)^[ \\t]*ssl[ \\t]+on[ \\t]*;");

    /** The annotations by which controllers connect with TLS, by a word in the name of their class. */
    private static final Map<String, Map<String, String>> ANNOTATIONS = Map.of(
            "nginx", Map.of("nginx.ingress.kubernetes.io/backend-protocol", "HTTPS"),
            "haproxy", Map.of("haproxy.org/server-ssl", "true"));

    private final Map<String, List<String>> texts;

    /** Finds the listeners of nginx in what servers read. */
    TlsPorts(ServerTexts files) {
        texts = files.of(path -> path.endsWith(".conf") || path.endsWith(".template"));
    }

    /**
     * Returns the exposures, where those that lead to such a port ask their controller for TLS, as far as it is known
     * how.
     *
     * @param image the image that the service runs, or that its own is built from
     */
    List<Exposure> connected(Attribute service, String image, List<Exposure> exposures) {
        return exposures.stream()
                .map(exposure -> connected(service, image, exposure))
                .toList();
    }

    private Exposure connected(Attribute service, String image, Exposure exposure) {
        int port = exposure.ports().get(0).target().number();
        boolean route = exposure.kind() instanceof Exposure.Ingress || exposure.kind() instanceof Exposure.Gateway;
        if (!route || !expectsTls(exposure.component(), image, port)) {
            return exposure;
        }
        String what = "'" + exposure.component() + "' expects TLS at port " + port;
        if (!(exposure.kind() instanceof Exposure.Ingress ingress)) {
            service.get("ports")
                    .note(
                            Code.TLS_EXPECTED,
                            what + ", and the route connects without",
                            "create a BackendTLSPolicy for it, or let it answer at another port without TLS");
            return exposure;
        }
        String controller = ingress.className().toLowerCase(Locale.ROOT);
        Map<String, String> known = ANNOTATIONS.entrySet().stream()
                .filter(each -> controller.contains(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(Map.of());
        Map<String, String> added =
                known.isEmpty() && controller.isEmpty() ? Lookup.required(ANNOTATIONS, "nginx") : known;
        Map<String, String> annotations = new LinkedHashMap<>(ingress.annotations());
        added.forEach(annotations::putIfAbsent);
        if (known.isEmpty()) {
            service.get("ports")
                    .note(
                            Code.TLS_EXPECTED,
                            what
                                    + (added.isEmpty()
                                            ? ", and the ingress connects without"
                                            : "; the ingress has an annotation with which ingress-nginx connects so"),
                            (added.isEmpty()
                                            ? "let the ingress controller"
                                            : "if your controller is not ingress-nginx, let it")
                                    + " connect by HTTPS, or let the service answer at another port without TLS");
        } else {
            service.get("ports").noteApproximated(what + ", so the ingress connects to it by HTTPS");
        }
        return new Exposure(
                exposure.component(),
                new Exposure.Ingress(ingress.hosts(), ingress.paths(), ingress.tls(), ingress.className(), annotations),
                exposure.ports());
    }

    /** Whether its files say so; else, whether the port is one for TLS by custom. */
    private boolean expectsTls(String component, String image, int port) {
        Map<Integer, Boolean> listeners = new HashMap<>();
        for (String text : texts.getOrDefault(component, List.of())) {
            boolean all = OLD_FORM.matcher(text).find();
            Matcher listen = LISTEN.matcher(text);
            while (listen.find()) {
                List<String> words = List.of(listen.group(1).strip().split("\\s+"));
                Matcher number = NUMBER.matcher(words.get(0));
                int at = number.find() ? Digits.port(number.group(1)) : HTTP;
                // Another server of the file may redirect those who come without TLS.
                listeners.merge(at, all && at != HTTP || words.contains("ssl"), Boolean::logicalOr);
            }
        }
        Boolean listener = listeners.get(port);
        return listener != null ? listener : port == 443 || port == 8443 && !KnownImages.isPlain(image);
    }
}
