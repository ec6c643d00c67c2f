package dev.sild.stacks.shared;

import dev.sild.model.Call;
import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.Container.Env;
import dev.sild.model.Container.EnvFrom;
import dev.sild.model.Endpoint;
import dev.sild.model.Identity;
import dev.sild.model.Mount;
import dev.sild.model.Names;
import dev.sild.model.Origin;
import dev.sild.model.Pod;
import dev.sild.model.PodSecurity;
import dev.sild.model.Port;
import dev.sild.model.Security;
import dev.sild.model.Volume;
import dev.sild.model.Workload;
import dev.sild.v1alpha1.shared.DisruptionBudget;
import dev.sild.v1alpha1.shared.ImagePullSecrets;
import dev.sild.v1alpha1.shared.Metrics;
import dev.sild.v1alpha1.shared.Mounts;
import dev.sild.v1alpha1.shared.Peer;
import dev.sild.v1alpha1.shared.Placement;
import dev.sild.v1alpha1.shared.Probes;
import dev.sild.v1alpha1.shared.SecretEnv;
import dev.sild.v1alpha1.shared.SecurityContext;
import io.fabric8.kubernetes.api.model.ResourceRequirements;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program of the user's own, which kinds describe alike: what its resource says of it, and what becomes of that.
 * Where the schema has no default, a part may be null.
 *
 * @param name the component's name
 * @param port where it answers
 * @param what the image and what runs of it
 * @param workload how many copies run
 * @param disruption how many of them may be away
 * @param resources what it may use
 * @param variables its environment, but for ours
 * @param probes how it is known whether it is well
 * @param metrics where its own numbers are
 * @param mounts further folders
 * @param context whose rights it has
 * @param account its service account
 * @param reach whom it may call outside of the stack
 * @param graceSeconds how long it has to end by itself
 * @param placement where its pods may run
 * @param level the level that its pods keep to
 * @param labels further labels of the pods
 * @param annotations further annotations of the pods
 */
public record UserProgram(
        String name,
        Port port,
        What what,
        Workload workload,
        DisruptionBudget disruption,
        ResourceRequirements resources,
        Variables variables,
        Probes probes,
        Metrics metrics,
        List<Mounts> mounts,
        SecurityContext context,
        ServiceAccount account,
        Reach reach,
        long graceSeconds,
        Placement placement,
        PodSecurity level,
        Map<String, String> labels,
        Map<String, String> annotations) {

    /**
     * An image and what runs of it.
     *
     * @param image the image
     * @param pullPolicy when it is pulled
     * @param command what runs in place of its entrypoint
     * @param args the arguments in place of its own
     */
    public record What(String image, Enum<?> pullPolicy, List<String> command, List<String> args) {}

    /**
     * An environment.
     *
     * @param plain variables with plain values
     * @param secret variables with values of Secrets
     * @param bundles Secrets and ConfigMaps each of whose keys is a variable
     */
    public record Variables(
            List<dev.sild.v1alpha1.shared.Env> plain,
            List<SecretEnv> secret,
            List<dev.sild.v1alpha1.shared.EnvFrom> bundles) {}

    /**
     * A service account of the user's.
     *
     * @param name its name
     * @param hasToken whether the pods get its token
     */
    public record ServiceAccount(String name, boolean hasToken) {}

    /**
     * Whom a program may call that is none of the stack's.
     *
     * @param internet whether it may call the internet
     * @param allowTo further pods and addresses
     */
    public record Reach(boolean internet, List<Peer> allowTo) {}

    /**
     * Returns the component.
     *
     * @param ours the variables that Sild sets
     * @param folders the folders that are shared with other components
     * @param fsGroup the group that owns what the pods mount, where the user names none
     */
    public Component component(
            List<Env> ours,
            List<Mount> folders,
            Optional<Long> fsGroup,
            boolean isMonitored,
            List<ImagePullSecrets> pullSecrets) {
        Pod pod = Shapes.pod(
                level,
                Optional.ofNullable(context.getFsGroup()).or(() -> fsGroup),
                Optional.of(graceSeconds),
                labels,
                annotations,
                pullSecrets);
        return new Component(
                name,
                workload,
                List.of(container(ours, folders, isMonitored)),
                List.of(),
                pod,
                Places.of(placement),
                List.of(),
                Map.of(),
                Map.of(),
                identity(),
                Shapes.disruption(disruption),
                Origin.NONE);
    }

    private Container container(List<Env> ours, List<Mount> folders, boolean isMonitored) {
        List<Mount> all = new ArrayList<>(folders);
        Shapes.list(mounts).forEach(mount -> all.add(mount(mount)));
        List<Port> ports = new ArrayList<>(List.of(port));
        metrics(isMonitored).filter(own -> own.number() != port.number()).ifPresent(ports::add);
        return new ContainerDraft(name, what.image())
                .pulled(Shapes.pulled(what.pullPolicy()))
                .command(Shapes.list(what.command()))
                .args(Shapes.list(what.args()))
                .env(Shapes.env(ours, variables.plain(), variables.secret()), bundles())
                .ports(ports)
                .mounts(all)
                .probes(UserProbes.of(probes, port.number()))
                .resources(Shapes.resources(resources))
                .security(new Security(
                        Optional.ofNullable(context.getRunAsUser()),
                        Optional.ofNullable(context.getRunAsGroup()),
                        false,
                        context.getReadOnlyRootFilesystem(),
                        List.of(),
                        List.of(),
                        false,
                        "",
                        "",
                        Optional.empty(),
                        false))
                .build();
    }

    private List<EnvFrom> bundles() {
        return Shapes.list(variables.bundles()).stream()
                .map(from -> new EnvFrom(
                        from.getSecretName() == null
                                ? ExternalBundles.configMap(from.getConfigMapName())
                                : ExternalBundles.secret(from.getSecretName()),
                        from.getPrefix()))
                .toList();
    }

    private Mount mount(Mounts mount) {
        return mount.getEmptyDir() != null
                ? Mount.ofVolume(scratch(mount), mount.getPath(), false)
                : Mount.ofFiles(
                        mount.getSecretName() == null
                                ? ExternalBundles.configMap(mount.getConfigMapName())
                                : ExternalBundles.secret(mount.getSecretName()),
                        mount.getPath(),
                        "");
    }

    private String scratch(Mounts mount) {
        return Names.label(name, Names.hash(mount.getPath()));
    }

    private Optional<Identity> identity() {
        return Optional.ofNullable(account.name())
                .map(itsName -> new Identity(Optional.of(itsName), List.of(), account.hasToken(), Map.of()));
    }

    /** Returns the volumes that end with its pods. */
    public List<Volume> volumes() {
        List<Volume> volumes = new ArrayList<>();
        for (Mounts mount : Shapes.list(mounts)) {
            if (mount.getEmptyDir() != null) {
                volumes.add(new Volume.Scratch(
                        scratch(mount),
                        mount.getEmptyDir().getMemory(),
                        Shapes.text(mount.getEmptyDir().getSizeLimit())));
            }
        }
        return volumes;
    }

    /** Returns the port of its own numbers; nothing where nobody fetches them. */
    public Optional<Port> metrics(boolean isMonitored) {
        if (!isMonitored || metrics == null) {
            return Optional.empty();
        }
        Integer number = metrics.getPort();
        return Optional.of(number == null || number == port.number() ? port : Shapes.port(number, "metrics", "http"));
    }

    /**
     * Returns the name by which others find it.
     *
     * @param ofService the annotations of its Service
     */
    public Endpoint endpoint(Map<String, String> ofService) {
        return new Endpoint(name, List.of(name), List.of(port), false, false, Map.of(), ofService);
    }

    /** Returns the connections that it may open to whom is none of the stack's. */
    public List<Call> leaving() {
        Call.OfComponent caller = new Call.OfComponent(name);
        List<Call> calls = new ArrayList<>();
        if (reach.internet()) {
            calls.add(new Call(caller, new Call.Internet(), List.of()));
        }
        if (!Shapes.list(reach.allowTo()).isEmpty()) {
            calls.add(new Call(caller, new Call.Others("allowed", Shapes.peers(reach.allowTo())), List.of()));
        }
        if (account.hasToken()) {
            calls.add(new Call(caller, new Call.ApiServer(), List.of()));
        }
        return calls;
    }
}
