package dev.sild.stacks.monitoring;

import dev.sild.model.Component;
import dev.sild.model.Endpoint;
import dev.sild.model.Files;
import dev.sild.model.Port;
import dev.sild.model.Volume;
import dev.sild.stacks.shared.Inputs;
import dev.sild.stacks.shared.Parts;
import dev.sild.v1alpha1.MonitoringStackSpec;
import java.util.List;

/** What a MonitoringStack consists of. */
final class MonitoringParts {
    private final Frame frame;
    private final Parts parts;

    private MonitoringParts(Frame frame, Inputs inputs) {
        this.frame = frame;
        parts = new Parts(frame.naming(), inputs);
    }

    static Parts of(Frame frame, Inputs inputs) {
        MonitoringParts stack = new MonitoringParts(frame, inputs);
        MonitoringStackSpec spec = frame.spec();
        if (spec.getLoki().getEnabled()) {
            LokiComponent loki = new LokiComponent(frame);
            stack.add(loki.component(), LokiComponent.PORT, loki.volumes(), List.of(loki.files()));
            stack.keep(Frame.LOKI, loki.isKept());
        }
        if (frame.hasCadvisor()) {
            CadvisorComponent cadvisor = new CadvisorComponent(frame);
            stack.add(cadvisor.component(), CadvisorComponent.PORT, cadvisor.volumes(), List.of());
        }
        if (spec.getLogs().getEnabled()) {
            LogsComponent logs = new LogsComponent(frame);
            stack.add(logs.component(), LogsComponent.PORT, logs.volumes(), List.of(logs.files()));
        }
        if (spec.getPrometheus().getEnabled()) {
            PrometheusComponent prometheus = new PrometheusComponent(frame);
            stack.add(prometheus.component(), PrometheusComponent.PORT, prometheus.volumes(), prometheus.files());
            stack.keep(Frame.PROMETHEUS, prometheus.isKept());
        }
        if (spec.getGrafana().getEnabled()) {
            stack.grafana();
        }
        return stack.parts;
    }

    private void grafana() {
        GrafanaComponent grafana = new GrafanaComponent(frame);
        parts.component(grafana.component())
                .endpoint(grafana.endpoint())
                .volumes(grafana.volumes())
                .files(grafana.files());
        // The password opens what the claim holds.
        grafana.seed().ifPresent(seed -> parts.seed(seed, grafana.isKept()));
        keep(Frame.GRAFANA, grafana.isKept());
    }

    private void add(Component component, Port port, List<Volume> volumes, List<Files> files) {
        parts.component(component)
                .endpoint(new Endpoint(component.name(), List.of(component.name()), List.of(port), false, false))
                .volumes(volumes)
                .files(files);
    }

    private void keep(String component, boolean isKept) {
        if (isKept) {
            parts.keepClaimOf(component);
        }
    }
}
