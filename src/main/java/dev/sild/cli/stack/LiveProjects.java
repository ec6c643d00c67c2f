package dev.sild.cli.stack;

import dev.sild.cli.options.ClusterOptions;
import dev.sild.kubernetes.objects.Labels;
import dev.sild.model.Lookup;
import dev.sild.operator.engine.state.ChildKind;
import dev.sild.operator.engine.state.LiveObject;
import io.fabric8.kubernetes.client.KubernetesClient;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The converted projects of a cluster, by the workloads that they have. */
public final class LiveProjects {
    private static final List<ChildKind> WORKLOADS = List.of(
            ChildKind.DEPLOYMENT, ChildKind.STATEFUL_SET, ChildKind.DAEMON_SET, ChildKind.CRON_JOB, ChildKind.JOB);

    private record Key(String namespace, String name) {}

    private final KubernetesClient client;

    /** Creates an instance that reads through a client, which the caller must close. */
    public LiveProjects(KubernetesClient client) {
        this.client = client;
    }

    /**
     * Returns the projects of a namespace, by namespace and name.
     *
     * @param namespace the namespace; empty for all
     */
    public Listing<LiveProject> list(String namespace) {
        List<LiveObject> workloads = new ArrayList<>();
        List<String> unread = new ArrayList<>();
        for (ChildKind kind : WORKLOADS) {
            try {
                workloads.addAll(workloads(namespace, kind));
            } catch (KubernetesClientException refused) {
                unread.add(ClusterOptions.forbidden(kind.plural(), refused));
            }
        }
        Map<Key, List<LiveObject>> projects = workloads.stream()
                .collect(Collectors.groupingBy(
                        workload -> new Key(
                                workload.ref().namespace(), Lookup.required(workload.labels(), Labels.INSTANCE)),
                        () -> new TreeMap<>(Comparator.comparing(Key::namespace).thenComparing(Key::name)),
                        Collectors.toList()));
        return new Listing<>(
                projects.entrySet().stream()
                        .map(project -> project(project.getKey(), project.getValue()))
                        .toList(),
                unread);
    }

    private List<LiveObject> workloads(String namespace, ChildKind kind) {
        var every = client.genericKubernetesResources(kind.context());
        return (namespace.isEmpty() ? every.inAnyNamespace() : every.inNamespace(namespace))
                .withLabelSelector(LiveProject.SELECTOR).list().getItems().stream()
                        .map(object -> LiveObject.of(kind, object))
                        .filter(LiveProject::isOfProject)
                        .toList();
    }

    private static LiveProject project(Key key, List<LiveObject> workloads) {
        return new LiveProject(
                key.namespace(),
                key.name(),
                workloads.stream()
                        .flatMap(LiveProject::services)
                        .distinct()
                        .sorted()
                        .toList(),
                workloads.stream()
                        .map(workload -> workload.metadata().getCreationTimestamp())
                        .filter(Objects::nonNull)
                        .min(Comparator.naturalOrder())
                        .orElse(""));
    }
}
