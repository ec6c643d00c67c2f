package dev.sild.stacks.monitoring;

import dev.sild.model.Naming;
import dev.sild.model.Pod;
import dev.sild.model.PodSecurity;
import dev.sild.stacks.shared.Openings;
import dev.sild.stacks.shared.Permissions;
import dev.sild.stacks.shared.Shapes;
import dev.sild.v1alpha1.MonitoringStack;
import dev.sild.v1alpha1.MonitoringStackSpec;
import java.util.Map;
import java.util.Optional;

/**
 * What every component of a stack is made within.
 *
 * @param name the stack's name
 * @param spec what the user wants; the schema's defaults stand in it, since they do in its classes
 * @param naming how its objects are called
 * @param cadvisor what is allowed of cAdvisor
 * @param hasCadvisor whether it runs
 */
record Frame(String name, MonitoringStackSpec spec, Naming naming, Permissions.Cadvisor cadvisor, boolean hasCadvisor) {
    static final String PROMETHEUS = "prometheus";
    static final String GRAFANA = "grafana";
    static final String LOKI = "loki";
    static final String CADVISOR = "cadvisor";
    static final String LOGS = "logs";

    static Frame of(MonitoringStack resource, Permissions permissions) {
        String name = resource.getMetadata().getName();
        boolean allowed =
                permissions.cadvisor().isAllowedIn(resource.getMetadata().getNamespace());
        return new Frame(
                name,
                resource.getSpec(),
                Naming.of("monitoringstack", name),
                permissions.cadvisor(),
                allowed
                        && !Boolean.FALSE.equals(
                                resource.getSpec().getCadvisor().getEnabled()));
    }

    /** Returns where a component is found by the others, with its port. */
    String address(String component, int port) {
        return naming.object(component) + ":" + port;
    }

    /** Whether Grafana ends TLS. */
    boolean tlsAtGrafana() {
        return Openings.endsTls(spec.getExposure());
    }

    /** Returns a pod of the stack. */
    Pod pod(PodSecurity level, Optional<Long> fsGroup, Map<String, String> labels, Map<String, String> annotations) {
        return Shapes.pod(level, fsGroup, Optional.empty(), labels, annotations, spec.getImagePullSecrets());
    }
}
