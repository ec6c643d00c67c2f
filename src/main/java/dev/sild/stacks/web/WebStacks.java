package dev.sild.stacks.web;

import dev.sild.kubernetes.objects.RenderOptions;
import dev.sild.model.Application;
import dev.sild.model.Mesh;
import dev.sild.stacks.shared.Inputs;
import dev.sild.stacks.shared.Openings;
import dev.sild.stacks.shared.Parts;
import dev.sild.stacks.shared.Stack;
import dev.sild.stacks.shared.StackContext;
import dev.sild.v1alpha1.WebStack;
import dev.sild.v1alpha1.webstackspec.Mesh.AllowPlaintextFrom;
import java.util.Set;

/** From a WebStack to what should be there. */
public final class WebStacks {
    private WebStacks() {}

    /**
     * Returns what a WebStack that its schema accepts describes: the same for the same, whoever asks and whenever.
     *
     * @param resource of which the name, the namespace where it has one, and the spec count; the schema's defaults may
     *     stand in it or not
     */
    public static Stack translate(WebStack resource, Inputs inputs) {
        Frame frame = Frame.of(resource, inputs);
        Parts parts = WebStackParts.of(frame);
        Mesh mesh = mesh(frame, resource.getMetadata().getNamespace());
        RenderOptions.Monitoring monitoring =
                StackContext.monitoring(frame.spec().getMonitoring(), inputs);
        Application application = parts.application(
                frame.name(),
                Openings.of(frame.spec().getExposure(), frame.entrance(), frame.doors()),
                Traffic.of(frame, parts),
                mesh);
        return new Stack(
                application,
                RenderOptions.ofStack(monitoring, inputs.identities()),
                parts.seeds(),
                parts.kept(),
                StackContext.needs(frame.spec().getExposure(), monitoring, mesh));
    }

    private static Mesh mesh(Frame frame, String namespace) {
        dev.sild.v1alpha1.webstackspec.Mesh said = frame.spec().getMesh();
        Set<String> open =
                said.getAllowPlaintextFrom() == AllowPlaintextFrom.PROXY ? Set.of(frame.entrance()) : Set.of();
        return switch (said.getType()) {
            case NONE -> Mesh.NONE;
            case ISTIO -> StackContext.istio(namespace, open);
            case LINKERD -> new Mesh.Linkerd(open);
        };
    }
}
