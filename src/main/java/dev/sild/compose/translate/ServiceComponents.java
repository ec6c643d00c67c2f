package dev.sild.compose.translate;

import dev.sild.compose.translate.container.Annotations;
import dev.sild.compose.translate.container.CpuShares;
import dev.sild.compose.translate.container.HealthChecks;
import dev.sild.compose.translate.container.LockedMemory;
import dev.sild.compose.translate.container.PlacementRules;
import dev.sild.compose.translate.container.PodSettings;
import dev.sild.compose.translate.container.Ports;
import dev.sild.compose.translate.container.RemovedOptions;
import dev.sild.compose.translate.container.ScheduleLabels;
import dev.sild.compose.translate.container.SecuritySettings;
import dev.sild.compose.translate.container.WorkloadKinds;
import dev.sild.compose.translate.image.ResourceLimits;
import dev.sild.compose.translate.kompose.KomposeLabels;
import dev.sild.compose.translate.kompose.KomposeScaling;
import dev.sild.compose.translate.network.DynamicNames;
import dev.sild.compose.translate.network.Isolation;
import dev.sild.compose.translate.network.ListenAddresses;
import dev.sild.compose.translate.pods.VolumesFrom;
import dev.sild.compose.translate.relations.ServiceNames;
import dev.sild.compose.translate.relations.ServiceOrder;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.compose.translate.storage.Binds;
import dev.sild.compose.translate.storage.ClaimOverlap;
import dev.sild.compose.translate.storage.GuardedFiles;
import dev.sild.compose.translate.storage.KeptData;
import dev.sild.compose.translate.storage.Mounts;
import dev.sild.compose.translate.storage.OwnedFolders;
import dev.sild.compose.translate.storage.StatefulServices;
import dev.sild.compose.translate.storage.Storage;
import dev.sild.compose.translate.storage.UnknownUsers;
import dev.sild.images.ImageFacts;
import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.Health;
import dev.sild.model.Mount;
import dev.sild.model.Placement;
import dev.sild.model.Pod;
import dev.sild.model.Port;
import dev.sild.model.Resources;
import dev.sild.model.Security;
import dev.sild.model.Text;
import dev.sild.model.Workload;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes a component of each service, alone in its pod, and adds what it stores to the project's storage. Services come
 * after those whose volumes they take over.
 */
final class ServiceComponents {
    private final ProjectFacts project;
    private final ServiceNames names;
    private final ServiceOrder order;
    private final AddressedPorts addresses;
    private final Storage storage;
    private final Binds binds;
    private final VolumesFrom volumesFrom;
    private final HostNames hostNames;
    private final UnknownUsers users;
    private final GuardedFiles guarded;
    private final TranslateOptions options;
    private final boolean podman;

    ServiceComponents(
            ProjectFacts project,
            ServiceNames names,
            ServiceOrder order,
            AddressedPorts addresses,
            Storage storage,
            Binds binds,
            VolumesFrom volumesFrom) {
        this.project = project;
        this.names = names;
        this.order = order;
        this.addresses = addresses;
        this.storage = storage;
        this.binds = binds;
        this.volumesFrom = volumesFrom;
        hostNames = new HostNames(names, project.options().podman());
        users = new UnknownUsers(storage, project.files());
        guarded = new GuardedFiles(project.files());
        options = project.options();
        podman = options.podman();
    }

    /** Returns the component of a service without its ports, which are not all known before all files are. */
    Component of(ServiceFacts facts) {
        Attribute service = facts.attribute();
        Optional<ImageFacts> image = facts.image().facts();
        Security security = SecuritySettings.of(service, image, options.restricted(), podman);
        Workload unclaimed = workload(facts);
        KeptData kept = KeptData.of(
                service,
                facts.name(),
                image,
                binds.writesOf(service, facts.image()),
                storage,
                unclaimed,
                facts.process().isClient() && !isAddressed(facts));
        List<Mount> mounts = kept.with(volumesFrom.with(
                facts.key(), Mounts.of(service, facts.name(), facts.image(), security, storage, binds, kept)));
        volumesFrom.put(facts.key(), mounts);
        facts.environment().bundle().ifPresent(project.files()::add);
        Workload workload = StatefulServices.with(unclaimed, service, mounts, storage, options.storage());
        Container written = container(facts, security, mounts);
        Container plain = podman
                ? written
                : ListenAddresses.of(service, facts.hosts(), facts.image().program())
                        .opened(written, workload);
        // How much of its request a pod uses decides how many pods there are.
        Container container = podman || workload instanceof Workload.Autoscaled
                ? plain
                : plain.withResources(ResourceLimits.withRequests(plain.resources()));
        if (workload instanceof Workload.Stateful stateful && !podman) {
            StatefulServices.report(service, facts.name(), stateful, mounts, storage);
        }
        boolean overlapping = ClaimOverlap.isPossible(service, mounts, storage);
        if (!overlapping) {
            reportUnusedUpdate(facts, workload, mounts);
        }
        Optional<Long> group = users.group(service, facts.name(), image, security, mounts);
        if (group.isEmpty()) {
            reportNamedUser(facts, security, mounts);
        }
        Placement placement = podman ? PlacementRules.onThisMachine(service) : PlacementRules.of(service, workload);
        Annotations texts = Annotations.of(service, facts.secrecy());
        facts.dealWithNodeLevel(podman || !service.get("pid").string().equals("host"));
        for (String attribute : List.of("container_name", "hostname", "links", "profiles", "extends")) {
            service.get(attribute).done();
        }
        if (!podman) {
            LockedMemory.report(service, facts.name());
            RemovedOptions.report(service);
            DynamicNames.report(service);
        }
        KomposeLabels kompose = KomposeLabels.of(service);
        List<Container> first = new ArrayList<>();
        OwnedFolders.of(container, image, storage, options).ifPresent(first::add);
        first.addAll(binds.copiers(container, image, options));
        first.addAll(facts.preStarts().containers(container, image, options));
        kompose.initContainer(facts.name()).ifPresent(first::add);
        kompose.reportUseless();
        Pod pod = PodSettings.of(
                service,
                hostNames.of(facts, workload, kept, mounts),
                names.subdomain(facts.key()),
                security,
                guarded.needGroup(mounts),
                image,
                addresses.ports(facts.name()).all(),
                podman ? Map.of() : Isolation.labels(project.root(), service),
                names.changed()::legal,
                options);
        guarded.reportKeys(service, pod, mounts);
        return Component.of(facts.name(), workload, List.of(container), service.origin())
                .with(builder -> builder.inits(first)
                        .pod(pod.withFsGroup(pod.fsGroup().or(() -> group)))
                        .placement(placement)
                        .labels(texts.labels())
                        .annotations(texts.annotations())
                        .identity(kompose.identity(podman))
                        .overlapping(overlapping && !podman));
    }

    /** Whether other services use it, or are meant to. */
    private boolean isAddressed(ServiceFacts facts) {
        return addresses.isReached(facts.name())
                || !facts.declaredPorts().all().isEmpty()
                || facts.health().isPresent();
    }

    private Container container(ServiceFacts facts, Security security, List<Mount> mounts) {
        Attribute service = facts.attribute();
        Optional<Health> health = facts.probes().health();
        return Container.of(facts.name(), facts.image().reference())
                .with(builder -> builder.pullPolicy(facts.image().pullPolicy())
                        .command(facts.command().command())
                        .args(facts.command().args())
                        .workingDir(workingDir(facts))
                        .env(facts.environment().variables())
                        .mounts(mounts)
                        .health(
                                options.played()
                                        ? health.map(own -> HealthChecks.asWritten(
                                                own, service, facts.image().facts()))
                                        : health)
                        .resources(resources(service))
                        .security(security)
                        .hooks(facts.hooks())
                        .tty(service.get("tty").bool())
                        .stdin(service.get("stdin_open").bool())
                        .init(service.get("init").bool())
                        .probes(facts.probes().probes())
                        .origin(service.origin()));
    }

    private Resources resources(Attribute service) {
        return CpuShares.with(service, ResourceLimits.of(service, podman), options);
    }

    private Workload workload(ServiceFacts facts) {
        Attribute service = facts.attribute();
        return ScheduleLabels.workload(service, podman)
                .orElseGet(() -> KomposeScaling.of(
                        service,
                        () -> WorkloadKinds.of(
                                service,
                                order.awaitedToComplete(facts.key()),
                                serves(facts),
                                Preparations.end(facts),
                                !order.waits(facts.key()).isEmpty(),
                                options,
                                options.storage().stateful().contains(facts.key())),
                        podman));
    }

    /**
     * Whether the service is there for others: it has a health check, a port of its own, or one at which another
     * reaches it. A port that only its image is known for counts where the image's own program runs: a client of a
     * database runs in the database's image.
     */
    private boolean serves(ServiceFacts facts) {
        List<Text> args = facts.command().args();
        boolean ends = Preparations.end(facts);
        boolean ownProgram = !ends
                && facts.command().command().isEmpty()
                && (args.isEmpty()
                        || args.get(0) instanceof Text.Literal first
                                && first.value().startsWith("-"));
        // A program that ends serves at no port that only "expose" names, perhaps for all services of its image.
        boolean exposesAlone = ends && !facts.attribute().get("ports").present();
        return facts.health().isPresent()
                || !facts.probes().probes().isEmpty()
                || addresses.isReached(facts.name())
                || addresses.ports(facts.name()).all().stream()
                        .anyMatch(port -> ownProgram
                                || port.source() == Port.Source.GUESSED
                                || port.source() == Port.Source.DECLARED && !exposesAlone);
    }

    /**
     * Returns the working directory from the compose file, or from the Dockerfile; a well-known image uses its own by
     * default.
     */
    private static String workingDir(ServiceFacts facts) {
        String stated = facts.attribute().get("working_dir").string();
        return stated.isEmpty()
                ? facts.image()
                        .facts()
                        .filter(image ->
                                image.origin(ImageFacts.Attribute.WORKING_DIR).line() > 0)
                        .map(ImageFacts::workingDir)
                        .orElse("")
                : stated;
    }

    /** With a claim of one node a new pod cannot start beside the old one, however an update was to go. */
    private void reportUnusedUpdate(ServiceFacts facts, Workload workload, List<Mount> mounts) {
        Attribute update = facts.attribute().get("deploy").get("update_config");
        if (!podman
                && workload instanceof Workload.Replicated
                && update.present()
                && mounts.stream().anyMatch(storage::isClaimOfOneNode)) {
            update.noteApproximated("'" + facts.name()
                    + "' has a volume that one node can mount at a time; its old pods stop before new ones start");
        }
    }

    /** A Dockerfile's user without a number cannot be made the owner of a claim. */
    private void reportNamedUser(ServiceFacts facts, Security security, List<Mount> mounts) {
        facts.image()
                .facts()
                .filter(image -> security.user().isEmpty() && !image.userName().isEmpty() && !image.startsAsRoot())
                .filter(image -> options.restricted()
                        ? mounts.stream().anyMatch(storage::isClaim)
                        : !users.ownedByRoot(facts.name(), mounts).isEmpty())
                .ifPresent(image -> facts.attribute()
                        .note(
                                Code.USER_BY_NAME,
                                "the user '" + image.userName() + "' has a number only in the image; a new claim"
                                        + " might not be writable for it",
                                "set the number, as in 'user: \"1000:1000\"'"));
    }

    /** Returns a component that {@link #of} made with all of its ports. */
    static Component withPorts(Component component, Ports ports, boolean podman) {
        return component.withContainers(component.containers().stream()
                .map(container -> container.name().equals(component.name())
                        ? container.withPorts(podman ? ports.all() : ports.listed())
                        : container)
                .toList());
    }
}
