package dev.sild.stacks.shared;

import dev.sild.kubernetes.objects.RenderOptions;
import dev.sild.model.Call;
import dev.sild.model.Mesh;
import dev.sild.model.Port;
import dev.sild.model.Scrape;
import dev.sild.v1alpha1.shared.Exposure;
import dev.sild.v1alpha1.shared.Monitoring;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What surrounds a stack: who reads its numbers, the mesh that it is part of, and the kinds of others that it needs.
 */
public final class StackContext {
    private static final Call.Peer ALL_PODS = new Call.Pods(Optional.of(Map.of()), Map.of());

    private StackContext() {}

    /** Whether Prometheus fetches metrics, so that exporters run. */
    public static boolean isMonitored(Monitoring said) {
        return said.getType() != Monitoring.Type.NONE;
    }

    /** Returns what Prometheus is to fetch of a component at a port; nothing where there is no port. */
    public static List<Scrape> scrapes(Monitoring said, String component, Optional<Port> port, String path) {
        return port
                .map(at -> new Scrape(component, at, path, said.getInterval(), Shapes.map(said.getLabels())))
                .stream()
                .toList();
    }

    /** Returns the connections by which that is fetched. */
    public static List<Call> scraping(Monitoring said, List<Scrape> scrapes) {
        List<Call.Peer> allowed = Shapes.peers(said.getAllowFrom());
        Call.Others scraper = new Call.Others("scraper", allowed.isEmpty() ? List.of(ALL_PODS) : allowed);
        return scrapes.stream()
                .map(scrape -> new Call(scraper, new Call.OfComponent(scrape.component()), List.of(scrape.port())))
                .toList();
    }

    /** Returns by what means Prometheus is told of it. */
    public static RenderOptions.Monitoring monitoring(Monitoring said, Inputs inputs) {
        return switch (said.getType()) {
            case SERVICEMONITOR -> RenderOptions.Monitoring.SERVICE_MONITORS;
            case AUTO ->
                inputs.capabilities().contains(Capability.SERVICE_MONITOR)
                        ? RenderOptions.Monitoring.BOTH
                        : RenderOptions.Monitoring.ANNOTATIONS;
            case NONE, ANNOTATIONS -> RenderOptions.Monitoring.ANNOTATIONS;
        };
    }

    /** Returns the mesh of Istio in a stack's namespace, which may be null for the default one. */
    public static Mesh istio(String namespace, Set<String> open) {
        String named = Shapes.text(namespace);
        return new Mesh.Istio(named.isEmpty() ? "default" : named, open);
    }

    /** Returns the kinds that not every cluster has, of which a stack's objects are. */
    public static Set<Capability> needs(Exposure exposure, RenderOptions.Monitoring monitoring, Mesh mesh) {
        Set<Capability> needs = EnumSet.noneOf(Capability.class);
        if (exposure.getType() == Exposure.Type.GATEWAY) {
            needs.add(Capability.GATEWAY_API);
        }
        if (monitoring != RenderOptions.Monitoring.ANNOTATIONS) {
            needs.add(Capability.SERVICE_MONITOR);
        }
        if (mesh instanceof Mesh.Istio) {
            needs.add(Capability.ISTIO);
        } else if (mesh instanceof Mesh.Linkerd) {
            needs.add(Capability.LINKERD);
        }
        return needs;
    }
}
