package dev.sild.compose.translate;

import dev.sild.compose.translate.container.Annotations;
import dev.sild.compose.translate.container.ContainerCommands;
import dev.sild.compose.translate.container.Environment;
import dev.sild.compose.translate.container.HealthChecks;
import dev.sild.compose.translate.container.Ports;
import dev.sild.compose.translate.container.SecuritySettings;
import dev.sild.compose.translate.image.ResourceLimits;
import dev.sild.compose.translate.image.ServiceImage;
import dev.sild.compose.translate.relations.ServiceNames;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.Secrecy;
import dev.sild.images.ImageFacts;
import dev.sild.model.Container.Env;
import dev.sild.model.Container.PullPolicy;
import dev.sild.model.Exposure.Published;
import dev.sild.model.Health;
import dev.sild.model.Port;
import dev.sild.model.Resources;
import dev.sild.model.Text;
import dev.sild.report.Code;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** One service of a {@link ProjectReader}. Each part is read, and so dealt with, when it is first asked for. */
public final class ServiceReader {
    private final String name;
    private final Attribute service;
    private final Supplier<ServiceImage> images;
    private final Set<String> hosts;
    private final Secrecy secrecy;
    private ServiceImage image;
    private Environment environment;
    private Ports ports;
    private Optional<Health> health;

    ServiceReader(String name, Attribute service, Supplier<ServiceImage> images, Set<String> hosts, Secrecy secrecy) {
        this.secrecy = secrecy;
        this.name = name;
        this.service = service;
        this.images = images;
        this.hosts = hosts;
    }

    /** Returns its name in the compose file. */
    public String name() {
        return name;
    }

    /** Returns all that is said of it. */
    public Attribute attribute() {
        return service;
    }

    /** Returns every name by which others find it. */
    public Set<String> hosts() {
        return hosts;
    }

    private ServiceImage theImage() {
        if (image == null) {
            image = images.get();
        }
        return image;
    }

    /** Returns what it runs: the image that is named, or what the one that is built is called. */
    public String image() {
        return theImage().reference().value();
    }

    /** Whether its image is built from a Dockerfile of the project's. */
    public boolean built() {
        return service.get("build").present();
    }

    /** Returns when its image is pulled; empty for the cluster's default. */
    public Optional<PullPolicy> pullPolicy() {
        return theImage().pullPolicy();
    }

    /** Returns what is known of its image. */
    public Optional<ImageFacts> facts() {
        return theImage().facts();
    }

    private Environment theEnvironment() {
        if (environment == null) {
            environment = Environment.of(service, name, ServiceNames.of(Map.of()), secrecy);
        }
        return environment;
    }

    /** Returns its variables in the order they were written; those that are secret refer to a bundle. */
    public List<Env> environment() {
        return theEnvironment().variables();
    }

    /** Returns the value of each variable, secret or not. Never to be shown. */
    public Map<String, String> values() {
        return theEnvironment().values();
    }

    /** Returns the place of a variable. */
    public Attribute variable(String variable) {
        return service.get("environment").get(variable);
    }

    /**
     * Returns the words of {@code entrypoint} or {@code command}; a secret in them refers to a variable of
     * {@link #secrets}.
     */
    public List<Text> words(String attribute) {
        return ContainerCommands.texts(service.get(attribute), theEnvironment(), ServiceNames.of(Map.of()));
    }

    /** Returns its health check, or its Dockerfile's, with compose's own defaults. */
    public Optional<Health> health() {
        if (health == null) {
            health = HealthChecks.of(
                    service, theEnvironment(), facts(), hosts, Optional.of(Health.Use.READINESS), false);
        }
        return health;
    }

    /** Returns what it may use. */
    public Resources resources() {
        return ResourceLimits.of(service, false);
    }

    private Ports thePorts() {
        if (ports == null) {
            ports = Ports.of(service);
            ports.publications()
                    .forEach(publication -> publication
                            .hostMode()
                            .ifPresent(mode -> mode.note(
                                    Code.APPROXIMATED,
                                    "a port of the host network is published like other ports",
                                    "")));
        }
        return ports;
    }

    /**
     * Returns the ports it listens on: those that are written first, then those that are found in its image and health
     * check.
     */
    public List<Port> ports() {
        facts().ifPresent(facts -> thePorts()
                .found(
                        service,
                        facts.ports(),
                        facts.origin(ImageFacts.Attribute.PORTS).line() > 0
                                ? facts.origin(ImageFacts.Attribute.PORTS).position() + " (EXPOSE)"
                                : "the image " + facts.name()));
        health().map(Health::check).ifPresent(check -> {
            int number =
                    check instanceof Health.Http http ? http.port() : check instanceof Health.Tcp tcp ? tcp.port() : 0;
            if (number > 0) {
                thePorts()
                        .found(
                                service,
                                List.of(Port.of(number, Port.Protocol.TCP, Port.Source.GUESSED)),
                                "its health check");
            }
        });
        return thePorts().all();
    }

    /** Returns the ports it publishes to other machines, in order. */
    public List<Published> published() {
        return thePorts().publications().stream()
                .filter(publication -> !publication.loopback())
                .map(Ports.Publication::published)
                .toList();
    }

    /**
     * Returns the numbers of the user and the group that it runs as, as far as they are known: the user's, then the
     * group's.
     */
    public List<Optional<Long>> account() {
        SecuritySettings.User user = SecuritySettings.user(service, facts(), true);
        return List.of(user.uid(), user.gid());
    }

    /** Returns its labels and annotations, those for the translation left out. */
    public Map<String, String> annotations() {
        Annotations texts = Annotations.of(service, secrecy);
        Map<String, String> all = new LinkedHashMap<>(texts.labels());
        all.putAll(texts.annotations());
        return all;
    }

    /** Deals with what is compose's own business, or the node's: nothing is missed without it. */
    public void dealWithTheEngines() {
        done("container_name", "profiles", "extends", "depends_on", "links", "expose", "env_file", "label_file");
        ServiceTranslator.nodeLevel(service, false);
    }

    /** Notes that an attribute, and all below it, is in the result or needs no place there. */
    public void done(String... attributes) {
        for (String attribute : attributes) {
            service.get(attribute).done();
        }
    }

    /** Deals with an attribute by a finding about it, where it is there. */
    public void found(String attribute, Code code, String reason, String remedy) {
        if (service.get(attribute).present()) {
            service.get(attribute).found(code, reason, remedy);
        }
    }
}
