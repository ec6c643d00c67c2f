package dev.sild.stacks.monitoring;

import dev.sild.model.Call;
import dev.sild.stacks.shared.Inputs;
import dev.sild.stacks.shared.Permissions;
import dev.sild.stacks.shared.Stack;
import dev.sild.stacks.spec.Openings;
import dev.sild.stacks.spec.StackFrame;
import dev.sild.v1alpha1.MonitoringStack;
import dev.sild.v1alpha1.MonitoringStackSpec;
import dev.sild.v1alpha1.shared.Exposure;
import java.util.List;
import java.util.stream.Stream;

/** What every component of a MonitoringStack is made within. */
final class MonitoringFrame extends StackFrame<MonitoringStackSpec> {
    static final String PROMETHEUS = "prometheus";
    static final String GRAFANA = "grafana";
    static final String LOKI = "loki";
    static final String CADVISOR = "cadvisor";
    static final String LOGS = "logs";

    MonitoringFrame(MonitoringStack resource, Inputs inputs) {
        super(resource, inputs);
    }

    Stack stack() {
        Exposure exposure = spec().getExposure();
        return stack(
                MonitoringParts.of(this),
                spec().getGrafana().getEnabled()
                        ? Openings.of(exposure, GRAFANA, List.of(GrafanaComponent.door(this)))
                        : List.of(),
                MonitoringTraffic.of(this),
                withheld());
    }

    private List<Stack.Withheld> withheld() {
        return Stream.concat(cadvisorWithheld().stream(), viewWithheld().stream())
                .toList();
    }

    /** Without the chart's right, Prometheus and the log agent run and see nothing of other namespaces. */
    private List<Stack.Withheld> viewWithheld() {
        boolean clusterWide = Boolean.TRUE.equals(spec().getClusterWide());
        return !clusterWide || inputs().permissions().seesAllNamespaces(namespace(), name())
                ? List.of()
                : List.of(new Stack.Withheld(
                        "v1",
                        "ServiceAccount",
                        naming().object(PROMETHEUS),
                        true,
                        true,
                        "clusterWide: this stack has no right to see other namespaces; the administrator can add"
                                + " {namespace: " + namespace() + ", name: " + name()
                                + "} to the chart value monitoring.clusterWide"));
    }

    private List<Stack.Withheld> cadvisorWithheld() {
        Boolean enabled = spec().getCadvisor().getEnabled();
        return hasCadvisor() || Boolean.FALSE.equals(enabled)
                ? List.of()
                : List.of(new Stack.Withheld(
                        "apps/v1",
                        "DaemonSet",
                        naming().object(CADVISOR),
                        enabled != null,
                        false,
                        "cAdvisor is not allowed in namespace " + namespace()
                                + "; the administrator can add it to the chart value"
                                + " monitoring.cadvisor.namespaces"));
    }

    /** Returns what the administrator allows of cAdvisor. */
    Permissions.Cadvisor cadvisor() {
        return inputs().permissions().cadvisor();
    }

    /** Whether cAdvisor runs. */
    boolean hasCadvisor() {
        return cadvisor().isAllowedIn(namespace())
                && !Boolean.FALSE.equals(spec().getCadvisor().getEnabled());
    }

    /** Returns the address at which components find another. */
    String address(String component, int port) {
        return host(component) + ":" + port;
    }

    /** Whether Grafana ends TLS. */
    boolean tlsAtGrafana() {
        return Openings.endsTls(spec().getExposure());
    }

    Call entering() {
        return entering(GRAFANA, List.of(GrafanaComponent.PORT));
    }
}
