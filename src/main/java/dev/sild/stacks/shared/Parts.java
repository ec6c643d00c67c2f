package dev.sild.stacks.shared;

import dev.sild.model.Application;
import dev.sild.model.Call;
import dev.sild.model.Calls;
import dev.sild.model.Component;
import dev.sild.model.Endpoint;
import dev.sild.model.Exposure;
import dev.sild.model.Files;
import dev.sild.model.Mesh;
import dev.sild.model.Naming;
import dev.sild.model.Scrape;
import dev.sild.model.Volume;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What a stack consists of, gathered component by component, each after those that it calls. */
public final class Parts {
    private final Naming naming;
    private final Inputs inputs;
    private final List<Component> components = new ArrayList<>();
    private final List<Endpoint> endpoints = new ArrayList<>();
    private final List<Volume> volumes = new ArrayList<>();
    private final List<Files> files = new ArrayList<>();
    private final List<Scrape> scrapes = new ArrayList<>();
    private final List<SecretSeed> seeds = new ArrayList<>();
    private final List<Call> calls = new ArrayList<>();
    private final Set<String> kept = new LinkedHashSet<>();

    /** Starts with nothing. */
    public Parts(Naming naming, Inputs inputs) {
        this.naming = naming;
        this.inputs = inputs;
    }

    /** Returns how the stack's objects are called. */
    public Naming naming() {
        return naming;
    }

    /** Adds what runs. */
    public Parts component(Component component) {
        components.add(component);
        return this;
    }

    /** Adds a name under which something is found. */
    public Parts endpoint(Endpoint endpoint) {
        endpoints.add(endpoint);
        return this;
    }

    /** Adds storage. */
    public Parts volumes(List<Volume> more) {
        volumes.addAll(more);
        return this;
    }

    /** Adds files. */
    public Parts files(List<Files> more) {
        files.addAll(more);
        return this;
    }

    /** Adds what Prometheus is to fetch. */
    public Parts scrapes(List<Scrape> more) {
        scrapes.addAll(more);
        return this;
    }

    /** Adds a connection that one of the components cannot do without. */
    public Parts call(Call call) {
        calls.add(call);
        return this;
    }

    /** Keeps an object of that name when its component or the stack goes. */
    public Parts keep(String name) {
        kept.add(name);
        return this;
    }

    /** Keeps the claim that a component with storage of its own has. */
    public Parts keepClaimOf(String component) {
        return keep(Stores.ownClaim(naming, component));
    }

    /**
     * Adds a Secret that is generated.
     *
     * @param outlives whether it stays when its component or the stack goes
     */
    public Parts seed(SecretSeed seed, boolean outlives) {
        seeds.add(seed);
        if (outlives) {
            kept.add(seed.name());
        }
        return this;
    }

    /** Whether a generated Secret is in the first step of a rotation, in which its rotator runs. */
    public boolean rotates(SecretSeed seed) {
        return inputs.rotating().contains(seed.name());
    }

    /** Returns what Prometheus is to fetch. */
    public List<Scrape> scrapes() {
        return List.copyOf(scrapes);
    }

    /** Returns the connections that components cannot do without. */
    public List<Call> calls() {
        return List.copyOf(calls);
    }

    /** Returns the Secrets that are generated. */
    public List<SecretSeed> seeds() {
        return List.copyOf(seeds);
    }

    /** Returns the names of the objects that outlive their component and the stack. */
    public Set<String> kept() {
        return Set.copyOf(kept);
    }

    /**
     * Returns the application of these parts, with what they refer to and others make.
     *
     * @param stack its name
     */
    public Application application(String stack, List<Exposure> exposures, Calls all, Mesh mesh) {
        List<Files> bundles = new ArrayList<>(files);
        bundles.addAll(ExternalBundles.referredTo(components, files));
        return Application.of(stack, components)
                .with(builder -> builder.endpoints(endpoints)
                        .volumes(volumes)
                        .files(bundles)
                        .exposures(exposures)
                        .naming(naming)
                        .calls(Optional.of(
                                all.withApiServer(inputs.permissions().apiServerPeers())))
                        .scrapes(scrapes)
                        .mesh(mesh));
    }
}
