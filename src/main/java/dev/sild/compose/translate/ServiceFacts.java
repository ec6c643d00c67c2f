package dev.sild.compose.translate;

import dev.sild.compose.translate.container.ContainerCommands;
import dev.sild.compose.translate.container.Environment;
import dev.sild.compose.translate.container.HealthChecks;
import dev.sild.compose.translate.container.Models;
import dev.sild.compose.translate.container.NginxFiles;
import dev.sild.compose.translate.container.Ports;
import dev.sild.compose.translate.container.ProbeReach;
import dev.sild.compose.translate.container.VariableNames;
import dev.sild.compose.translate.files.FileBundles;
import dev.sild.compose.translate.image.EmptyPassword;
import dev.sild.compose.translate.image.LaravelKey;
import dev.sild.compose.translate.image.MissingPackages;
import dev.sild.compose.translate.image.ServiceImage;
import dev.sild.compose.translate.kompose.KomposeProbes;
import dev.sild.compose.translate.network.RunningPrograms;
import dev.sild.compose.translate.pods.PreStarts;
import dev.sild.compose.translate.relations.ServiceNames;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.Secrecy;
import dev.sild.compose.translate.source.Shell;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.images.ImageFacts;
import dev.sild.images.text.PrintedText;
import dev.sild.model.Container.Hooks;
import dev.sild.model.Health;
import dev.sild.model.ImageUser;
import dev.sild.model.Lookup;
import dev.sild.model.Text;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What one service says of itself. Each part is read, and so accounted for, when it is first requested: attributes that
 * are never requested are reported as lost.
 */
public final class ServiceFacts {
    private final Identity identity;
    private final ServiceNames names;
    private final FileBundles files;
    private final boolean played;
    private final Attribute service;
    private final Secrecy secrecy;
    private final Lazy<ServiceImage> image;
    private final Lazy<Environment> environment;
    private final Lazy<ContainerCommands.Command> command;
    private final Lazy<List<String>> processWords;
    private final Lazy<Hooks> hooks;
    private final Lazy<Optional<Health>> health;
    private final Lazy<KomposeProbes> probes;
    private final Lazy<PreStarts> preStarts;
    private final Lazy<NginxFiles> nginx;
    private final Lazy<Ports> declaredPorts;
    private final Lazy<Ports> ports;

    /**
     * Who a service is.
     *
     * @param key its name in the compose file
     * @param name its name in what is made of it
     * @param hosts the names by which it may call itself
     * @param oneShot whether other services wait for it to complete, so that it is not a server, whatever its image is
     *     made for
     */
    public record Identity(String key, String name, Set<String> hosts, boolean oneShot) {}

    /** What is made of a service's ports. */
    public enum Use {
        /** Ports of a Service: those that are known to be open to others. */
        CONVERTED,
        /** Ports of a stack, which has one program at each: also those of health checks. */
        ADOPTED
    }

    /** Makes the facts of a service; {@code names} are what its environment and commands call others. */
    public ServiceFacts(ProjectFacts project, Identity identity, ServiceNames names, Use use) {
        this.identity = identity;
        this.names = names;
        TranslateOptions options = project.options();
        files = project.files();
        played = options.played();
        service = Lookup.required(project.services(), identity.key());
        secrecy = project.secrets().of(identity.key());
        image = new Lazy<>(() -> ServiceImage.of(
                service,
                identity.key(),
                project.images(),
                project.siblings(),
                options.podman(),
                files,
                names.changed()::rewrite));
        environment = new Lazy<>(() ->
                Environment.of(service, identity.name(), names, secrecy, VariableNames.of(service, image(), options)));
        command = new Lazy<>(() -> ContainerCommands.of(service, environment(), names));
        processWords = new Lazy<>(this::wordsOfProcess);
        hooks = new Lazy<>(() -> ContainerCommands.hooks(service, environment(), options));
        health = new Lazy<>(() -> HealthChecks.of(
                service,
                environment(),
                image().facts(),
                identity.hosts(),
                options.health(),
                options.played(),
                use == Use.ADOPTED
                        ? check -> true
                        : new ProbeReach(image().facts(), declaredPorts(), this::nginx)::answers));
        probes = new Lazy<>(() -> KomposeProbes.of(service, health(), options));
        preStarts = new Lazy<>(() -> PreStarts.of(service, identity.name(), environment(), names));
        nginx = new Lazy<>(() -> NginxFiles.of(service, image(), project.root(), files));
        declaredPorts = new Lazy<>(() -> Ports.of(service));
        ports = new Lazy<>(() -> ImagePorts.with(declaredPorts(), this, project));
    }

    /** Reads everything, in the order in which a conversion reports it; {@code models} are those of the project. */
    ServiceFacts readAll(Attribute models) {
        image();
        Models.addTo(environment(), service, models);
        Stream.of(command, hooks, health, probes, preStarts, ports).forEach(Lazy::get);
        if (!played) {
            MissingPackages.report(service, image(), processWords(), files);
            if (service.get("build").present()
                    || image().elsewhere()
                    || image().builder().isEmpty()) {
                // Its own script may make the key, which only the service that builds the image shows.
                LaravelKey.report(service, image(), processWords(), files);
            }
            EmptyPassword.report(service, image(), processWords(), files);
        }
        return this;
    }

    /** Returns what services run, for those who reach them from outside. */
    static RunningPrograms programs(Collection<ServiceFacts> all) {
        Map<String, ServiceFacts> byKey = new HashMap<>();
        Map<String, ServiceFacts> byName = new HashMap<>();
        all.forEach(service -> {
            byKey.put(service.key(), service);
            byName.put(service.name(), service);
        });
        return new RunningPrograms(
                key -> Lookup.required(byKey, key).image().program(),
                name -> Lookup.required(byName, name).nginx());
    }

    /** Returns its name in the compose file. */
    public String key() {
        return identity.key();
    }

    public String name() {
        return identity.name();
    }

    public Set<String> hosts() {
        return identity.hosts();
    }

    /** Returns everything the compose file says of it. */
    public Attribute attribute() {
        return service;
    }

    /** Whether other services wait for it to complete. */
    boolean oneShot() {
        return identity.oneShot();
    }

    public Secrecy secrecy() {
        return secrecy;
    }

    /** Whether its image is built from a Dockerfile of the project's; tells it without reading the image. */
    public boolean built() {
        return service.get("build").present();
    }

    /** Returns the user that the image runs as, if its number is known and the service has no user of its own. */
    Optional<ImageUser> imageUser() {
        return attribute().get("user").peek().isEmpty() ? image().facts().flatMap(ImageFacts::user) : Optional.empty();
    }

    public ServiceImage image() {
        return image.get();
    }

    public Environment environment() {
        return environment.get();
    }

    ContainerCommands.Command command() {
        return command.get();
    }

    Hooks hooks() {
        return hooks.get();
    }

    /** Returns its health check, or its Dockerfile's, with compose's own defaults. */
    public Optional<Health> health() {
        return health.get();
    }

    /** Returns what it runs. */
    ServiceProcess process() {
        return new ServiceProcess(processWords(), service, image().facts(), files);
    }

    /** Returns the development supervisor that its process is, which stays when its program has failed. */
    public Optional<String> supervisor() {
        return process().supervisor();
    }

    /** Returns the words of its process; those of its image where the compose file has none. */
    List<String> processWords() {
        return processWords.get();
    }

    private List<String> wordsOfProcess() {
        List<String> own = command().command().stream().map(Shell::script).toList();
        List<String> args = command().args().stream().map(Shell::script).toList();
        Optional<ImageFacts> known = image().facts();
        List<String> entrypoint =
                own.isEmpty() ? known.map(ImageFacts::entrypoint).orElse(List.of()) : own;
        List<String> rest =
                args.isEmpty() && own.isEmpty() ? known.map(ImageFacts::command).orElse(List.of()) : args;
        return Stream.concat(entrypoint.stream(), rest.stream()).toList();
    }

    KomposeProbes probes() {
        return probes.get();
    }

    PreStarts preStarts() {
        return preStarts.get();
    }

    /** Returns the configuration of nginx that it mounts or has in its image. */
    NginxFiles nginx() {
        return nginx.get();
    }

    /** Returns the ports that the compose file names. */
    public Ports declaredPorts() {
        return declaredPorts.get();
    }

    /** Returns those, and the ports that are known from its image and its health check. */
    public Ports ports() {
        return ports.get();
    }

    /**
     * Returns the words of {@code entrypoint} or {@code command}; a secret in them refers to a variable of
     * {@link #environment}.
     */
    public List<Text> words(String attribute) {
        return ContainerCommands.texts(service.get(attribute), environment(), names);
    }

    /** Returns the words of the command that hold no secret. */
    List<String> openWords() {
        return Stream.of("entrypoint", "command")
                .flatMap(attribute -> openWords(attribute).stream())
                .toList();
    }

    /**
     * Returns the words of {@code entrypoint} or {@code command} alone that hold no secret, without what a script
     * prints.
     */
    List<String> openWords(String attribute) {
        return (attribute.equals("entrypoint") ? command().command() : command().args())
                .stream()
                        .filter(Text.Literal.class::isInstance)
                        .map(word -> PrintedText.without(word.value()))
                        .toList();
    }

    /** Deals with what is the container engine's or the node's business, and whose absence changes no behaviour. */
    public void dealWithNodeLevel(boolean reaped) {
        boolean noReaper = service.get("init").bool() && !reaped;
        for (Attribute attribute : service.present("logging", "init", "develop", "attach")) {
            switch (attribute.segment()) {
                case "logging" -> attribute.nodeLevel("logs are collected by the nodes of a cluster");
                case "init" -> {
                    if (noReaper) {
                        attribute.nodeLevel("the processes of a pod are not reaped by an init process");
                    }
                }
                default -> attribute.nodeLevel("it says how compose works on this machine");
            }
        }
    }
}
