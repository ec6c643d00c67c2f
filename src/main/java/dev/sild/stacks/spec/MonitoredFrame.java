package dev.sild.stacks.spec;

import dev.sild.kubernetes.objects.RenderOptions;
import dev.sild.model.Call;
import dev.sild.model.Exposure;
import dev.sild.model.Mesh;
import dev.sild.model.Port;
import dev.sild.model.Scrape;
import dev.sild.stacks.shared.Capability;
import dev.sild.stacks.shared.Inputs;
import dev.sild.stacks.shared.Parts;
import dev.sild.stacks.shared.Stack;
import dev.sild.stacks.shared.StackProgram;
import dev.sild.v1alpha1.shared.ExporterSpec;
import dev.sild.v1alpha1.shared.MeshSpec;
import dev.sild.v1alpha1.shared.MonitoredStackSpec;
import dev.sild.v1alpha1.shared.Monitoring;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The frame of a stack that Prometheus reads and that may be part of a mesh.
 *
 * @param <S> the class of the spec
 */
public class MonitoredFrame<S extends MonitoredStackSpec> extends StackFrame<S> {
    private static final Call.Peer ALL_PODS = new Call.Pods(Optional.of(Map.of()), Map.of());

    protected MonitoredFrame(CustomResource<S, ?> resource, Inputs inputs) {
        super(resource, inputs);
    }

    /** Whether Prometheus fetches metrics, so that exporters run. */
    public final boolean monitored() {
        return spec().getMonitoring().getType() != Monitoring.Type.NONE;
    }

    /** Returns the exporter of a server; empty where nothing reads it. */
    final Optional<StackProgram> exporter(ExporterSpec exporter, String usualImage) {
        return monitored() && exporter.getEnabled()
                ? Optional.of(Shapes.program(exporter, usualImage, List.of()))
                : Optional.empty();
    }

    /** Returns what Prometheus scrapes of a component at a port; empty if there is no port. */
    public final List<Scrape> scrapes(String component, Optional<Port> port, String path) {
        Monitoring monitoring = spec().getMonitoring();
        return port
                .map(at ->
                        new Scrape(component, at, path, monitoring.getInterval(), Shapes.map(monitoring.getLabels())))
                .stream()
                .toList();
    }

    /**
     * Returns the stack that consists of parts.
     *
     * @param calls the connections between them
     * @param entrances the components that callers from outside reach, in plain text too where the mesh allows it
     */
    protected final Stack stack(Parts parts, List<Exposure> exposures, List<Call> calls, Set<String> entrances) {
        List<Call> all = new ArrayList<>(calls);
        all.addAll(scraping(parts.scrapes()));
        return stack(parts, exposures, all, List.of(), mesh(entrances), monitoring());
    }

    private List<Call> scraping(List<Scrape> scrapes) {
        List<Call.Peer> allowed = Shapes.peers(spec().getMonitoring().getAllowFrom());
        Call.Others scraper = new Call.Others("scraper", allowed.isEmpty() ? List.of(ALL_PODS) : allowed);
        return scrapes.stream()
                .map(scrape -> new Call(scraper, new Call.OfComponent(scrape.component()), List.of(scrape.port())))
                .toList();
    }

    private RenderOptions.Monitoring monitoring() {
        return switch (spec().getMonitoring().getType()) {
            case SERVICEMONITOR -> RenderOptions.Monitoring.SERVICE_MONITORS;
            case AUTO ->
                inputs().capabilities().contains(Capability.SERVICE_MONITOR)
                        ? RenderOptions.Monitoring.BOTH
                        : RenderOptions.Monitoring.ANNOTATIONS;
            case NONE, ANNOTATIONS -> RenderOptions.Monitoring.ANNOTATIONS;
        };
    }

    private Mesh mesh(Set<String> entrances) {
        MeshSpec mesh = spec().getMesh();
        Set<String> open = mesh.getAllowPlaintextFrom().name().equals("NOBODY") ? Set.of() : entrances;
        return switch (mesh.getType().name()) {
            case "ISTIO" -> new Mesh.Istio(namespace().isEmpty() ? "default" : namespace(), open);
            case "LINKERD" -> new Mesh.Linkerd(open);
            default -> Mesh.NONE;
        };
    }
}
