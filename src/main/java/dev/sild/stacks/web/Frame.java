package dev.sild.stacks.web;

import dev.sild.model.Naming;
import dev.sild.model.Pod;
import dev.sild.model.PodSecurity;
import dev.sild.model.Port;
import dev.sild.programs.NginxProgram;
import dev.sild.stacks.shared.Inputs;
import dev.sild.stacks.shared.Openings;
import dev.sild.stacks.shared.Openings.Door;
import dev.sild.stacks.shared.Shapes;
import dev.sild.stacks.shared.StackContext;
import dev.sild.v1alpha1.WebStack;
import dev.sild.v1alpha1.WebStackSpec;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What every component of a stack is made within.
 *
 * @param name the stack's name
 * @param spec what the user wants; the schema's defaults stand in it, since they do in its classes
 * @param naming how its objects are called
 * @param inputs what is known of the cluster
 */
record Frame(String name, WebStackSpec spec, Naming naming, Inputs inputs) {
    static final String PROXY = "proxy";
    static final String API = "api";
    static final String CACHE = "cache";
    static final String DATABASE = "database";
    static final String BACKUP = "backup";

    /** The bundles and volumes that several components know. */
    static final String STATIC_FILES = "static-files";

    static Frame of(WebStack resource, Inputs inputs) {
        String name = resource.getMetadata().getName();
        return new Frame(name, resource.getSpec(), Naming.of("webstack", name), inputs);
    }

    /** Returns where a component is found by the others. */
    String host(String component) {
        return naming.object(component);
    }

    /** Returns who answers callers from outside. */
    String entrance() {
        return spec.getProxy().getEnabled() ? PROXY : API;
    }

    /** Whether numbers are fetched, so that exporters run. */
    boolean monitored() {
        return StackContext.isMonitored(spec.getMonitoring());
    }

    /** Whether nginx ends TLS. */
    boolean tlsAtProxy() {
        return spec.getProxy().getEnabled() && Openings.endsTls(spec.getExposure());
    }

    /** Returns the ports at which the entrance answers, that of HTTP first. */
    List<Port> entrancePorts() {
        return doors().stream().map(Door::port).toList();
    }

    /** Returns the doors of the entrance. */
    List<Door> doors() {
        return spec.getProxy().getEnabled() ? NginxProgram.doors(tlsAtProxy()) : List.of(new Door(apiPort(), false));
    }

    /** Returns the annotations of a component's own Service. */
    Map<String, String> ofService(String component) {
        return component.equals(entrance()) ? Openings.ofService(spec.getExposure()) : Map.of();
    }

    Port apiPort() {
        return Shapes.port(spec.getApi().getPort(), "http", "http");
    }

    /** Returns a pod of the stack. */
    Pod pod(
            PodSecurity level,
            Optional<Long> fsGroup,
            Optional<Long> graceSeconds,
            Map<String, String> labels,
            Map<String, String> annotations) {
        return Shapes.pod(level, fsGroup, graceSeconds, labels, annotations, spec.getImagePullSecrets());
    }
}
