package dev.sild.stacks.spec;

import dev.sild.model.Call;
import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.Container.Env;
import dev.sild.model.Container.EnvFrom;
import dev.sild.model.Endpoint;
import dev.sild.model.Identity;
import dev.sild.model.Mount;
import dev.sild.model.Names;
import dev.sild.model.Port;
import dev.sild.model.Text;
import dev.sild.model.Volume;
import dev.sild.stacks.shared.Account;
import dev.sild.stacks.shared.ExternalBundles;
import dev.sild.stacks.shared.ModelValues;
import dev.sild.stacks.shared.Parts;
import dev.sild.v1alpha1.shared.Mounts;
import dev.sild.v1alpha1.shared.SecurityContext;
import dev.sild.v1alpha1.shared.UserProgramSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A program of the user's own, as a component of a stack. */
public final class UserProgram {
    /** Until those who know of a pod have heard that it ends, it still gets requests. */
    private static final long OUT_OF_SIGHT_SECONDS = 5;

    private final MonitoredFrame<?> frame;
    private final String name;
    private final Port port;
    private final UserProgramSpec spec;

    /**
     * Creates an instance.
     *
     * @param frame the stack
     * @param name the component's name
     * @param port where it answers
     */
    public UserProgram(MonitoredFrame<?> frame, String name, Port port, UserProgramSpec spec) {
        this.frame = frame;
        this.name = name;
        this.port = port;
        this.spec = spec;
    }

    /**
     * Adds the program, with its scrapes.
     *
     * @param ours the variables that Sild sets
     * @param folders the folders that are shared with other components
     * @param fsGroup the group that owns what the pods mount, where the user names none
     * @param ofService the annotations of its Service
     * @param first what runs to its end before the program starts
     */
    public void addTo(
            Parts parts,
            List<Env> ours,
            List<Mount> folders,
            Optional<Long> fsGroup,
            Map<String, String> ofService,
            List<Container> first) {
        Component program = frame.pods(spec)
                .component(
                        name,
                        Places.workload(spec),
                        Optional.ofNullable(spec.getSecurityContext().getFsGroup())
                                .or(() -> fsGroup),
                        Optional.of(spec.getTerminationGracePeriodSeconds()),
                        List.of(container(ours, folders)));
        parts.component(program.with(component -> component
                        // Its only claim has static files, which replicas share anyway. New pods need the node of the
                        // old ones while these are there: where nodes are chosen, the old ones go first.
                        .overlapping(!program.placement().restrictsNodes())
                        .identity(identity())
                        .disruption(Shapes.disruption(spec))
                        .inits(first)))
                .endpoint(new Endpoint(name, List.of(name), List.of(port), false, false, Map.of(), ofService))
                .volumes(volumes());
        metrics()
                .ifPresent(at -> parts.scrapes(
                        frame.scrapes(name, Optional.of(at), spec.getMetrics().getPath())));
    }

    private Container container(List<Env> ours, List<Mount> folders) {
        SecurityContext context = spec.getSecurityContext();
        List<Mount> all = new ArrayList<>(folders);
        Shapes.list(spec.getMounts()).forEach(mount -> all.add(mount(mount)));
        List<Port> ports = new ArrayList<>(List.of(port));
        metrics().filter(own -> own.number() != port.number()).ifPresent(ports::add);
        return Shapes.program(spec, spec.getImage())
                .draft(name, ours)
                .command(Text.listOf(Shapes.list(spec.getCommand())))
                .args(Text.listOf(Shapes.list(spec.getArgs())))
                .envFrom(bundles())
                .ports(ports)
                .mounts(all)
                .probes(UserProbes.of(spec.getProbes(), port.number()))
                .hooks(Container.Hooks.goingOn(
                        Math.min(OUT_OF_SIGHT_SECONDS, Math.max(0, spec.getTerminationGracePeriodSeconds() - 1))))
                .security(Account.security(
                        Optional.ofNullable(context.getRunAsUser()),
                        Optional.ofNullable(context.getRunAsGroup()),
                        context.getReadOnlyRootFilesystem()))
                .build();
    }

    private List<EnvFrom> bundles() {
        return Shapes.list(spec.getEnvFrom()).stream()
                .map(from -> new EnvFrom(bundle(from.getSecretName(), from.getConfigMapName()), from.getPrefix()))
                .toList();
    }

    private static String bundle(String secret, String configMap) {
        return secret == null ? ExternalBundles.configMap(configMap) : ExternalBundles.secret(secret);
    }

    private Mount mount(Mounts mount) {
        return mount.getEmptyDir() != null
                ? Mount.ofVolume(scratch(mount), mount.getPath(), false)
                : Mount.ofFiles(bundle(mount.getSecretName(), mount.getConfigMapName()), mount.getPath(), "");
    }

    private String scratch(Mounts mount) {
        return Names.label(name, Names.hash(mount.getPath()));
    }

    private Optional<Identity> identity() {
        return Optional.ofNullable(spec.getServiceAccountName())
                .map(account -> new Identity(
                        Optional.of(account), List.of(), spec.getAutomountServiceAccountToken(), Map.of()));
    }

    private List<Volume> volumes() {
        List<Volume> volumes = new ArrayList<>();
        for (Mounts mount : Shapes.list(spec.getMounts())) {
            if (mount.getEmptyDir() != null) {
                volumes.add(new Volume.Scratch(
                        scratch(mount),
                        mount.getEmptyDir().getMemory(),
                        Shapes.text(mount.getEmptyDir().getSizeLimit())));
            }
        }
        return volumes;
    }

    /** Returns the port of its metrics; empty where nothing fetches them. */
    private Optional<Port> metrics() {
        if (!frame.monitored() || spec.getMetrics() == null) {
            return Optional.empty();
        }
        Integer number = spec.getMetrics().getPort();
        return Optional.of(
                number == null || number == port.number() ? port : ModelValues.port(number, "metrics", "http"));
    }

    /** Returns the connections that it may open to what is not part of the stack. */
    public List<Call> leaving() {
        Call.OfComponent caller = new Call.OfComponent(name);
        List<Call> calls = new ArrayList<>();
        if (spec.getInternetAccess()) {
            calls.add(new Call(caller, new Call.Internet(), List.of()));
        }
        if (!Shapes.list(spec.getAllowTo()).isEmpty()) {
            calls.add(new Call(caller, new Call.Others("allowed", Shapes.peers(spec.getAllowTo())), List.of()));
        }
        if (spec.getAutomountServiceAccountToken()) {
            calls.add(new Call(caller, new Call.ApiServer(), List.of()));
        }
        return calls;
    }
}
