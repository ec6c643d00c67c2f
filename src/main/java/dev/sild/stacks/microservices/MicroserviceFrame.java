package dev.sild.stacks.microservices;

import dev.sild.model.Call;
import dev.sild.model.Exposure;
import dev.sild.model.Port;
import dev.sild.programs.NginxProgram;
import dev.sild.stacks.shared.Door;
import dev.sild.stacks.shared.Inputs;
import dev.sild.stacks.shared.ModelValues;
import dev.sild.stacks.shared.Parts;
import dev.sild.stacks.shared.Stack;
import dev.sild.stacks.spec.MonitoredFrame;
import dev.sild.stacks.spec.NginxSpecs;
import dev.sild.stacks.spec.Openings;
import dev.sild.stacks.spec.UserProgram;
import dev.sild.v1alpha1.MicroserviceStack;
import dev.sild.v1alpha1.MicroserviceStackSpec;
import dev.sild.v1alpha1.microservicestackspec.Gateway;
import dev.sild.v1alpha1.shared.UserService;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;

/** What every component of a MicroserviceStack is made within. */
final class MicroserviceFrame extends MonitoredFrame<MicroserviceStackSpec> {
    static final String WEB = "web";
    static final String GATEWAY = "gateway";

    MicroserviceFrame(MicroserviceStack resource, Inputs inputs) {
        super(resource, inputs);
    }

    Stack stack(Parts parts, List<Exposure> exposures, List<Call> calls) {
        return stack(parts, exposures, calls, new LinkedHashSet<>(entrances()));
    }

    /** Returns the connection by which callers from outside reach a component. */
    Call entering(String entrance) {
        return entering(entrance, ports(entrance));
    }

    /** Returns the components that answer callers from outside. */
    List<String> entrances() {
        return switch (spec().getGateway().getType()) {
            case NGINX -> List.of(GATEWAY);
            case GATEWAYAPI -> RouteTable.components(this);
            case NONE -> web().map(web -> WEB).stream().toList();
        };
    }

    /** Returns the web UI; empty where there is none. */
    Optional<UserService> web() {
        return Optional.ofNullable(spec().getWeb());
    }

    /**
     * Returns a service by its name, or the web UI.
     *
     * @throws IllegalArgumentException where there is none, which the schema refuses
     */
    UserService program(String component) {
        return (component.equals(WEB)
                        ? web()
                        : spec().getServices().stream()
                                .filter(service -> service.getName().equals(component))
                                .findFirst())
                .orElseThrow(() -> new IllegalArgumentException("no service is named " + component));
    }

    UserProgram userProgram(String component, UserService service) {
        return new UserProgram(this, component, port(service), service);
    }

    /** Whether nginx is the gateway. */
    boolean hasNginx() {
        return spec().getGateway().getType() == Gateway.Type.NGINX;
    }

    /** Returns the gateway of type Nginx. */
    NginxSpecs gateway() {
        return new NginxSpecs(
                this,
                GATEWAY,
                spec().getGateway(),
                RouteTable.components(this).stream().map(this::host).toList(),
                tlsAtGateway(),
                List.of(),
                Optional.empty());
    }

    /** Whether nginx ends TLS. */
    boolean tlsAtGateway() {
        return hasNginx() && Openings.endsTls(spec().getExposure());
    }

    /** Returns the doors of the gateway. */
    List<Door> doors() {
        return NginxProgram.doors(tlsAtGateway());
    }

    /** Returns the ports at which a component answers. */
    List<Port> ports(String component) {
        return component.equals(GATEWAY)
                ? doors().stream().map(Door::port).toList()
                : List.of(port(program(component)));
    }

    /** Returns the port at which a service, or the web UI, answers. */
    static Port port(UserService program) {
        return switch (program.getProtocol()) {
            case HTTP -> ModelValues.port(program.getPort(), "http", "http");
            case GRPC -> ModelValues.port(program.getPort(), "grpc", "grpc");
            case TCP -> ModelValues.port(program.getPort(), "tcp", "tcp");
        };
    }
}
