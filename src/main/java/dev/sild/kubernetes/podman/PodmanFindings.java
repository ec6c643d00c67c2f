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
    private static final String NO_HOOKS = "podman kube play runs no lifecycle hooks";
    private static final String OWN_COMMAND = "let the container's own command do it";

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
                    "podman knows no schedule: '" + component.name() + "', which would run at '" + scheduled.schedule()
                            + "', does not",
                    "let a systemd timer run it");
        } else if (component.workload() instanceof Workload.Autoscaled) {
            lost(
                    component,
                    "",
                    "podman runs one pod of '" + component.name() + "', whatever its load",
                    "play it in a cluster where that matters");
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
                    "podman has no readiness probe, and its liveness probe restarts the container",
                    "ask for that with --health liveness");
        }
        PodmanTexts.unreadable(container)
                .forEach(attribute -> lost(
                        component,
                        place,
                        attribute,
                        "podman kube play refuses a text of several lines that begins with a blank",
                        "begin it with its first word"));
        if (container.stdin()) {
            lost(
                    component,
                    place,
                    ".stdin_open",
                    "podman kube play keeps no standard input open",
                    "run it with 'podman run -i'");
        }
        if (container.init() && !PodmanAnnotations.hasOwnProcesses(component)) {
            lost(
                    component,
                    place,
                    ".init",
                    "podman starts no init process where a container sees the processes of others",
                    "let the first process of the container reap the others");
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
                    "'" + container.name() + "' is asked whether it is well, and is not started anew where it is not",
                    "look at it with 'sild ps', and start it anew with 'podman pod restart'");
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
                        "pods that podman plays share one network: '" + network.name() + "' keeps nobody out",
                        "play the pods on networks of their own with podman kube play --network")));
        for (Component component : running) {
            if (!component.pod().hostNetwork()
                    && application.networks().stream()
                            .noneMatch(network -> network.members().contains(component.name()))) {
                lost(
                        component,
                        ".network_mode",
                        "podman puts every pod on a network",
                        "play it by itself with podman kube play --network none");
            }
        }
    }

    private void reportCallers(Network network) {
        if (!network.callers().containsAll(network.members())) {
            findings.add(new Finding(
                    Code.NOT_FOR_PODMAN,
                    application.components().get(0).origin().at("networks." + network.name()),
                    "on a network of podman's everybody may open connections to everybody: '" + network.name()
                            + "' keeps no caller out",
                    "play the services apart, or leave it to a cluster"));
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
                        "podman has no network policies: the pods of '" + application.name()
                                + "' share a network on which all may talk to" + " all",
                        "play it in a cluster where that matters"));
        for (Endpoint endpoint : application.endpoints()) {
            endpoint.ports().stream()
                    .filter(port -> endpoint.number(port) != port.number())
                    .forEach(port -> application
                            .component(endpoint.components().get(0))
                            .ifPresent(component -> lost(
                                    component,
                                    "",
                                    "a name of podman's leads to a pod, not to a Service: '"
                                            + application.naming().object(endpoint.dnsName())
                                            + "' answers at port "
                                            + port.number() + " and not at " + endpoint.number(port),
                                    "let what connects to it use that port")));
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
