package dev.sild.kubernetes.podman;

import dev.sild.kubernetes.network.Waits;
import dev.sild.kubernetes.objects.Index;
import dev.sild.kubernetes.objects.ObjectMetadata;
import dev.sild.kubernetes.objects.RenderOptions;
import dev.sild.kubernetes.objects.Target;
import dev.sild.kubernetes.workloads.Containers;
import dev.sild.kubernetes.workloads.FolderMounts;
import dev.sild.kubernetes.workloads.PodVolumes;
import dev.sild.kubernetes.workloads.Pods;
import dev.sild.model.Application;
import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.Endpoint;
import dev.sild.model.Origin;
import dev.sild.model.Port;
import dev.sild.model.Workload;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import io.fabric8.kubernetes.api.model.HasMetadata;
import io.fabric8.kubernetes.api.model.HostAlias;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.api.model.PodSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Pods for {@code podman kube play}: one a component, found by its name on the network all pods share, or a single one
 * in which the containers share localhost. What podman has no place for becomes a finding.
 *
 * @see <a href="https://docs.podman.io/en/v5.4.2/markdown/podman-kube-play.1.html">podman-kube-play</a>
 */
public final class PodmanPods {
    private final Application application;
    private final List<Finding> findings;
    private final List<Component> running;
    private final Index index;
    private final Containers containers;
    private final FolderMounts folders;
    private final boolean played;

    private PodmanPods(Application application, RenderOptions options, List<Finding> findings) {
        this.application = application;
        index = new Index(application, options, Optional.empty());
        containers = new Containers(index, Target.PODMAN);
        folders = new FolderMounts(index, Target.PODMAN);
        this.findings = findings;
        played = options.played();
        running = application.components().stream()
                .filter(component -> wanted(component) > 0)
                .toList();
    }

    public static List<HasMetadata> of(Application application, RenderOptions options, List<Finding> findings) {
        PodmanPods pods = new PodmanPods(application, options, findings);
        new PodmanFindings(application, pods.running, options.played(), findings).report();
        if (options.singlePod() && !pods.running.isEmpty()) {
            return pods.portsClash() ? List.of() : List.of(pods.single());
        }
        return pods.running.stream().map(pods::one).toList();
    }

    private HasMetadata one(Component component) {
        PodSpec spec = spec(List.of(component));
        Pods.settings(component.pod().withFsGroup(Optional.empty()), spec);
        if (!played) {
            nameByAliases(component, spec);
        } else if (component.pod().hostname().isEmpty() && !component.pod().hostNetwork()) {
            spec.setHostname(component.name());
        }
        return pod(index.object(component), labels(component), annotations(List.of(component), spec), spec);
    }

    /** A pod is found by its own name, by its container's and by its host name: there is room for two aliases. */
    private void nameByAliases(Component component, PodSpec spec) {
        List<String> aliases = new ArrayList<>();
        for (Endpoint endpoint : index.endpoints(component)) {
            String name = endpoint.dnsName();
            if (!name.equals(component.name())
                    && !name.equals(component.pod().hostname())
                    // An init container is never called by name, and every other container is
                    // found by its own name.
                    && Stream.concat(component.inits().stream(), component.containers().stream())
                            .noneMatch(container -> container.name().equals(name))) {
                aliases.add(name);
            }
        }
        if (!aliases.isEmpty()) {
            spec.getContainers().get(0).setName(aliases.remove(0));
        }
        if (!aliases.isEmpty() && component.pod().hostname().isEmpty()) {
            spec.setHostname(aliases.remove(0));
        }
        for (String alias : aliases) {
            lost(
                    component.origin(),
                    "",
                    "podman resolves three names of a pod; '" + alias + "' is a fourth",
                    "use the name '" + component.name() + "', or run podman with --network NAME:alias=" + alias);
        }
    }

    private HasMetadata single() {
        PodSpec spec = spec(running);
        Component first = running.get(0);
        Pods.settings(first.pod().withFsGroup(Optional.empty()), spec);
        for (Component component : running) {
            if (!component.pod().equals(first.pod()) && !component.pod().equals(dev.sild.model.Pod.PLAIN)) {
                lost(
                        component.origin(),
                        "",
                        "a single pod has one network, host name, DNS, groups, sysctls and grace"
                                + " period; those of '" + first.name() + "' are used",
                        "remove --single-pod");
            }
        }
        List<String> names = new ArrayList<>(new TreeSet<>(
                application.endpoints().stream().map(Endpoint::dnsName).toList()));
        spec.getHostAliases().add(new HostAlias(names, "127.0.0.1"));
        return pod(application.name(), Map.of("app", application.name()), annotations(running, spec), spec);
    }

    private Map<String, String> annotations(List<Component> components, PodSpec spec) {
        if (PodmanAnnotations.differInLimits(components)) {
            for (Component component : components) {
                component.containers().stream()
                        .filter(container -> !container.resources().ulimits().isEmpty())
                        .forEach(container -> lost(
                                component.origin(container),
                                ".ulimits",
                                "the containers of a pod share their ulimits; the first value of each is used",
                                "remove --single-pod, or use the same limits"));
            }
        }
        return PodmanAnnotations.of(
                components,
                spec.getContainers().stream()
                        .map(io.fabric8.kubernetes.api.model.Container::getName)
                        .toList());
    }

    private PodSpec spec(List<Component> components) {
        List<Container> all = new ArrayList<>();
        List<io.fabric8.kubernetes.api.model.Container> first = new ArrayList<>();
        List<io.fabric8.kubernetes.api.model.Container> mains = new ArrayList<>();
        for (Component component : components) {
            first.addAll(new Waits().containers(component, Target.PODMAN));
            for (Container init : component.inits()) {
                Container flat = folders.flat(init);
                all.add(flat);
                first.add(containers.of(flat, List.of()));
            }
            for (Container container : component.containers()) {
                Container flat = folders.flat(container);
                all.add(flat);
                // On the host's network a container has the host's ports itself, and podman takes no numbers for them.
                mains.add(containers.of(flat, component.pod().hostNetwork() ? List.of() : index.exposures(component)));
            }
        }
        PodSpec spec = new PodSpec();
        spec.setInitContainers(first);
        spec.setContainers(mains);
        spec.setVolumes(PodVolumes.of(index, all, Target.PODMAN));
        spec.setRestartPolicy(restartPolicy(components));
        return spec;
    }

    /** Says so only where it is not podman's default, which is to start again. */
    private static @Nullable String restartPolicy(List<Component> components) {
        boolean allEnd = true;
        boolean retried = false;
        boolean someEnd = false;
        for (Component component : components) {
            if (component.workload() instanceof Workload.Once once) {
                someEnd = true;
                retried |= once.retries() > 0;
            } else {
                allEnd = false;
            }
        }
        if (!someEnd) {
            return null;
        }
        return allEnd && !retried ? "Never" : "OnFailure";
    }

    private static HasMetadata pod(
            String name, Map<String, String> labels, Map<String, String> annotations, PodSpec spec) {
        Pod pod = new Pod();
        pod.setMetadata(ObjectMetadata.of(name, labels, annotations));
        pod.setSpec(spec);
        return pod;
    }

    private static Map<String, String> labels(Component component) {
        Map<String, String> labels = new LinkedHashMap<>(component.labels());
        labels.put("app", component.name());
        return labels;
    }

    private boolean portsClash() {
        Map<String, String> listeners = new LinkedHashMap<>();
        boolean clash = false;
        for (Component component : running) {
            for (Container container : component.containers()) {
                for (Port port : container.ports()) {
                    // A port that is guessed from an address may belong to another component, or
                    // to none.
                    if (port.source() == Port.Source.GUESSED) {
                        continue;
                    }
                    String other = listeners.putIfAbsent(port.number() + "/" + port.protocol(), component.name());
                    if (other != null && !other.equals(component.name())) {
                        clash = true;
                        findings.add(new Finding(
                                Code.PORT_CLASH,
                                component.origin(),
                                "'" + other + "' and '" + component.name() + "' both listen on port " + port.number()
                                        + " in a single pod",
                                "remove --single-pod, or change the port of one of them"));
                    }
                }
            }
        }
        return clash;
    }

    /** Returns how many pods of a component run; 0 for a scheduled one, which podman does not support. */
    private static int wanted(Component component) {
        return component.workload() instanceof Workload.Scheduled
                ? 0
                : component.workload().leastPods();
    }

    private void lost(Origin place, String attribute, String reason, String remedy) {
        findings.add(new Finding(Code.NOT_FOR_PODMAN, place.at(place.path() + attribute), reason, remedy));
    }
}
