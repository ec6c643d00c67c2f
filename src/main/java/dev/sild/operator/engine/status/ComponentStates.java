package dev.sild.operator.engine.status;

import dev.sild.kubernetes.objects.Labels;
import dev.sild.operator.engine.plan.PodCount;
import dev.sild.operator.engine.plan.Readiness;
import dev.sild.operator.engine.state.ChildKind;
import dev.sild.operator.engine.state.Desired;
import dev.sild.operator.engine.state.LiveObject;
import dev.sild.operator.engine.state.Observed;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * How each component of a stack is doing, as its status lists them.
 *
 * @param components one map a component
 * @param ready how many of them are ready
 * @param backups one map for each component that writes dumps; empty where they are not known
 */
public record ComponentStates(
        List<Map<String, Object>> components, long ready, Optional<List<Map<String, Object>>> backups) {
    private static final Set<ChildKind> WORKLOADS = Set.of(
            ChildKind.DEPLOYMENT, ChildKind.STATEFUL_SET, ChildKind.DAEMON_SET, ChildKind.JOB, ChildKind.CRON_JOB);

    /** The components of a stack that could not be looked at. */
    public static final ComponentStates UNKNOWN = new ComponentStates(List.of(), 0, Optional.empty());

    public ComponentStates with(List<Map<String, Object>> states) {
        return new ComponentStates(components, ready, Optional.of(states));
    }

    /** Adds the backups to a status: those of the last one, where they are not known now. */
    public void addBackupsTo(Map<String, Object> status, Map<?, ?> last) {
        Object states = backups.isPresent() ? backups.get() : last.get("backups");
        if (states instanceof List<?> list && !list.isEmpty()) {
            status.put("backups", states);
        }
    }

    public static ComponentStates of(List<Desired> desired, Observed observed) {
        List<Map<String, Object>> components = new ArrayList<>();
        long ready = 0;
        Set<Object> named = new HashSet<>();
        for (Desired object : desired) {
            // The API server tells them apart by their names.
            if (WORKLOADS.contains(object.ref().kind())
                    && named.add(object.field("metadata", "labels", Labels.COMPONENT))) {
                Optional<LiveObject> live = observed.get(object.ref());
                components.add(component(object, live, desired));
                ready += live.filter(found -> Readiness.of(found).state() == Readiness.State.CURRENT)
                                .isPresent()
                        ? 1
                        : 0;
            }
        }
        return new ComponentStates(List.copyOf(components), ready, Optional.empty());
    }

    private static Map<String, Object> component(Desired workload, Optional<LiveObject> live, List<Desired> desired) {
        Object name = workload.field("metadata", "labels", Labels.COMPONENT);
        Map<String, Object> component = new LinkedHashMap<>();
        component.put("name", name);
        switch (workload.ref().kind()) {
            case DEPLOYMENT, STATEFUL_SET ->
                pods(
                        component,
                        live,
                        workload.field("spec", "replicas") instanceof Number wanted ? wanted.longValue() : 1);
            case DAEMON_SET -> pods(component, live, 0);
            default -> {}
        }
        image(workload).ifPresent(image -> component.put("image", image));
        address(String.valueOf(name), desired).ifPresent(address -> component.put("address", address));
        return component;
    }

    /** @param otherwise how many pods there should be, while there is no workload */
    private static void pods(Map<String, Object> component, Optional<LiveObject> live, long otherwise) {
        PodCount count = live.flatMap(PodCount::of).orElse(new PodCount(0, otherwise));
        component.put("ready", (int) count.ready());
        component.put("wanted", (int) count.wanted());
    }

    private static Optional<Object> image(Desired workload) {
        Object pod = workload.ref().kind() == ChildKind.CRON_JOB
                ? workload.field("spec", "jobTemplate", "spec", "template", "spec", "containers")
                : workload.field("spec", "template", "spec", "containers");
        return pod instanceof List<?> containers && containers.get(0) instanceof Map<?, ?> main
                ? Optional.ofNullable(main.get("image"))
                : Optional.empty();
    }

    /** Returns the host and port of the first Service that selects a component. */
    private static Optional<String> address(String component, List<Desired> desired) {
        return desired.stream()
                .filter(object -> object.ref().kind() == ChildKind.SERVICE)
                .filter(service -> component.equals(service.field("spec", "selector", Labels.COMPONENT)))
                .flatMap(
                        service -> port(service)
                                .map(port -> service.ref().name() + "."
                                        + service.ref().namespace() + ".svc:" + port)
                                .stream())
                .findFirst();
    }

    /** Returns the first port of a Service. */
    private static Optional<Object> port(Desired service) {
        return service.field("spec", "ports") instanceof List<?> ports && !ports.isEmpty()
                ? Optional.ofNullable(((Map<?, ?>) ports.get(0)).get("port"))
                : Optional.empty();
    }
}
