package dev.sild.compose.translate.pods;

import dev.sild.compose.translate.code.CodeCopies;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.compose.translate.storage.Storage;
import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.Names;
import dev.sild.model.Network;
import dev.sild.model.Placement;
import dev.sild.model.Text;
import dev.sild.model.Wait;
import dev.sild.model.Workload;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The steps of {@code pre_start} that run once for all copies of a service: where there are several, a Job on the
 * service's networks, which the copies wait for as for the end of any other.
 *
 * @see <a href="https://docs.docker.com/compose/how-tos/init-containers/">Use init containers in Compose</a>
 */
final class PreStartJobs {
    /**
     * It starts at once, and what it needs may not be there yet: it is tried again as often as Kubernetes itself does.
     */
    private static final int RETRIES = 6;

    private final PodGrouping group;
    private final Map<String, PreStarts> steps;
    private final Storage storage;
    private final TranslateOptions options;
    private final Map<String, Component> jobs = new LinkedHashMap<>();

    /**
     * Makes a pass.
     *
     * @param steps what runs before each component, by its name
     */
    PreStartJobs(PodGrouping group, Map<String, PreStarts> steps, Storage storage) {
        this.group = group;
        this.steps = steps;
        this.storage = storage;
        options = group.options();
    }

    /** Returns {@code running} with the Jobs, each before the component that waits for it. */
    List<Component> apply(List<Component> running) {
        Set<String> taken = new HashSet<>(steps.keySet());
        Map<String, Component> waiting = new HashMap<>();
        steps.forEach((component, starts) -> {
            Component pod = group.pods().pod(component);
            Map<String, Attribute> once = starts.once();
            if (once.isEmpty() || options.podman() || !isSeveral(pod.workload())) {
                return;
            }
            Optional<String> obstacle = obstacle(pod);
            if (obstacle.isPresent()) {
                once.values()
                        .forEach(hook -> hook.noteApproximated(
                                "'" + component + "' has several pods; the hook runs before each of them, not once: "
                                        + obstacle.get(),
                                "use a separate service for it"));
                return;
            }
            String name = Names.unique(component + "-pre-start", taken);
            taken.add(name);
            jobs.put(component, job(name, pod, once.keySet()));
            waiting.put(component, waiting(name, pod, once.keySet()));
            report(component, starts, once);
        });
        List<Component> all = new ArrayList<>();
        for (Component component : running) {
            Optional.ofNullable(jobs.get(component.name())).ifPresent(all::add);
            all.add(waiting.getOrDefault(component.name(), component));
        }
        return all;
    }

    private static boolean isSeveral(Workload workload) {
        return workload instanceof Workload.PerNode || workload.mostPods() > 1;
    }

    private Optional<String> obstacle(Component pod) {
        if (pod.containers().size() > 1) {
            return Optional.of("it shares its pod with other services");
        }
        if (group.networks().isShutIn(pod.name())) {
            return Optional.of(
                    "all its networks are internal, so its pods cannot ask the API server for the end of a Job");
        }
        return pod.workload() instanceof Workload.Stateful
                        && pod.mounts().stream().anyMatch(storage::isClaim)
                ? Optional.of("each pod has its own volumes")
                : Optional.empty();
    }

    private static Component job(String name, Component pod, Set<String> once) {
        List<Container> containers = pod.inits().stream()
                .filter(init -> once.contains(init.name()) || CodeCopies.isCopier(init))
                .toList();
        int last = containers.size() - 1;
        return Component.of(name, new Workload.Once(RETRIES, 1), List.of(containers.get(last)), pod.origin())
                .with(component -> component
                        .inits(containers.subList(0, last))
                        .pod(pod.pod().withHostname(""))
                        .placement(Placement.ANYWHERE
                                .withNodes(pod.placement().nodes())
                                .withPreferred(pod.placement().preferred())
                                .withNodeSelector(pod.placement().nodeSelector()))
                        .waits(pod.waits())
                        .annotations(pod.annotations()));
    }

    private Component waiting(String job, Component pod, Set<String> once) {
        List<Wait> waits = new ArrayList<>(pod.waits());
        waits.add(new Wait.Completion(job, Text.of(options.waits().kubectlImage())));
        return pod.withInits(pod.inits().stream()
                        .filter(init -> !once.contains(init.name()))
                        .toList())
                .withWaits(waits);
    }

    private void report(String component, PreStarts starts, Map<String, Attribute> once) {
        once.values()
                .forEach(hook -> hook.note(
                        Code.ONE_SHOT,
                        "it runs once for all pods of '" + component + "': it becomes " + Waiting.A_JOB,
                        Waiting.remedy(options)));
        if (starts.mixed()) {
            once.values()
                    .forEach(hook -> hook.noteApproximated(
                            "it runs before all steps that run for each pod of '" + component
                                    + "', regardless of their order",
                            "move it above them"));
        }
    }

    /** Returns the networks with the Jobs on those of their services. */
    List<Network> networks(List<Network> all) {
        return jobs.isEmpty()
                ? all
                : all.stream()
                        .map(network -> network.with(withJobs(network.members()), withJobs(network.callers())))
                        .toList();
    }

    private List<String> withJobs(List<String> components) {
        List<String> all = new ArrayList<>(components);
        components.forEach(component -> Optional.ofNullable(jobs.get(component)).ifPresent(job -> all.add(job.name())));
        return all;
    }
}
