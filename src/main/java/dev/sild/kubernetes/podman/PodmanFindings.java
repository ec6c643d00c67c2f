package dev.sild.kubernetes.podman;

import dev.sild.kubernetes.objects.PodmanTexts;
import dev.sild.model.Application;
import dev.sild.model.Component;
import dev.sild.model.Container;
import dev.sild.model.Endpoint;
import dev.sild.model.Health;
import dev.sild.model.Network;
import dev.sild.model.Origin;
import dev.sild.model.Probe;
import dev.sild.model.Workload;
import dev.sild.report.Code;
import dev.sild.report.Finding;
import java.util.List;

/** What of an application podman has no place for. */
final class PodmanFindings {
    private static final String NO_HOOKS = "podman kube play does not support lifecycle hooks";
    private static final String OWN_COMMAND = "run it in the command of the container";

    private final Application application;
    private final List<Component> running;
    private final boolean played;
    private final List<Finding> findings;

    /**
     * Makes a reporter.
     *
     * @param running the components that run
     * @param played whether Sild plays the pods: it makes their networks and asks for their health
     * @param findings takes what is found
     */
    PodmanFindings(Application application, List<Component> running, boolean played, List<Finding> findings) {
        this.application = application;
        this.running = running;
        this.played = played;
        this.findings = findings;
    }

    void report() {
        for (Component component : application.components()) {
            reportWorkload(component);
            component.containers().forEach(container -> reportContainer(component, container));
        }
        if (!application.networks().isEmpty()) {
            if (played) {
                application.networks().forEach(this::reportCallers);
            } else {
                reportNetworks();
            }
        }
        if (played) {
            reportStack();
        }
    }

    private void reportWorkload(Component component) {
        if (component.workload() instanceof Workload.Scheduled scheduled) {
            lost(
                    component,
                    "",
                    "podman has no schedules: '" + component.name() + "' does not run at '" + scheduled.schedule()
                            + "'",
                    "run it with a systemd timer");
        } else if (component.workload() instanceof Workload.Autoscaled) {
            lost(
                    component,
                    "",
                    "podman runs one pod of '" + component.name() + "'; it does not autoscale",
                    "run it in a cluster if this matters");
        }
    }

    private void reportContainer(Component component, Container container) {
        Origin place = component.origin(container);
        if (!played
                && container.health().isPresent()
                && container.health().get().use() == Health.Use.READINESS) {
            lost(
                    component,
                    place,
                    ".healthcheck",
                    "podman has no readiness probes, and its liveness probes restart the container",
                    "enable that with --health liveness");
        }
        PodmanTexts.unreadable(container)
                .forEach(attribute -> lost(
                        component,
                        place,
                        attribute,
                        "podman kube play refuses multi-line text that starts with whitespace",
                        "start it with a word"));
        if (container.stdin()) {
            lost(
                    component,
                    place,
                    ".stdin_open",
                    "podman kube play does not keep standard input open",
                    "use 'podman run -i'");
        }
        if (container.init() && !PodmanAnnotations.hasOwnProcesses(component)) {
            lost(
                    component,
                    place,
                    ".init",
                    "podman has no init process for a container that shares its PID namespace",
                    "let the first process of the container reap child processes");
        }
        if (!container.hooks().postStart().isEmpty()) {
            lost(component, place, ".post_start", NO_HOOKS, OWN_COMMAND);
        }
        if (!container.hooks().preStop().isEmpty()) {
            lost(component, place, ".pre_stop", NO_HOOKS, OWN_COMMAND);
        }
        if (played && container.probes().stream().anyMatch(probe -> probe.use() == Probe.Use.LIVENESS)) {
            lost(
                    component,
                    "",
                    "podman checks the health of '" + container.name() + "' but does not restart it",
                    "check it with 'sild ps', and restart it with 'podman pod restart'");
        }
    }

    private void reportNetworks() {
        application.networks().stream()
                .filter(network -> !network.members().isEmpty())
                .forEach(network -> findings.add(new Finding(
                        Code.NOT_FOR_PODMAN,
                        application
                                .components()
                                .get(0)
                                .origin()
                                .at("networks." + network.name() + (network.internal() ? ".internal" : "")),
                        "pods in podman share one network; '" + network.name() + "' does not isolate them",
                        "give the pods separate networks with 'podman kube play --network'")));
        for (Component component : running) {
            if (!component.pod().hostNetwork()
                    && application.networks().stream()
                            .noneMatch(network -> network.members().contains(component.name()))) {
                lost(
                        component,
                        ".network_mode",
                        "podman attaches every pod to a network",
                        "run it separately with 'podman kube play --network none'");
            }
        }
    }

    private void reportCallers(Network network) {
        if (!network.callers().containsAll(network.members())) {
            findings.add(new Finding(
                    Code.NOT_FOR_PODMAN,
                    application.components().get(0).origin().at("networks." + network.name()),
                    "a podman network has no access control; '" + network.name() + "' does not restrict callers",
                    "run the services separately, or use a cluster"));
        }
    }

    /** What only stacks say. */
    private void reportStack() {
        application
                .calls()
                .filter(calls -> !running.isEmpty())
                .ifPresent(calls -> lost(
                        running.get(0),
                        "",
                        "podman has no network policies; all pods of '" + application.name()
                                + "' can connect to each other",
                        "run it in a cluster if this matters"));
        for (Endpoint endpoint : application.endpoints()) {
            endpoint.ports().stream()
                    .filter(port -> endpoint.number(port) != port.number())
                    .forEach(port -> application
                            .component(endpoint.components().get(0))
                            .ifPresent(component -> lost(
                                    component,
                                    "",
                                    "a podman name resolves to a pod, not a Service: '"
                                            + application.naming().object(endpoint.dnsName()) + "' listens on port "
                                            + port.number() + ", not " + endpoint.number(port),
                                    "use that port in its clients")));
        }
    }

    private void lost(Component component, String attribute, String reason, String remedy) {
        lost(component, component.origin(), attribute, reason, remedy);
    }

    private void lost(Component component, Origin place, String attribute, String reason, String remedy) {
        String path = place.path().isEmpty() ? component.name() : place.path();
        findings.add(new Finding(Code.NOT_FOR_PODMAN, place.at(path + attribute), reason, remedy));
    }
}
