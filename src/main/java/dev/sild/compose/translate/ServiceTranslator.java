package dev.sild.compose.translate;

import dev.sild.compose.translate.container.Annotations;
import dev.sild.compose.translate.container.ContainerCommands;
import dev.sild.compose.translate.container.CpuShares;
import dev.sild.compose.translate.container.Environment;
import dev.sild.compose.translate.container.HealthChecks;
import dev.sild.compose.translate.container.Models;
import dev.sild.compose.translate.container.PlacementRules;
import dev.sild.compose.translate.container.PodSettings;
import dev.sild.compose.translate.container.Ports;
import dev.sild.compose.translate.container.SecuritySettings;
import dev.sild.compose.translate.container.WorkloadKinds;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.image.ResourceLimits;
import dev.sild.compose.translate.image.ServiceImage;
import dev.sild.compose.translate.kompose.KomposeLabels;
import dev.sild.compose.translate.kompose.KomposeProbes;
import dev.sild.compose.translate.kompose.KomposeScaling;
import dev.sild.compose.translate.pods.PreStarts;
import dev.sild.compose.translate.relations.OwnAddress;
import dev.sild.compose.translate.relations.ServiceNames;
import dev.sild.compose.translate.relations.ServiceOrder;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.Secrecy;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.compose.translate.storage.Binds;
import dev.sild.compose.translate.storage.Mounts;
import dev.sild.compose.translate.storage.StatefulServices;
import dev.sild.compose.translate.storage.Storage;
import dev.sild.images.ImageFacts;
import dev.sild.images.ports.AddressPorts;
import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.Container.Hooks;
import dev.sild.model.Files;
import dev.sild.model.Health;
import dev.sild.model.Mount;
import dev.sild.model.Placement;
import dev.sild.model.Port;
import dev.sild.model.Security;
import dev.sild.model.Text;
import dev.sild.model.Workload;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** One service of a project, on its way to a component. What it listens on is known first, and the rest after that. */
final class ServiceTranslator {
    private final Attribute service;
    private final String key;
    private final String name;
    private final ServiceNames names;
    private final ServiceOrder order;
    private final ServiceImage image;
    private final Environment environment;
    private final ContainerCommands.Command command;
    private final Hooks hooks;
    private final PreStarts preStarts;
    private final Optional<Health> health;
    private final KomposeProbes probes;
    private final Ports ports;
    private final TranslateOptions options;
    private final boolean podman;
    private final Secrecy secrecy;
    private boolean reached;

    ServiceTranslator(
            Attribute service,
            String key,
            ServiceNames names,
            ServiceOrder order,
            TranslateOptions options,
            ServiceImage image,
            Attribute models,
            Secrecy secrecy) {
        this.secrecy = secrecy;
        this.service = service;
        this.key = key;
        this.names = names;
        this.order = order;
        this.image = image;
        this.options = options;
        podman = options.podman();
        name = names.component(key);
        environment = Environment.of(service, name, names, secrecy);
        Models.addTo(environment, service, models);
        command = ContainerCommands.of(service, environment, names);
        hooks = ContainerCommands.hooks(service, environment, options);
        health = HealthChecks.of(
                service,
                environment,
                image.facts(),
                new TreeSet<>(List.of(key, name)),
                options.health(),
                options.played());
        probes = KomposeProbes.of(service, health, options);
        preStarts = PreStarts.of(service, name, environment, names);
        ports = Ports.of(service);
        findOwnPorts();
    }

    private void findOwnPorts() {
        // A one-shot serves nobody, whatever its image is made for.
        image.facts().filter(facts -> !order.awaitedToComplete(key)).ifPresent(facts -> {
            String from = facts.origin(ImageFacts.Attribute.PORTS).line() > 0
                    ? facts.origin(ImageFacts.Attribute.PORTS).position() + " (EXPOSE)"
                    : image.built() ? "the base image of " + facts.name() : "the image " + facts.name();
            ports.found(service, facts.ports(), from);
        });
        health.map(Health::check).ifPresent(check -> {
            int number =
                    check instanceof Health.Http http ? http.port() : check instanceof Health.Tcp tcp ? tcp.port() : 0;
            if (number > 0) {
                ports.found(
                        service, List.of(Port.of(number, Port.Protocol.TCP, Port.Source.GUESSED)), "its health check");
            }
        });
    }

    /** Returns the component's name. */
    String name() {
        return name;
    }

    /** Takes the name of the bundle of the service's secret variables, which stands in its environment already. */
    void reserveNames(FileBundles bundles) {
        environment.bundle().ifPresent(bundle -> bundles.reserve(bundle.name()));
    }

    Ports ports() {
        return ports;
    }

    PreStarts preStarts() {
        return preStarts;
    }

    /**
     * Notes at which further ports the service is found, as {@code from} says. What has no ports at all is found at all
     * of them, and stays so.
     */
    void foundToo(Set<Integer> numbers, String from) {
        if (!ports.all().isEmpty()) {
            ports.found(
                    service,
                    numbers.stream()
                            .map(number -> Port.of(number, Port.Protocol.TCP, Port.Source.GUESSED))
                            .toList(),
                    from);
        }
    }

    /** Returns the service's component with the ports that were found since it was made. */
    Component withPortsFound(Component component) {
        return component.withContainers(component.containers().stream()
                .map(container -> container.name().equals(name)
                        ? container.withPorts(podman ? ports.all() : ports.listed())
                        : container)
                .toList());
    }

    /** Notes that another service reaches this one at a port. */
    void foundBy(String other, int number) {
        reached = true;
        ports.found(
                service,
                List.of(Port.of(number, Port.Protocol.TCP, Port.Source.GUESSED)),
                "an address of '" + other + "'");
    }

    /**
     * Returns what the members of a cluster have in common: the image and the health check; nothing without a check.
     */
    Optional<String> likeness() {
        return health.map(check -> image.reference().value() + '\n' + words(check.check()));
    }

    /**
     * Whether the service must be found before its health check has passed: the check goes through the service's own
     * name, or the service itself does.
     */
    boolean needsItself() {
        return health.map(check -> words(check.check()))
                .filter(words -> Stream.of(name, key)
                        .distinct()
                        .anyMatch(own -> OwnAddress.isAsked(words, own)
                                || OwnAddress.isPartOfACluster(
                                        environment.values().values(), own)
                                || OwnAddress.isPartOfACluster(words(), own)))
                .isPresent();
    }

    private static String words(Health.Check check) {
        if (check instanceof Health.Exec exec) {
            return String.join(" ", exec.command());
        }
        return check instanceof Health.Http http
                ? http.port() + http.path()
                : Integer.toString(((Health.Tcp) check).port());
    }

    /** Returns the ports at which this service reaches {@code hosts}, as its environment and its command say. */
    Map<String, Set<Integer>> addresses(Set<String> hosts) {
        Map<String, Set<Integer>> found = new LinkedHashMap<>();
        environment.values().values().forEach(value -> merge(found, AddressPorts.find(value, hosts)));
        merge(found, AddressPorts.findPairs(environment.values(), hosts));
        words().forEach(word -> merge(found, AddressPorts.find(word, hosts)));
        return found;
    }

    /** Returns the words of the command that hold no secret. */
    private List<String> words() {
        return Stream.concat(command.command().stream(), command.args().stream())
                .filter(Text.Literal.class::isInstance)
                .map(Text::value)
                .toList();
    }

    private static void merge(Map<String, Set<Integer>> into, Map<String, Set<Integer>> found) {
        found.forEach((host, numbers) ->
                into.computeIfAbsent(host, key -> new TreeSet<>()).addAll(numbers));
    }

    /**
     * Whether the service is there for others: it has a health check, a port of its own, or one at which another
     * reaches it. A port that only its image is known for counts where the image's own program runs: a client of a
     * database runs in the database's image.
     */
    private boolean serves() {
        boolean ownProgram = command.command().isEmpty()
                && (command.args().isEmpty()
                        || command.args().get(0) instanceof Text.Literal first
                                && first.value().startsWith("-"));
        return health.isPresent()
                || !probes.probes().isEmpty()
                || reached
                || ports.all().stream().anyMatch(port -> ownProgram || port.source() != Port.Source.IMAGE);
    }

    /**
     * Returns the component; what it stores goes into {@code storage} and {@code bundles}.
     *
     * @param further adds to the service's own mounts those of others
     */
    Component component(Storage storage, Binds binds, FileBundles bundles, UnaryOperator<List<Mount>> further) {
        Security security = SecuritySettings.of(service, image.facts(), options.restricted(), podman);
        List<Mount> mounts = further.apply(Mounts.of(service, name, image.facts(), security, storage, binds));
        environment.bundle().ifPresent(bundles::add);
        Container container = Container.of(name, image.reference())
                .with(builder -> builder.pullPolicy(image.pullPolicy())
                        .command(command.command())
                        .args(command.args())
                        .workingDir(workingDir())
                        .env(environment.variables())
                        .ports(podman ? ports.all() : ports.listed())
                        .mounts(mounts)
                        .health(
                                options.played()
                                        ? probes.health()
                                                .map(own -> HealthChecks.asWritten(own, service, image.facts()))
                                        : probes.health())
                        .resources(CpuShares.with(service, ResourceLimits.of(service, podman), options))
                        .security(security)
                        .hooks(hooks)
                        .tty(service.get("tty").bool())
                        .stdin(service.get("stdin_open").bool())
                        .init(podman && service.get("init").bool())
                        .probes(probes.probes())
                        .origin(service.origin()));
        Workload workload = KomposeScaling.of(
                service,
                () -> WorkloadKinds.of(
                        service,
                        order.awaitedToComplete(key),
                        serves(),
                        !order.waits(key).isEmpty(),
                        options,
                        StatefulServices.asked(
                                options.storage(), key, service.get("image").string(), mounts, storage)),
                podman);
        if (workload instanceof Workload.Stateful stateful && !podman) {
            StatefulServices.report(service, name, stateful, mounts, storage);
        }
        reportUnusedUpdate(workload, mounts, storage);
        reportNamedUser(security, mounts, storage);
        Placement placement = podman ? PlacementRules.onThisMachine(service) : PlacementRules.of(service);
        Annotations texts = Annotations.of(service, secrecy);
        nodeLevel(service, podman);
        for (String attribute : List.of("container_name", "hostname", "links", "profiles", "extends")) {
            service.get(attribute).done();
        }
        KomposeLabels kompose = KomposeLabels.of(service);
        List<Container> first = new ArrayList<>(preStarts.containers(container, image.facts(), options));
        kompose.initContainer(name).ifPresent(first::add);
        kompose.reportUseless();
        return Component.of(name, workload, List.of(container), service.origin())
                .with(builder -> builder.inits(first)
                        .pod(PodSettings.of(
                                service,
                                names.hostName(key, service.get("hostname").string()),
                                names.subdomain(key),
                                security,
                                mounts.stream().anyMatch(mount -> needsGroup(mount, bundles)),
                                image.facts(),
                                options))
                        .placement(placement)
                        .labels(texts.labels())
                        .annotations(texts.annotations())
                        .identity(kompose.identity(podman)));
    }

    /**
     * Returns the compose file's folder to start in, or the Dockerfile's; a well-known image starts in its own by
     * itself.
     */
    private String workingDir() {
        String stated = service.get("working_dir").string();
        return stated.isEmpty()
                ? image.facts()
                        .filter(facts ->
                                facts.origin(ImageFacts.Attribute.WORKING_DIR).line() > 0)
                        .map(ImageFacts::workingDir)
                        .orElse("")
                : stated;
    }

    /**
     * Whether a process that is not root needs a group of its own for a mount: volumes and guarded files belong to
     * root.
     */
    private static boolean needsGroup(Mount mount, FileBundles bundles) {
        return mount.source() instanceof Mount.OfVolume
                || bundles.find(((Mount.OfFiles) mount.source()).name())
                        .filter(Files::guarded)
                        .isPresent();
    }

    /** With a claim of one node a new pod cannot start beside the old one, however an update was to go. */
    private void reportUnusedUpdate(Workload workload, List<Mount> mounts, Storage storage) {
        if (!podman
                && workload instanceof Workload.Replicated
                && service.get("deploy").get("update_config").present()
                && mounts.stream().anyMatch(storage::isClaimOfOneNode)) {
            service.get("deploy")
                    .get("update_config")
                    .note(
                            Code.APPROXIMATED,
                            "'" + name + "' has a volume that one node can mount at a time; its old pods stop"
                                    + " before new ones start",
                            "");
        }
    }

    /** A Dockerfile's user without a number cannot be made the owner of a claim. */
    private void reportNamedUser(Security security, List<Mount> mounts, Storage storage) {
        image.facts()
                .filter(facts -> security.user().isEmpty() && !facts.userName().isEmpty() && !facts.startsAsRoot())
                .filter(facts -> mounts.stream().anyMatch(storage::isClaim))
                .ifPresent(facts -> service.note(
                        Code.USER_BY_NAME,
                        "the user '" + facts.userName() + "' has a number only in the image; a new claim might"
                                + " not be writable for it",
                        "set the number, as in 'user: \"1000:1000\"'"));
    }

    /** Attributes that are the container engine's or the node's business, and whose absence changes no behaviour. */
    static void nodeLevel(Attribute service, boolean podman) {
        boolean noReaper = service.get("init").bool() && !podman;
        for (String attribute : List.of("logging", "init", "develop", "attach")) {
            if (service.get(attribute).present() && (noReaper || !attribute.equals("init"))) {
                service.get(attribute)
                        .found(
                                Code.NODE_LEVEL,
                                switch (attribute) {
                                    case "logging" -> "logs are collected by the nodes of a cluster";
                                    case "init" -> "the processes of a pod are not reaped by an init process";
                                    default -> "it says how compose works on this machine";
                                },
                                "");
            }
        }
    }
}
