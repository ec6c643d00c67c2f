package dev.sild.stacks.microservices;

import dev.sild.model.Exposure;
import dev.sild.model.Exposure.Path;
import dev.sild.stacks.shared.Door;
import dev.sild.stacks.shared.Inputs;
import dev.sild.stacks.shared.Parts;
import dev.sild.stacks.shared.Stack;
import dev.sild.stacks.spec.Openings;
import dev.sild.v1alpha1.MicroserviceStack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** From a MicroserviceStack to what should be there. */
public final class Microservices {
    private Microservices() {}

    /**
     * Returns the stack that a MicroserviceStack describes, which its schema accepts. The result depends on nothing
     * else.
     *
     * @param resource of which the name, the namespace where it has one, and the spec count; the schema's defaults may
     *     be filled in or not
     * @throws IllegalArgumentException where a variable would have two values
     */
    public static Stack translate(MicroserviceStack resource, Inputs inputs) {
        MicroserviceFrame frame = new MicroserviceFrame(resource, inputs);
        Parts parts = MicroserviceParts.of(frame);
        return frame.stack(parts, exposures(frame), MicroserviceTraffic.of(frame, parts));
    }

    private static List<Exposure> exposures(MicroserviceFrame frame) {
        dev.sild.v1alpha1.shared.Exposure said = frame.spec().getExposure();
        return switch (frame.spec().getGateway().getType()) {
            case NGINX -> Openings.of(said, RouteTable.named(frame), MicroserviceFrame.GATEWAY, frame.doors());
            case GATEWAYAPI -> routes(frame, said);
            case NONE ->
                frame.web()
                        .map(web -> Openings.of(
                                said, MicroserviceFrame.WEB, List.of(new Door(MicroserviceFrame.port(web), false))))
                        .orElse(List.of());
        };
    }

    /** Hosts with the same rules share their routes; each route refers to one component. */
    private static List<Exposure> routes(MicroserviceFrame frame, dev.sild.v1alpha1.shared.Exposure said) {
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

    private static List<Exposure> routes(MicroserviceFrame frame, List<String> hosts, List<RouteTable.Rule> rules) {
        Map<String, List<Path>> paths = new LinkedHashMap<>();
        rules.forEach(rule -> paths.computeIfAbsent(rule.component(), component -> new ArrayList<>())
                .add(new Path(rule.path(), rule.type(), rule.rewrite(), rule.timeoutSeconds())));
        List<Exposure> exposures = new ArrayList<>();
        paths.forEach((component, at) -> exposures.add(Openings.route(
                frame.spec().getExposure(), component, MicroserviceFrame.port(frame.program(component)), hosts, at)));
        return exposures;
    }
}
