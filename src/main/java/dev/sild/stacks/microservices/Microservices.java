package dev.sild.stacks.microservices;

import dev.sild.kubernetes.objects.RenderOptions;
import dev.sild.model.Application;
import dev.sild.model.Exposure;
import dev.sild.model.Exposure.Path;
import dev.sild.model.Mesh;
import dev.sild.stacks.shared.Inputs;
import dev.sild.stacks.shared.Openings;
import dev.sild.stacks.shared.Openings.Door;
import dev.sild.stacks.shared.Parts;
import dev.sild.stacks.shared.Stack;
import dev.sild.stacks.shared.StackContext;
import dev.sild.v1alpha1.MicroserviceStack;
import dev.sild.v1alpha1.microservicestackspec.Mesh.AllowPlaintextFrom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** From a MicroserviceStack to what should be there. */
public final class Microservices {
    private Microservices() {}

    /**
     * Returns what a MicroserviceStack that its schema accepts describes: the same for the same, whoever asks and
     * whenever.
     *
     * @param resource of which the name, the namespace where it has one, and the spec count; the schema's defaults may
     *     stand in it or not
     * @throws IllegalArgumentException where a variable is to hold two values
     */
    public static Stack translate(MicroserviceStack resource, Inputs inputs) {
        Frame frame = Frame.of(resource, inputs);
        Parts parts = MicroserviceParts.of(frame);
        Mesh mesh = mesh(frame, resource.getMetadata().getNamespace());
        RenderOptions.Monitoring monitoring =
                StackContext.monitoring(frame.spec().getMonitoring(), inputs);
        Application application = parts.application(frame.name(), exposures(frame), Traffic.of(frame, parts), mesh);
        return new Stack(
                application,
                RenderOptions.ofStack(monitoring, inputs.identities()),
                parts.seeds(),
                parts.kept(),
                StackContext.needs(frame.spec().getExposure(), monitoring, mesh));
    }

    private static Mesh mesh(Frame frame, String namespace) {
        Set<String> open = frame.spec().getMesh().getAllowPlaintextFrom() == AllowPlaintextFrom.GATEWAY
                ? new LinkedHashSet<>(Traffic.entrances(frame))
                : Set.of();
        return switch (frame.spec().getMesh().getType()) {
            case NONE -> Mesh.NONE;
            case ISTIO -> StackContext.istio(namespace, open);
            case LINKERD -> new Mesh.Linkerd(open);
        };
    }

    private static List<Exposure> exposures(Frame frame) {
        dev.sild.v1alpha1.shared.Exposure said = frame.spec().getExposure();
        return switch (frame.spec().getGateway().getType()) {
            case NGINX -> Openings.of(said, RouteTable.named(frame), Frame.GATEWAY, frame.doors());
            case GATEWAYAPI -> routes(frame, said);
            case NONE ->
                frame.web()
                        .map(web -> Openings.of(said, Frame.WEB, List.of(new Door(Frame.port(web), false))))
                        .orElse(List.of());
        };
    }

    /** Hosts with the same rules share their routes, of which each leads to one component. */
    private static List<Exposure> routes(Frame frame, dev.sild.v1alpha1.shared.Exposure said) {
        Map<List<RouteTable.Rule>, List<String>> hosts = new LinkedHashMap<>();
        List<Exposure> exposures = new ArrayList<>();
        for (RouteTable.Host host : RouteTable.of(frame, said.getHost() == null ? RouteTable.ANY : said.getHost())) {
            if (host.name().equals(RouteTable.ANY)) {
                exposures.addAll(routes(frame, List.of(), host.rules()));
            } else {
                hosts.computeIfAbsent(host.rules(), rules -> new ArrayList<>()).add(host.name());
            }
        }
        hosts.forEach((rules, names) -> exposures.addAll(routes(frame, names, rules)));
        return exposures;
    }

    private static List<Exposure> routes(Frame frame, List<String> hosts, List<RouteTable.Rule> rules) {
        Map<String, List<Path>> paths = new LinkedHashMap<>();
        rules.forEach(rule -> paths.computeIfAbsent(rule.component(), component -> new ArrayList<>())
                .add(new Path(rule.path(), rule.type(), rule.rewrite(), rule.timeoutSeconds())));
        List<Exposure> exposures = new ArrayList<>();
        paths.forEach((component, at) -> exposures.add(Openings.route(
                frame.spec().getExposure(), component, Frame.port(frame.program(component)), hosts, at)));
        return exposures;
    }
}
