package dev.sild.stacks.microservices;

import dev.sild.model.Naming;
import dev.sild.model.Port;
import dev.sild.programs.NginxProgram;
import dev.sild.stacks.shared.Inputs;
import dev.sild.stacks.shared.Openings;
import dev.sild.stacks.shared.Openings.Door;
import dev.sild.stacks.shared.Shapes;
import dev.sild.stacks.shared.StackContext;
import dev.sild.v1alpha1.MicroserviceStack;
import dev.sild.v1alpha1.MicroserviceStackSpec;
import dev.sild.v1alpha1.microservicestackspec.Gateway;
import dev.sild.v1alpha1.shared.UserService;
import java.util.List;
import java.util.Optional;

/**
 * What every component of a stack is made within.
 *
 * @param name the stack's name
 * @param spec what the user wants; the schema's defaults stand in it, since they do in its classes
 * @param naming how its objects are called
 * @param inputs what is known of the cluster
 */
record Frame(String name, MicroserviceStackSpec spec, Naming naming, Inputs inputs) {
    static final String WEB = "web";
    static final String GATEWAY = "gateway";

    /** A service's database is called by the service's name and this. */
    static final String DATABASE = "-database";

    static Frame of(MicroserviceStack resource, Inputs inputs) {
        String name = resource.getMetadata().getName();
        return new Frame(name, resource.getSpec(), Naming.of("microservicestack", name), inputs);
    }

    /** Returns where a component is found by the others. */
    String host(String component) {
        return naming.object(component);
    }

    /** Returns the web UI; nothing where there is none. */
    Optional<UserService> web() {
        return Optional.ofNullable(spec.getWeb());
    }

    /**
     * Returns a service by its name, or the web UI.
     *
     * @throws IllegalArgumentException where there is none, which the schema refuses
     */
    UserService program(String component) {
        return (component.equals(WEB)
                        ? web()
                        : spec.getServices().stream()
                                .filter(service -> service.getName().equals(component))
                                .findFirst())
                .orElseThrow(() -> new IllegalArgumentException("no service is named " + component));
    }

    /** Whether nginx is the gateway. */
    boolean hasNginx() {
        return spec.getGateway().getType() == Gateway.Type.NGINX;
    }

    /** Whether numbers are fetched, so that exporters run. */
    boolean monitored() {
        return StackContext.isMonitored(spec.getMonitoring());
    }

    /** Whether nginx ends TLS. */
    boolean tlsAtGateway() {
        return hasNginx() && Openings.endsTls(spec.getExposure());
    }

    /** Returns the ports at which nginx answers, that of HTTP first. */
    List<Port> gatewayPorts() {
        return doors().stream().map(Door::port).toList();
    }

    /** Returns the doors of the gateway. */
    List<Door> doors() {
        return NginxProgram.doors(tlsAtGateway());
    }

    /** Returns where a service, or the web UI, answers. */
    static Port port(UserService program) {
        return switch (program.getProtocol()) {
            case HTTP -> Shapes.port(program.getPort(), "http", "http");
            case GRPC -> Shapes.port(program.getPort(), "grpc", "grpc");
            case TCP -> Shapes.port(program.getPort(), "tcp", "tcp");
        };
    }
}
