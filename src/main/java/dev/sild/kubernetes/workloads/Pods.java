package dev.sild.kubernetes.workloads;

import dev.sild.kubernetes.mesh.Identities;
import dev.sild.kubernetes.mesh.Meshes;
import dev.sild.kubernetes.network.Monitors;
import dev.sild.kubernetes.network.Waits;
import dev.sild.kubernetes.objects.Index;
import dev.sild.kubernetes.objects.Labels;
import dev.sild.kubernetes.objects.Target;
import dev.sild.kubernetes.storage.Seeds;
import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.Endpoint;
import dev.sild.model.Exposure;
import dev.sild.model.Identity;
import dev.sild.model.Network;
import dev.sild.model.Pod;
import dev.sild.model.Workload;
import io.fabric8.kubernetes.api.model.HostAlias;
import io.fabric8.kubernetes.api.model.LocalObjectReference;
import io.fabric8.kubernetes.api.model.ObjectMeta;
import io.fabric8.kubernetes.api.model.PodDNSConfig;
import io.fabric8.kubernetes.api.model.PodDNSConfigOption;
import io.fabric8.kubernetes.api.model.PodOS;
import io.fabric8.kubernetes.api.model.PodSecurityContext;
import io.fabric8.kubernetes.api.model.PodSpec;
import io.fabric8.kubernetes.api.model.PodTemplateSpec;
import io.fabric8.kubernetes.api.model.Sysctl;
import io.fabric8.kubernetes.api.model.Volume;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Pod templates for a cluster.
 *
 * @see <a href="https://kubernetes.io/docs/reference/kubernetes-api/workload-resources/pod-v1/">Pod</a>
 */
public final class Pods {
    static final String SECRET_IDENTITIES = "sild.dev/secrets";

    private Pods() {}

    /** Returns the template of a component's pods. */
    static PodTemplateSpec template(Index index, Component component, Waits waits) {
        PodTemplateSpec template = new PodTemplateSpec();
        template.setMetadata(metadata(index, component));
        template.setSpec(spec(index, component, waits));
        return template;
    }

    private static ObjectMeta metadata(Index index, Component component) {
        Map<String, String> labels = new LinkedHashMap<>(component.pod().labels());
        labels.putAll(Labels.ofPods(index.application(), component.name()));
        for (Network network : index.networks(component)) {
            labels.put(Labels.NETWORK + network.name(), "true");
        }
        index.togetherBy(component).ifPresent(label -> labels.put(label, "true"));
        for (Endpoint endpoint : index.sharedEndpoints(component)) {
            labels.put(Labels.ENDPOINT + endpoint.dnsName(), "true");
        }
        Map<String, String> annotations = new LinkedHashMap<>(component.annotations());
        annotations.putAll(component.pod().annotations());
        Meshes.mark(index, component, labels, annotations);
        Monitors.mark(index, component, annotations);
        Contents.ofFiles(index, component).ifPresent(hash -> annotations.put(Labels.FILES_CHECKSUM, hash));
        Contents.ofOthers(index, component, index.options().identities())
                .ifPresent(hash -> annotations.put(SECRET_IDENTITIES, hash));
        ObjectMeta metadata = new ObjectMeta();
        metadata.setLabels(labels);
        metadata.setAnnotations(annotations);
        return metadata;
    }

    private static PodSpec spec(Index index, Component component, Waits waits) {
        Containers containers = new Containers(index, Target.KUBERNETES);
        FolderMounts folders = new FolderMounts(index, Target.KUBERNETES);
        List<Exposure> exposures = index.exposures(component);
        List<Container> seeds = Seeds.of(index, component);
        List<Container> inits = component.inits().stream().map(folders::flat).toList();
        List<Container> mains =
                component.containers().stream().map(folders::flat).toList();
        List<Container> all =
                Stream.of(seeds, inits, mains).flatMap(List::stream).toList();
        List<io.fabric8.kubernetes.api.model.Container> first = new ArrayList<>();
        seeds.forEach(seed -> first.add(containers.of(seed, List.of())));
        first.addAll(waits.containers(component, Target.KUBERNETES));
        inits.forEach(init -> first.add(containers.of(init, List.of())));
        List<Volume> volumes = new ArrayList<>(PodVolumes.of(index, all, Target.KUBERNETES));
        volumes.addAll(waits.volumes(component));
        PodSpec spec = new PodSpec();
        spec.setInitContainers(first);
        spec.setContainers(
                mains.stream().map(main -> containers.of(main, exposures)).toList());
        spec.setVolumes(volumes);
        spec.setServiceAccountName(Identities.account(index, component).orElse(null));
        spec.setRestartPolicy(restartPolicy(component));
        spec.setAffinity(Placements.affinity(index, component));
        spec.setTopologySpreadConstraints(Placements.spread(index, component));
        spec.setNodeSelector(component.placement().nodeSelector());
        spec.setTolerations(Placements.tolerations(component.placement()));
        spec.setPriorityClassName(
                component.placement().priorityClass().isEmpty()
                        ? null
                        : component.placement().priorityClass());
        settings(component.pod(), spec);
        if (reaps(component)) {
            spec.setShareProcessNamespace(true);
        }
        if (component.pod().hostNetwork()) {
            spec.setDnsPolicy("ClusterFirstWithHostNet");
        }
        // Variables of the form REDIS_PORT=tcp://… for every Service would break images that read their own REDIS_PORT.
        spec.setEnableServiceLinks(false);
        spec.setAutomountServiceAccountToken(
                component.identity().map(Identity::token).orElse(false));
        if (component.containers().stream()
                .anyMatch(container -> !container.hooks().stopSignal().isEmpty())) {
            // Which signals there are depends on the system.
            spec.setOs(new PodOS("linux"));
        }
        if (component.pod().security().isPresent()) {
            SecurityLevels.apply(component.pod().security().get(), spec);
        } else {
            index.restricted().ifPresent(restricted -> restricted.harden(spec, component));
        }
        return spec;
    }

    /**
     * Whether the pod's own first process has to be an init process. It is one where processes are shared; several
     * containers would see each other's environment.
     */
    private static boolean reaps(Component component) {
        return component.containers().size() == 1
                && component.containers().get(0).init()
                && !component.pod().hostPid();
    }

    /** Sets what the containers share, as both a cluster and podman take it. */
    public static void settings(Pod pod, PodSpec spec) {
        spec.setHostname(pod.hostname().isEmpty() ? null : pod.hostname());
        spec.setSubdomain(pod.subdomain().isEmpty() ? null : pod.subdomain());
        spec.setHostNetwork(pod.hostNetwork() ? true : null);
        spec.setHostPID(pod.hostPid() ? true : null);
        spec.setHostIPC(pod.hostIpc() ? true : null);
        spec.setShareProcessNamespace(pod.shareProcesses() ? true : null);
        spec.setHostUsers(pod.hostUsers().orElse(null));
        spec.setTerminationGracePeriodSeconds(pod.graceSeconds().orElse(null));
        spec.setRuntimeClassName(pod.runtimeClass().isEmpty() ? null : pod.runtimeClass());
        spec.setSecurityContext(security(pod));
        List<HostAlias> aliases = new ArrayList<>();
        pod.hostAliases().forEach((address, names) -> aliases.add(new HostAlias(names, address)));
        spec.setHostAliases(aliases);
        spec.setImagePullSecrets(
                pod.pullSecrets().stream().map(LocalObjectReference::new).toList());
        pod.dns().ifPresent(dns -> spec.setDnsConfig(dns(dns)));
    }

    private static PodDNSConfig dns(Pod.Dns dns) {
        PodDNSConfig config = new PodDNSConfig();
        config.setNameservers(dns.servers());
        config.setSearches(dns.searches());
        config.setOptions(dns.options().stream()
                .map(option -> {
                    int colon = option.indexOf(':');
                    return colon < 0
                            ? new PodDNSConfigOption(option, null)
                            : new PodDNSConfigOption(option.substring(0, colon), option.substring(colon + 1));
                })
                .toList());
        return config;
    }

    private static @Nullable PodSecurityContext security(Pod pod) {
        if (pod.fsGroup().isEmpty()
                && pod.supplementalGroups().isEmpty()
                && pod.sysctls().isEmpty()) {
            return null;
        }
        PodSecurityContext context = new PodSecurityContext();
        pod.fsGroup().ifPresent(group -> {
            context.setFsGroup(group);
            // Leaves the modes of a data folder alone once its root belongs to the group: postgres refuses 0770.
            context.setFsGroupChangePolicy("OnRootMismatch");
        });
        context.setSupplementalGroups(pod.supplementalGroups());
        context.setSysctls(pod.sysctls().entrySet().stream()
                .map(sysctl -> new Sysctl(sysctl.getKey(), sysctl.getValue()))
                .toList());
        return context;
    }

    private static @Nullable String restartPolicy(Component component) {
        Workload workload = component.workload();
        if (workload instanceof Workload.Once once) {
            // Containers that work together start again together, in another pod.
            return once.retries() == 0 || component.containers().size() > 1 ? "Never" : "OnFailure";
        }
        return workload instanceof Workload.Scheduled ? "Never" : null;
    }
}
