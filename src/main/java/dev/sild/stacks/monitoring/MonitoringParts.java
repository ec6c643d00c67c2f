package dev.sild.stacks.monitoring;

import dev.sild.model.Endpoint;
import dev.sild.stacks.shared.Parts;
import dev.sild.v1alpha1.MonitoringStackSpec;
import java.util.List;

/** What a MonitoringStack consists of. */
final class MonitoringParts {
    private MonitoringParts() {}

    static Parts of(MonitoringFrame frame) {
        Parts parts = new Parts(frame.naming(), frame.inputs());
        MonitoringStackSpec spec = frame.spec();
        if (spec.getLoki().getEnabled()) {
            new LokiComponent(frame).addTo(parts);
        }
        if (frame.hasCadvisor()) {
            CadvisorComponent cadvisor = new CadvisorComponent(frame);
            parts.component(cadvisor.component())
                    .endpoint(new Endpoint(
                            MonitoringFrame.CADVISOR,
                            List.of(MonitoringFrame.CADVISOR),
                            List.of(CadvisorComponent.PORT),
                            false,
                            false))
                    .volumes(cadvisor.volumes());
        }
        if (spec.getLogs().getEnabled()) {
            new LogsComponent(frame).addTo(parts);
        }
        if (spec.getPrometheus().getEnabled()) {
            new PrometheusComponent(frame).addTo(parts);
        }
        if (spec.getGrafana().getEnabled()) {
            GrafanaComponent grafana = new GrafanaComponent(frame);
            // The password opens what the claim holds.
            grafana.seed().ifPresent(seed -> parts.seed(seed, grafana.isKept()));
            grafana.addTo(parts);
        }
        return parts;
    }
}
