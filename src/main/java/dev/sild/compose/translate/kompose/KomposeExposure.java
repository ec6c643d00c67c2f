package dev.sild.compose.translate.kompose;

import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.TranslateOptions.Expose;
import dev.sild.model.Exposure;
import dev.sild.model.Exposure.Path;
import dev.sild.model.Exposure.PathType;
import dev.sild.model.Exposure.Tls;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * How labels of kompose open a service's ports.
 *
 * @param expose by what means; empty where no label says it
 * @param alsoNodePort whether its ports are open on each node besides
 * @param hosts the hosts of an ingress by their path; a path without hosts is open at every one
 * @param tlsSecret the Secret with the certificate; {@link #OWN_CERTIFICATE} for the controller's, empty for no TLS
 * @param ingressClass empty for the cluster's default
 * @param terms the settings of a Service that is open to the outside
 * @param nodePort the port of the nodes; empty for one that the cluster chooses
 */
public record KomposeExposure(
        Optional<Expose> expose,
        boolean alsoNodePort,
        Map<String, List<String>> hosts,
        String tlsSecret,
        String ingressClass,
        Exposure.Terms terms,
        Optional<Integer> nodePort) {

    private static final String OWN_CERTIFICATE = "true";
    private static final String ANY_HOST = "true";
    private static final int MAX_PORT = 65_535;

    public static KomposeExposure of(Attribute service) {
        KomposeLabels labels = KomposeLabels.of(service);
        String type = type(labels.get("service.type"));
        Attribute exposed = labels.get("service.expose");
        Map<String, List<String>> hosts = hosts(exposed.string());
        boolean balanced = type.equals("loadbalancer");
        Optional<Expose> expose = balanced
                ? Optional.of(Expose.LOADBALANCER)
                : !hosts.isEmpty()
                        ? Optional.of(Expose.INGRESS)
                        : type.equals("nodeport")
                                ? Optional.of(Expose.NODEPORT)
                                : type.isEmpty() ? Optional.empty() : Optional.of(Expose.NONE);
        if (balanced && !hosts.isEmpty()) {
            exposed.note(
                    Code.NOT_EXPOSED, "kompose creates no ingress next to a LoadBalancer Service; none is created");
        }
        boolean onNodes = type.equals("nodeport");
        boolean ingress = expose.equals(Optional.of(Expose.INGRESS));
        return new KomposeExposure(
                expose,
                ingress && onNodes,
                hosts,
                used(labels.get("service.expose.tls-secret"), ingress, "'kompose.service.expose' sets a host")
                        .orElse(""),
                used(labels.get("service.expose.ingress-class-name"), ingress, "'kompose.service.expose' sets a host")
                        .orElse(""),
                new Exposure.Terms(
                        Map.of(), policy(labels.get("service.external-traffic-policy"), balanced || onNodes)),
                used(labels.get("service.nodeport.port"), onNodes, "'kompose.service.type' is nodeport")
                        .flatMap(text -> number(labels.get("service.nodeport.port"), text)));
    }

    private static String type(Attribute label) {
        String type = label.string().toLowerCase(Locale.ROOT);
        if (!List.of("", "clusterip", "headless", "nodeport", "loadbalancer").contains(type)) {
            label.noteLost(
                    "'" + label.string() + "' is not a valid Service type",
                    "use clusterip, headless, nodeport or loadbalancer");
            return "";
        }
        return type;
    }

    /** Reads hosts and paths: {@code shop.example.com,example.com/shop}, or {@code true} for every host. */
    private static Map<String, List<String>> hosts(String text) {
        Map<String, List<String>> hosts = new LinkedHashMap<>();
        for (String each : text.split(",")) {
            String place = each.strip();
            int slash = place.indexOf('/');
            String host = slash < 0 ? place : place.substring(0, slash);
            if (!place.isEmpty()) {
                List<String> ofPath =
                        hosts.computeIfAbsent(slash < 0 ? "/" : place.substring(slash), path -> new ArrayList<>());
                if (!host.equals(ANY_HOST)) {
                    ofPath.add(host);
                }
            }
        }
        return hosts;
    }

    /** Returns the value of a label that has an effect; reports a label without one. */
    private static Optional<String> used(Attribute label, boolean hasUse, String condition) {
        if (label.present() && !hasUse) {
            label.found(Code.NOT_EXPOSED, "it has no effect unless " + condition);
            return Optional.empty();
        }
        return Optional.of(label.string()).filter(text -> !text.isEmpty());
    }

    private static String policy(Attribute label, boolean outside) {
        return used(label, outside, "'kompose.service.type' is nodeport or loadbalancer")
                .map(text -> {
                    switch (text.toLowerCase(Locale.ROOT)) {
                        case "local" -> {
                            return "Local";
                        }
                        case "cluster" -> {
                            return "";
                        }
                        default -> {
                            label.noteLost("'" + text + "' is not a valid traffic policy", "use local or cluster");
                            return "";
                        }
                    }
                })
                .orElse("");
    }

    private static Optional<Integer> number(Attribute label, String text) {
        Optional<Integer> number =
                label.number().filter(value -> value > 0 && value <= MAX_PORT).map(Long::intValue);
        if (number.isEmpty()) {
            label.noteLost("'" + text + "' is not a valid port", "use a number from 1 to 65535");
        }
        return number;
    }

    /** Returns the ways into an ingress, one for each path, with the certificate and class that are wanted. */
    public List<Exposure.Kind> ingresses(String wantedSecret, String wantedClass) {
        List<Exposure.Kind> kinds = new ArrayList<>();
        hosts.forEach((path, names) -> kinds.add(new Exposure.Ingress(
                names,
                List.of(new Path(path, PathType.PREFIX)),
                wantedSecret.isEmpty()
                        ? List.of()
                        : List.of(new Tls(names, wantedSecret.equals(OWN_CERTIFICATE) ? "" : wantedSecret)),
                wantedClass,
                Map.of())));
        return kinds;
    }
}
