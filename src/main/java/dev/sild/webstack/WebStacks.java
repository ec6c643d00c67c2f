package dev.sild.webstack;

import dev.sild.kubernetes.RenderOptions;
import dev.sild.kubernetes.RenderOptions.Monitoring;
import dev.sild.model.Application;
import dev.sild.model.Mesh;
import dev.sild.stack.Capability;
import dev.sild.stack.Inputs;
import dev.sild.stack.Openings;
import dev.sild.stack.Parts;
import dev.sild.stack.Shapes;
import dev.sild.stack.Stack;
import dev.sild.v1alpha1.WebStack;
import dev.sild.v1alpha1.webstackspec.Exposure;
import dev.sild.v1alpha1.webstackspec.Mesh.AllowPlaintextFrom;
import java.util.EnumSet;
import java.util.Set;

/** From a WebStack to what should be there. */
public final class WebStacks {
  private WebStacks() {}

  /**
   * Returns what a WebStack that its schema accepts describes: the same for the same, whoever asks and whenever.
   *
   * @param resource of which the name, the namespace where it has one, and the spec count; the schema's defaults may stand
   *     in it or not
   */
  public static Stack translate(WebStack resource, Inputs inputs) {
    Frame frame = Frame.of(resource, inputs);
    Parts parts = WebStackParts.of(frame);
    Application application = parts.application(frame.name(),
        Openings.of(frame.spec().getExposure(), frame.entrance(), frame.doors()), Traffic.of(frame, parts),
        mesh(resource, frame));
    return new Stack(application, RenderOptions.ofStack(monitoring(frame), inputs.identities()), parts.seeds(),
        parts.kept(), needs(frame));
  }

  private static Mesh mesh(WebStack resource, Frame frame) {
    dev.sild.v1alpha1.webstackspec.Mesh mesh = frame.spec().getMesh();
    Set<String> open = mesh.getAllowPlaintextFrom() == AllowPlaintextFrom.PROXY ? Set.of(frame.entrance()) : Set.of();
    String namespace = Shapes.text(resource.getMetadata().getNamespace());
    return switch (mesh.getType()) {
      case NONE -> Mesh.NONE;
      case ISTIO -> new Mesh.Istio(namespace.isEmpty() ? "default" : namespace, open);
      case LINKERD -> new Mesh.Linkerd(open);
    };
  }

  private static Monitoring monitoring(Frame frame) {
    return switch (frame.spec().getMonitoring().getType()) {
      case SERVICEMONITOR -> Monitoring.SERVICE_MONITORS;
      case AUTO -> frame.inputs().capabilities().contains(Capability.SERVICE_MONITOR)
          ? Monitoring.SERVICE_MONITORS : Monitoring.ANNOTATIONS;
      case NONE, ANNOTATIONS -> Monitoring.ANNOTATIONS;
    };
  }

  private static Set<Capability> needs(Frame frame) {
    Set<Capability> needs = EnumSet.noneOf(Capability.class);
    if (frame.spec().getExposure().getType() == Exposure.Type.GATEWAY) {
      needs.add(Capability.GATEWAY_API);
    }
    if (monitoring(frame) == Monitoring.SERVICE_MONITORS) {
      needs.add(Capability.SERVICE_MONITOR);
    }
    switch (frame.spec().getMesh().getType()) {
      case ISTIO -> needs.add(Capability.ISTIO);
      case LINKERD -> needs.add(Capability.LINKERD);
      case NONE -> { }
    }
    return needs;
  }
}
