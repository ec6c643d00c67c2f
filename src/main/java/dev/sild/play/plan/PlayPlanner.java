package dev.sild.play.plan;

import dev.sild.model.Application;
import dev.sild.model.Component;
import dev.sild.model.Dependency;
import dev.sild.model.Dependency.Until;
import dev.sild.model.Endpoint;
import dev.sild.model.Lookup;
import dev.sild.model.Names;
import dev.sild.model.Network;
import dev.sild.play.plan.PlayPlan.PlannedNetwork;
import dev.sild.play.state.PlayLabels;
import dev.sild.play.state.PodParts;
import io.fabric8.kubernetes.api.model.ConfigMap;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.PersistentVolumeClaim;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.Secret;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** From rendered applications to the scene that podman is to play. */
public final class PlayPlanner {
    private static final String DEFAULT_NETWORK = "default";
    private static final int HASH_DIGITS = 16;

    private final String project;
    private final Set<String> kept;
    private final Map<String, PlannedNetwork> networks = new LinkedHashMap<>();
    private final List<Secret> secrets = new ArrayList<>();
    private final List<HasMetadata> claims = new ArrayList<>();
    private final Map<String, ConfigMap> files = new LinkedHashMap<>();
    private final List<PlannedPod> pods = new ArrayList<>();
    private final Set<String> otherNetworks = new TreeSet<>();
    private final Set<String> otherVolumes = new TreeSet<>();
    private final Set<String> otherSecrets = new TreeSet<>();
    private final Set<String> otherFiles = new TreeSet<>();

    /**
     * Makes an empty scene.
     *
     * @param project the project's name
     * @param kept the names of the Secrets that outlive the pods
     */
    public PlayPlanner(String project, Set<String> kept) {
        this.project = project;
        this.kept = kept;
    }

    /**
     * Adds an application.
     *
     * @param objects the objects rendered from it for podman, and any other Secrets that it reads
     * @param dependencies what of it is held back for what
     */
    public PlayPlanner add(Application application, List<HasMetadata> objects, List<Dependency> dependencies) {
        for (HasMetadata object : objects) {
            if (object instanceof Secret secret) {
                secrets.add(secret);
            } else if (object instanceof ConfigMap file) {
                files.put(file.getMetadata().getName(), file);
            } else if (object instanceof PersistentVolumeClaim) {
                claims.add(marked(object, Map.of(PlayLabels.KIND, PlayLabels.DATA)));
            }
        }
        Map<String, Component> components = application.components().stream()
                .collect(Collectors.toMap(
                        component -> application.naming().object(component.name()), component -> component));
        objects.stream()
                .filter(Pod.class::isInstance)
                .forEach(object -> add(
                        application,
                        (Pod) object,
                        Lookup.required(components, object.getMetadata().getName()),
                        dependencies));
        return this;
    }

    public PlayPlan scene() {
        return new PlayPlan(
                project,
                List.copyOf(networks.values()),
                secrets,
                kept,
                claims,
                pods,
                new PlayPlan.Others(otherNetworks, otherVolumes, otherSecrets, otherFiles));
    }

    private void add(Application application, Pod pod, Component component, List<Dependency> dependencies) {
        Map<String, Until> after = new LinkedHashMap<>();
        dependencies.stream()
                .filter(dependency -> dependency.component().equals(component.name()))
                .filter(dependency ->
                        pods.stream().anyMatch(earlier -> earlier.service().equals(dependency.on())))
                .forEach(dependency -> after.put(dependency.on(), dependency.until()));
        PodParts parts = PodParts.of(pod);
        List<ConfigMap> read = parts.configMaps().stream()
                .filter(files::containsKey)
                .map(files::get)
                .toList();
        parts.configMaps().stream().filter(name -> !files.containsKey(name)).forEach(otherFiles::add);
        read = parts.renamed(read);
        Set<String> made =
                secrets.stream().map(secret -> secret.getMetadata().getName()).collect(Collectors.toSet());
        parts.secrets().stream().filter(name -> !made.contains(name)).forEach(otherSecrets::add);
        Set<String> claimed =
                claims.stream().map(claim -> claim.getMetadata().getName()).collect(Collectors.toSet());
        parts.claims().stream().filter(name -> !claimed.contains(name)).forEach(otherVolumes::add);

        List<String> joined = joined(application, component);
        parts.mark(Map.of(PlayLabels.PROJECT, project, PlayLabels.SERVICE, component.name()));
        PlannedPod plain = new PlannedPod(component.name(), pod, read, parts.secrets(), parts.copies(), joined, after);
        List<PlannedNetwork> its = networks.values().stream()
                .filter(network -> joined.stream().anyMatch(one -> one.startsWith(network.name() + ":")))
                .toList();
        String internal = its.stream()
                .filter(PlannedNetwork::internal)
                .map(PlannedNetwork::name)
                .collect(Collectors.joining(","));
        String setUp = its.stream().map(PlannedNetwork::hash).collect(Collectors.joining());
        // The dependencies are not part of the hash: a different start order does not require a restart.
        String hash = Names.sha256((plain.yaml() + joined + internal + setUp).getBytes(StandardCharsets.UTF_8));
        parts.mark(Map.of(
                PlayLabels.HASH, hash.substring(0, HASH_DIGITS), PlayLabels.AFTER, String.join(",", after.keySet())));
        pods.add(plain);
    }

    /** Returns the networks of a pod, on each of which it has all its names. */
    private List<String> joined(Application application, Component component) {
        if (component.pod().hostNetwork()) {
            return List.of();
        }
        List<Network> its = application.networks().isEmpty()
                ? List.of(new Network(DEFAULT_NETWORK, false, List.of(component.name())))
                : application.networks().stream()
                        .filter(network -> network.members().contains(component.name()))
                        .toList();
        if (its.isEmpty()) {
            return List.of("none");
        }
        String aliases = aliases(application, component).stream()
                .map(alias -> "alias=" + alias)
                .collect(Collectors.joining(","));
        List<String> joined = new ArrayList<>();
        for (Network network : its) {
            String name = network.known().map(Network.Known::name).orElse(project + "_" + network.name());
            if (network.known().map(Network.Known::external).orElse(false)) {
                otherNetworks.add(name);
            } else {
                networks.put(name, new PlannedNetwork(name, network.internal(), network.wiring()));
            }
            joined.add(name + ":" + aliases + fixed(network, component));
        }
        return joined;
    }

    /** Returns the options of a component's interface on a network that are not left to podman. */
    private static String fixed(Network network, Component component) {
        Network.Interface itsOwn = network.wiring().interfaces().get(component.name());
        if (itsOwn == null) {
            return "";
        }
        String addresses =
                itsOwn.addresses().stream().map(address -> ",ip=" + address).collect(Collectors.joining());
        return addresses + (itsOwn.mac().isEmpty() ? "" : ",mac=" + itsOwn.mac());
    }

    private static Set<String> aliases(Application application, Component component) {
        Set<String> aliases = new LinkedHashSet<>();
        aliases.add(component.name());
        application.endpoints().stream()
                .filter(endpoint -> endpoint.components().contains(component.name()))
                .map(Endpoint::dnsName)
                .forEach(name ->
                        aliases.addAll(List.of(name, application.naming().object(name))));
        component.containers().forEach(container -> aliases.add(container.name()));
        return aliases;
    }

    private HasMetadata marked(HasMetadata object, Map<String, String> more) {
        Map<String, String> labels = new LinkedHashMap<>(
                Optional.ofNullable(object.getMetadata().getLabels()).orElse(Map.of()));
        labels.put(PlayLabels.PROJECT, project);
        labels.putAll(more);
        object.getMetadata().setLabels(labels);
        return object;
    }
}
