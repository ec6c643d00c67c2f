package dev.sild.compose.translate.pods;

import dev.sild.compose.translate.container.WorkloadKinds;
import dev.sild.compose.translate.relations.Relations;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.compose.translate.storage.Storage;
import dev.sild.model.Component;
import dev.sild.model.Dependency;
import dev.sild.model.Dependency.Until;
import dev.sild.model.Endpoint;
import dev.sild.model.Network;
import dev.sild.model.Workload;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Which services run in which pod, and what follows from it.
 *
 * @param pods in which pod each service's container runs
 * @param components the pods, each after those it needs
 * @param endpoints the names under which pods are found
 * @param networks the networks that pods are on
 * @param dependencies which pod is held back for which; each pair once
 */
public record PodPlan(
        PodTable pods,
        List<Component> components,
        List<Endpoint> endpoints,
        List<Network> networks,
        List<Dependency> dependencies) {

    /**
     * How components start, by their names.
     *
     * @param steps what runs before each of them
     * @param early those that are found before they are ready
     * @param supervisors of those whose process is a development supervisor: the program that stays when the one it
     *     runs has failed
     * @param scripts the hosts that the commands of components wait for with {@code wait-for-it}, and then go on
     *     without
     * @param careless those whose commands are scripts that go on after a failure, and so do not end without others
     * @param migrating those whose commands are scripts that go on after a migration of a database has failed
     */
    public record Starts(
            Map<String, PreStarts> steps,
            Set<String> early,
            Map<String, String> supervisors,
            Map<String, Set<String>> scripts,
            Set<String> careless,
            Set<String> migrating) {}

    /**
     * Groups components, each of which is one service, into pods.
     *
     * @param networks the networks that services are on
     */
    public static PodPlan of(
            Relations relations,
            TranslateOptions options,
            List<Component> components,
            List<Network> networks,
            Storage storage,
            VolumesFrom volumesFrom,
            Starts starts) {
        PodTable pods = new PodTable(components);
        PodGrouping group = new PodGrouping(relations, options, pods, new PodNetworks(pods, networks));
        SharedPods shared = new SharedPods(group);
        shared.apply();
        volumesFrom.join(shared);
        List<Endpoint> endpoints =
                new ArrayList<>(relations.names().endpoints(pods.ports(networkOwners(relations)), starts.early()));
        new OneShots(group).apply();
        PodNeeds needs = PodNeeds.of(group);
        List<Dependency> dependencies = dependencies(group);
        endpoints.addAll(new Waiting(group, needs, endpoints, starts).apply());
        PreStartJobs jobs = new PreStartJobs(group, starts.steps(), storage);
        List<Component> running = jobs.apply(pods.sorted(needs.all()));
        return new PodPlan(
                pods,
                options.played() ? played(running, group) : running,
                pods.endpoints(endpoints),
                jobs.networks(pods.networks(networks)),
                dependencies);
    }

    /** Returns whose network each component uses. */
    private static Map<String, String> networkOwners(Relations relations) {
        Map<String, String> owners = new HashMap<>();
        relations
                .services()
                .keySet()
                .forEach(service -> owners.put(
                        relations.component(service),
                        relations.component(relations.namespaces().networkOwner(service))));
        return owners;
    }

    /** Of two conditions the one that asks for more holds back a pod. */
    private static List<Dependency> dependencies(PodGrouping group) {
        Map<List<String>, Until> found = new LinkedHashMap<>();
        group.relations()
                .services()
                .keySet()
                .forEach(service -> group.relations().order().waits(service).forEach((target, until) -> {
                    if (!group.inOnePod(service, target)) {
                        found.merge(
                                List.of(group.podOf(service), group.podOf(target)),
                                until,
                                (one, other) -> one.compareTo(other) > 0 ? one : other);
                    }
                }));
        return found.entrySet().stream()
                .map(entry ->
                        new Dependency(entry.getKey().get(0), entry.getKey().get(1), entry.getValue()))
                .toList();
    }

    /** When played on this machine, a pod ends unless one of its services is always restarted. */
    private static List<Component> played(List<Component> running, PodGrouping group) {
        Map<String, List<Attribute>> members = new HashMap<>();
        group.relations()
                .services()
                .forEach((service, attribute) -> members.computeIfAbsent(group.podOf(service), pod -> new ArrayList<>())
                        .add(attribute));
        return running.stream()
                .map(pod -> played(pod, members.getOrDefault(pod.name(), List.of())))
                .toList();
    }

    private static Component played(Component pod, List<Attribute> members) {
        int tries = 0;
        for (Attribute service : members) {
            Optional<Integer> its = WorkloadKinds.triesOfEnding(service);
            if (its.isEmpty()) {
                return pod;
            }
            tries = Math.max(tries, its.get());
        }
        if (pod.workload() instanceof Workload.Once once) {
            return pod.withWorkload(new Workload.Once(tries, once.completions()));
        }
        return pod.workload().mostPods() == 1 ? pod.withWorkload(new Workload.Once(tries, 1)) : pod;
    }
}
