package dev.sild.stacks.microservices;

import dev.sild.model.Call;
import dev.sild.model.Call.OfComponent;
import dev.sild.model.Calls;
import dev.sild.model.Port;
import dev.sild.stacks.shared.Openings;
import dev.sild.stacks.shared.Parts;
import dev.sild.stacks.shared.Shapes;
import dev.sild.stacks.shared.StackContext;
import dev.sild.v1alpha1.shared.UserService;
import java.util.ArrayList;
import java.util.List;

/** Every connection that there may be in a stack, and into it and out of it. */
final class Traffic {
    private final Frame frame;
    private final List<Call> calls = new ArrayList<>();

    private Traffic(Frame frame) {
        this.frame = frame;
    }

    /** Returns the connections: those that the parts need by themselves among them. */
    static Calls of(Frame frame, Parts parts) {
        Traffic traffic = new Traffic(frame);
        traffic.enter();
        frame.web().ifPresent(web -> traffic.leave(Frame.WEB, web));
        for (UserService service : frame.spec().getServices()) {
            traffic.leave(service.getName(), service);
        }
        traffic.calls.addAll(parts.calls());
        traffic.calls.addAll(StackContext.scraping(frame.spec().getMonitoring(), parts.scrapes()));
        return Openings.calls(frame.spec().getNetworkPolicy(), traffic.calls);
    }

    /** Returns the components that answer callers from outside. */
    static List<String> entrances(Frame frame) {
        return switch (frame.spec().getGateway().getType()) {
            case NGINX -> List.of(Frame.GATEWAY);
            case GATEWAYAPI -> RouteTable.components(frame);
            case NONE -> frame.web().map(web -> Frame.WEB).stream().toList();
        };
    }

    private void enter() {
        Call.Caller callers =
                Openings.callers(frame.spec().getNetworkPolicy(), frame.spec().getExposure());
        entrances(frame).forEach(entrance -> calls.add(new Call(callers, new OfComponent(entrance), ports(entrance))));
        if (frame.hasNginx()) {
            RouteTable.components(frame).forEach(component -> between(Frame.GATEWAY, component));
        }
    }

    private void leave(String component, UserService program) {
        Shapes.list(program.getCalls()).forEach(callee -> between(component, callee));
        calls.addAll(ServiceProgram.of(component, program).leaving());
    }

    private void between(String from, String to) {
        calls.add(new Call(new OfComponent(from), new OfComponent(to), ports(to)));
    }

    private List<Port> ports(String component) {
        return component.equals(Frame.GATEWAY) ? frame.gatewayPorts() : List.of(Frame.port(frame.program(component)));
    }
}
