package dev.sild.compose.translate.pods;

import dev.sild.compose.translate.kompose.KomposeLabels;
import dev.sild.compose.translate.relations.ServiceOrder;
import dev.sild.compose.translate.source.Attribute;
import dev.sild.compose.translate.source.TranslateOptions;
import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.Dependency.Until;
import dev.sild.model.Workload;
import dev.sild.report.Code;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Services that others wait for to end: an init container of the one that waits, where there is one and nothing stands
 * against it, since that needs no rights; else a Job.
 */
final class OneShots {
    private final PodGrouping group;
    private final ServiceOrder order;
    private final TranslateOptions options;
    private final PodNeeds needs;

    OneShots(PodGrouping group) {
        this.group = group;
        order = group.relations().order();
        options = group.options();
        needs = PodNeeds.of(group);
    }

    /** Moves into the pods of the table what can run there first, the last in order before those it waits for. */
    void apply() {
        List<String> backwards = new ArrayList<>(order.sorted());
        Collections.reverse(backwards);
        for (String service : backwards) {
            if (order.awaitedToComplete(service)) {
                onlyDependant(service)
                        .ifPresentOrElse(
                                dependant -> move(service, dependant),
                                () -> note(
                                        service,
                                        "a one-shot service that others wait for: it becomes "
                                                + (options.podman() ? "a one-shot pod" : Waiting.A_JOB),
                                        options.podman() ? "" : Waiting.remedy(options)));
            } else if (endsByItself(service)) {
                note(
                        service,
                        "a one-shot service without a server: it becomes "
                                + (options.podman() ? "a one-shot pod" : "a Job"),
                        "");
            }
        }
    }

    private void note(String service, String reason, String remedy) {
        group.service(service).note(Code.ONE_SHOT, reason, remedy);
    }

    /** Whether a service becomes a job, in a pod that ends, although the user did not request a job. */
    private boolean endsByItself(String service) {
        return group.pod(service).workload() instanceof Workload.Once
                && !group.service(service).get("deploy").get("mode").string().endsWith("-job")
                && !isAskedFor(service);
    }

    /** Whether the user says by a hint what the service is to become. */
    private boolean isAskedFor(String service) {
        Attribute asked = group.service(service);
        return asked.get("x-sild").get("kind").present()
                || KomposeLabels.of(asked).get("controller.type").present();
    }

    /** Returns the service in whose pod this one can run first. */
    private Optional<String> onlyDependant(String service) {
        List<String> dependants = order.dependants(service);
        if (dependants.size() != 1 || isAskedFor(service)) {
            return Optional.empty();
        }
        String dependant = dependants.get(0);
        return order.waits(dependant).get(service) == Until.COMPLETED && fits(service, dependant)
                ? Optional.of(dependant)
                : Optional.empty();
    }

    private boolean fits(String service, String dependant) {
        Component guest = group.pod(service);
        Component host = group.pod(dependant);
        Container main = guest.main();
        boolean alone = guest.containers().size() == 1 && !guest.name().equals(host.name());
        boolean runsOnce =
                guest.workload() instanceof Workload.Once once && once.completions() == 1 && isOne(host.workload());
        boolean servesNobody = main.ports().isEmpty() && main.hooks().equals(Container.Hooks.NONE);
        return alone
                && runsOnce
                && servesNobody
                && group.networks().same(guest.name(), host.name())
                && !group.meansAnother(host.pod().hostname(), List.of(host.name()))
                && !(group.pods().circlesMayBe() && needs.reach(guest.name(), host.name()))
                && PodMerge.of(host, guest).differences().isEmpty()
                && (!options.podman() || podmanCan(service));
    }

    /** Whether one pod of the workload runs at a time. */
    private static boolean isOne(Workload workload) {
        return workload instanceof Workload.Replicated replicated && replicated.replicas() == 1
                || workload instanceof Workload.Stateful stateful && stateful.replicas() == 1
                || workload instanceof Workload.Once once && once.completions() == 1;
    }

    /**
     * Podman starts a failed init container no second time, and gives the pod up: what it needs must be there by then.
     * The code that plays the pods one by one waits for each of them to end.
     */
    private boolean podmanCan(String service) {
        Attribute attribute = group.service(service);
        String restart = attribute.get("restart").string();
        String condition =
                attribute.get("deploy").get("restart_policy").get("condition").string();
        boolean triedOnce = condition.isEmpty() ? restart.isEmpty() || restart.equals("no") : condition.equals("none");
        return triedOnce
                && !options.singlePod()
                && !options.played()
                && (order.waits(service).isEmpty() || options.waits().until() == TranslateOptions.Waits.Until.STARTED);
    }

    private void move(String service, String dependant) {
        Component guest = group.pod(service);
        Component host = group.pod(dependant);
        List<Container> inits = new ArrayList<>(guest.inits());
        inits.add(guest.main().with(main -> main.health(Optional.empty()).probes(List.of())));
        inits.addAll(host.inits());
        group.pods().join(guest.name(), PodMerge.of(host, guest).with(host.containers(), inits));
        Attribute attribute = group.service(service);
        attribute.note(
                Code.ONE_SHOT,
                "only '" + dependant + "' waits for its completion: it becomes an init container there and runs"
                        + " again when that pod restarts");
        if (attribute.get("healthcheck").present()) {
            attribute.get("healthcheck").nodeLevel("its dependants wait for its completion, not for its health");
        }
    }
}
