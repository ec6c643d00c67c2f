package dev.sild.stacks.monitoring;

import dev.sild.kubernetes.objects.RenderOptions;
import dev.sild.kubernetes.objects.RenderOptions.Monitoring;
import dev.sild.model.Application;
import dev.sild.model.Mesh;
import dev.sild.stacks.shared.Capability;
import dev.sild.stacks.shared.Inputs;
import dev.sild.stacks.shared.Openings;
import dev.sild.stacks.shared.Parts;
import dev.sild.stacks.shared.Stack;
import dev.sild.v1alpha1.MonitoringStack;
import dev.sild.v1alpha1.shared.Exposure;
import java.util.List;
import java.util.Set;

/** From a MonitoringStack to what should be there. */
public final class MonitoringStacks {
    private MonitoringStacks() {}

    /**
     * Returns what a MonitoringStack that its schema accepts describes: the same for the same, whoever asks and
     * whenever.
     *
     * @param resource of which the name and the spec count; the schema's defaults may stand in it or not
     */
    public static Stack translate(MonitoringStack resource, Inputs inputs) {
        Frame frame = Frame.of(resource, inputs.permissions());
        Parts parts = MonitoringParts.of(frame, inputs);
        Exposure exposure = frame.spec().getExposure();
        Application application = parts.application(
                frame.name(),
                frame.spec().getGrafana().getEnabled()
                        ? Openings.of(exposure, Frame.GRAFANA, List.of(GrafanaComponent.door(frame)))
                        : List.of(),
                Traffic.of(frame),
                Mesh.NONE);
        return new Stack(
                application,
                RenderOptions.ofStack(Monitoring.ANNOTATIONS, inputs.identities()),
                parts.seeds(),
                parts.kept(),
                exposure.getType() == Exposure.Type.GATEWAY ? Set.of(Capability.GATEWAY_API) : Set.of(),
                withheld(frame, resource.getMetadata().getNamespace()));
    }

    private static List<Stack.Withheld> withheld(Frame frame, String namespace) {
        Boolean enabled = frame.spec().getCadvisor().getEnabled();
        return frame.hasCadvisor() || Boolean.FALSE.equals(enabled)
                ? List.of()
                : List.of(new Stack.Withheld(
                        "apps/v1",
                        "DaemonSet",
                        frame.naming().object(Frame.CADVISOR),
                        enabled != null,
                        "cAdvisor is not allowed in namespace " + namespace
                                + "; the administrator can add it to the chart value"
                                + " monitoring.cadvisor.namespaces"));
    }
}
