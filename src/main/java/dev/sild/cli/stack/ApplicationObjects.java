package dev.sild.cli.stack;

import dev.sild.kubernetes.objects.Labels;
import dev.sild.operator.engine.state.ChildKind;
import dev.sild.operator.engine.state.LiveObject;
import io.fabric8.kubernetes.api.model.Pod;
import io.fabric8.kubernetes.client.KubernetesClient;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The objects and pods of an application, as the API server has them. */
public final class ApplicationObjects {
    private static final List<ChildKind> LASTING =
            List.of(ChildKind.DEPLOYMENT, ChildKind.STATEFUL_SET, ChildKind.DAEMON_SET);

    private final KubernetesClient client;
    private final LiveApplication application;

    /** Creates an instance that reads through a client, which the caller must close. */
    public ApplicationObjects(KubernetesClient client, LiveApplication application) {
        this.client = client;
        this.application = application;
    }

    /** Returns its objects of a kind. */
    public List<LiveObject> of(ChildKind kind) {
        return client
                .genericKubernetesResources(kind.context())
                .inNamespace(application.namespace())
                .withLabelSelector(application.selector())
                .list()
                .getItems()
                .stream()
                .map(object -> LiveObject.of(kind, object))
                .filter(application::owns)
                .toList();
    }

    /** Returns the workloads that keep pods running. */
    public List<LiveObject> workloads() {
        return LASTING.stream().flatMap(kind -> of(kind).stream()).toList();
    }

    public List<Pod> pods() {
        return client
                .pods()
                .inNamespace(application.namespace())
                .withLabelSelector(application.podSelector())
                .list()
                .getItems()
                .stream()
                .filter(application::runs)
                .toList();
    }

    /** Returns the component that an object belongs to; its own name where it has none. */
    public static String component(LiveObject object) {
        String component = object.component();
        return component.isEmpty() ? object.ref().name() : component;
    }

    /** Returns the component that a pod belongs to; empty where it has none. */
    public static String component(Pod pod) {
        return Labels.component(Objects.requireNonNullElse(pod.getMetadata().getLabels(), Map.of()));
    }
}
