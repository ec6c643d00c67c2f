package dev.sild.stacks.microservices;

import dev.sild.model.Call;
import dev.sild.model.Call.OfComponent;
import dev.sild.stacks.shared.Parts;
import dev.sild.stacks.spec.Shapes;
import dev.sild.v1alpha1.shared.UserService;
import java.util.ArrayList;
import java.util.List;

/** Every connection that there may be in a stack, and into it and out of it. */
final class MicroserviceTraffic {
    private final MicroserviceFrame frame;
    private final List<Call> calls = new ArrayList<>();

    private MicroserviceTraffic(MicroserviceFrame frame) {
        this.frame = frame;
    }

    static List<Call> of(MicroserviceFrame frame, Parts parts) {
        MicroserviceTraffic traffic = new MicroserviceTraffic(frame);
        frame.entrances().forEach(entrance -> traffic.calls.add(frame.entering(entrance)));
        if (frame.hasNginx()) {
            RouteTable.components(frame).forEach(component -> traffic.between(MicroserviceFrame.GATEWAY, component));
        }
        frame.web().ifPresent(web -> traffic.leave(MicroserviceFrame.WEB, web));
        for (UserService service : frame.spec().getServices()) {
            traffic.leave(service.getName(), service);
        }
        traffic.calls.addAll(parts.calls());
        return traffic.calls;
    }

    private void leave(String component, UserService program) {
        Shapes.list(program.getCalls()).forEach(callee -> between(component, callee));
        calls.addAll(frame.userProgram(component, program).leaving());
    }

    private void between(String from, String to) {
        calls.add(new Call(new OfComponent(from), new OfComponent(to), frame.ports(to)));
    }
}
