package dev.sild.stacks.spec;

import dev.sild.kubernetes.objects.RenderOptions;
import dev.sild.model.Application;
import dev.sild.model.Call;
import dev.sild.model.Exposure;
import dev.sild.model.Mesh;
import dev.sild.model.Naming;
import dev.sild.model.Port;
import dev.sild.stacks.shared.Capability;
import dev.sild.stacks.shared.Inputs;
import dev.sild.stacks.shared.Parts;
import dev.sild.stacks.shared.Stack;
import dev.sild.stacks.shared.StackPods;
import dev.sild.v1alpha1.shared.ImagePullSecrets;
import dev.sild.v1alpha1.shared.ProgramSpec;
import dev.sild.v1alpha1.shared.StackSpec;
import io.fabric8.kubernetes.client.CustomResource;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What every component of a stack is made within: its name and spec, how its objects are called, and what is known of
 * the cluster.
 *
 * @param <S> the class of the spec, which has the schema's defaults
 */
public class StackFrame<S extends StackSpec> {
    private final String name;
    private final String namespace;
    private final S spec;
    private final Naming naming;
    private final Inputs inputs;

    protected StackFrame(CustomResource<S, ?> resource, Inputs inputs) {
        name = resource.getMetadata().getName();
        namespace = Shapes.text(resource.getMetadata().getNamespace());
        spec = resource.getSpec();
        naming = Naming.of(resource.getKind().toLowerCase(Locale.ROOT), name);
        this.inputs = inputs;
    }

    public final String name() {
        return name;
    }

    /** Returns the stack's namespace; empty for the reader's current one. */
    public final String namespace() {
        return namespace;
    }

    public final S spec() {
        return spec;
    }

    public final Naming naming() {
        return naming;
    }

    public final Inputs inputs() {
        return inputs;
    }

    /** Returns the host name at which components find another. */
    public final String host(String component) {
        return naming.object(component);
    }

    /** Returns what the pods of a program have in common. */
    public final StackPods pods(ProgramSpec program) {
        return new StackPods(
                Shapes.level(program),
                Shapes.map(program.getLabels()),
                Shapes.map(program.getAnnotations()),
                pullSecrets(),
                Places.of(program));
    }

    /** Returns the names of the Secrets for pulling images. */
    public final List<String> pullSecrets() {
        return Shapes.list(spec.getImagePullSecrets()).stream()
                .map(ImagePullSecrets::getName)
                .toList();
    }

    /** Returns the connection by which callers from outside reach a component. */
    protected final Call entering(String entrance, List<Port> ports) {
        return new Call(
                Openings.callers(spec.getNetworkPolicy(), spec.getExposure()), new Call.OfComponent(entrance), ports);
    }

    /** Returns the name of the Secret with the certificate; empty where the entrance does not end TLS. */
    public final Optional<String> certificate(boolean entranceEndsTls) {
        return entranceEndsTls ? Optional.of(spec.getExposure().getTls().getSecretName()) : Optional.empty();
    }

    /** Returns the stack that consists of parts, without a mesh. */
    protected final Stack stack(
            Parts parts, List<Exposure> exposures, List<Call> calls, List<Stack.Withheld> withheld) {
        return stack(parts, exposures, calls, withheld, Mesh.NONE, RenderOptions.Monitoring.ANNOTATIONS);
    }

    final Stack stack(
            Parts parts,
            List<Exposure> exposures,
            List<Call> calls,
            List<Stack.Withheld> withheld,
            Mesh mesh,
            RenderOptions.Monitoring monitoring) {
        Application application =
                parts.application(name, exposures, Openings.calls(spec.getNetworkPolicy(), calls), mesh);
        return new Stack(
                application,
                RenderOptions.ofStack(monitoring),
                parts.seeds(),
                parts.kept(),
                needs(monitoring, mesh),
                withheld);
    }

    /** Returns the kinds that not every cluster has and that the stack's objects are of. */
    private Set<Capability> needs(RenderOptions.Monitoring monitoring, Mesh mesh) {
        Set<Capability> needs = EnumSet.noneOf(Capability.class);
        if (spec.getExposure().getType() == dev.sild.v1alpha1.shared.Exposure.Type.GATEWAY) {
            needs.add(Capability.GATEWAY_API);
        }
        if (monitoring != RenderOptions.Monitoring.ANNOTATIONS) {
            needs.add(Capability.SERVICE_MONITOR);
        }
        if (mesh instanceof Mesh.Istio) {
            needs.add(Capability.ISTIO);
        } else if (mesh instanceof Mesh.Linkerd) {
            needs.add(Capability.LINKERD);
        }
        return needs;
    }
}
