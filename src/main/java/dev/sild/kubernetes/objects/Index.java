package dev.sild.kubernetes.objects;

import dev.sild.model.Application;
import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.Endpoint;
import dev.sild.model.Exposure;
import dev.sild.model.Files;
import dev.sild.model.Lookup;
import dev.sild.model.Network;
import dev.sild.model.Scrape;
import dev.sild.model.Volume;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/** An application, and what each of its components needs of it, found once: it may have thousands. */
public final class Index {
    private final Application application;
    private final RenderOptions options;
    private final Optional<Restricted> restricted;
    private final Map<String, Volume> volumes = new HashMap<>();
    private final Map<String, Files> files = new HashMap<>();
    private final Map<String, List<Network>> networks = new HashMap<>();
    private final Map<String, List<Endpoint>> endpoints = new HashMap<>();
    private final Map<String, List<Exposure>> exposures = new HashMap<>();
    private final Map<String, List<Scrape>> scrapes = new HashMap<>();
    private final Map<String, List<Volume>> seeds = new HashMap<>();
    private final Map<List<String>, Optional<String>> checksums = new ConcurrentHashMap<>();
    private final NodeSharing sharing;

    /** Creates an index whose pods are hardened by {@code restricted}. */
    public Index(Application application, RenderOptions options, Optional<Restricted> restricted) {
        this.application = application;
        this.options = options;
        this.restricted = restricted;
        for (Volume volume : application.volumes()) {
            volumes.put(volume.name(), volume);
            volume.seed().ifPresent(seed -> {
                add(seeds, seed.container(), volume);
                seed.others().forEach(container -> add(seeds, container, volume));
            });
        }
        application.files().forEach(bundle -> files.put(bundle.name(), bundle));
        for (Network network : application.networks()) {
            new LinkedHashSet<>(network.members()).forEach(member -> add(networks, member, network));
        }
        for (Endpoint endpoint : application.endpoints()) {
            new LinkedHashSet<>(endpoint.components()).forEach(component -> add(endpoints, component, endpoint));
        }
        application.scrapes().forEach(scrape -> add(scrapes, scrape.component(), scrape));
        application.exposures().forEach(exposure -> add(exposures, exposure.component(), exposure));
        sharing = new NodeSharing(application);
    }

    public RenderOptions options() {
        return options;
    }

    /** Returns what hardens the pods; nothing where they stay as they are. */
    public Optional<Restricted> restricted() {
        return restricted;
    }

    private static <T> void add(Map<String, List<T>> map, String key, T value) {
        map.computeIfAbsent(key, name -> new ArrayList<>()).add(value);
    }

    public Application application() {
        return application;
    }

    /**
     * The checksums of bundles of files that were computed before, by the names of the bundles. Safe for several
     * threads.
     */
    public Map<List<String>, Optional<String>> checksums() {
        return checksums;
    }

    /** Returns the volume of that name; every mount has one. */
    public Volume volume(String name) {
        return Lookup.required(volumes, name);
    }

    /** Returns the file bundle of that name; every mount has one. */
    public Files files(String name) {
        return Lookup.required(files, name);
    }

    /** Returns the name of the objects that are a component. */
    public String object(Component component) {
        return application.naming().object(component.name());
    }

    /** Returns the name of the object that a file bundle is. */
    public String object(Files bundle) {
        return bundle.supplied() ? application.naming().object(bundle.name()) : bundle.object();
    }

    /** Returns the name of the object that a volume is, where it is one. */
    public String object(Volume volume) {
        return object(application, volume);
    }

    /** Returns the name of the object that a volume of an application is, where it is one. */
    public static String object(Application application, Volume volume) {
        if (volume instanceof Volume.External external) {
            return external.claimName();
        }
        return volume instanceof Volume.Claim claim && !claim.object().isEmpty()
                ? claim.object()
                : application.naming().object(volume.name());
    }

    /** Returns the networks that a component is on, in the application's order. */
    public List<Network> networks(Component component) {
        return networks.getOrDefault(component.name(), List.of());
    }

    /** Returns the names that a component answers to. */
    public List<Endpoint> endpoints(Component component) {
        return endpoints.getOrDefault(component.name(), List.of());
    }

    /** Returns the names that a component answers to together with others. */
    public List<Endpoint> sharedEndpoints(Component component) {
        return endpoints(component).stream()
                .filter(endpoint -> endpoint.components().size() > 1)
                .toList();
    }

    public List<Exposure> exposures(Component component) {
        return exposures.getOrDefault(component.name(), List.of());
    }

    /** Returns whose figures are fetched of a component. */
    public List<Scrape> scrapes(Component component) {
        return scrapes.getOrDefault(component.name(), List.of());
    }

    /** Returns the volumes that are filled from a container's image. */
    public List<Volume> seeds(Container container) {
        return seeds.getOrDefault(container.name(), List.of());
    }

    /**
     * Returns the claims that a component mounts and that only one node may mount at a time, in the application's
     * order.
     */
    public List<Volume> claimsOfOneNode(Component component) {
        return sharing.claimsOfOneNode(component);
    }

    /**
     * Whether each pod of a component has its own instance of the volume: a claim that a single stateful component
     * uses.
     */
    public boolean isOwn(Volume volume) {
        return sharing.isOwn(volume);
    }

    /** Returns the claims that each pod of a component has for itself, in the application's order. */
    public List<Volume.Claim> ownClaims(Component component) {
        return sharing.mounted(component).stream()
                .filter(this::isOwn)
                .map(Volume.Claim.class::cast)
                .toList();
    }

    /**
     * Returns the label by which a component's pods must be on one node with others; nothing where they may be on any.
     */
    public Optional<String> togetherBy(Component component) {
        return sharing.togetherBy(component);
    }
}
