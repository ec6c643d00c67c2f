package dev.sild.kubernetes.workloads;

import dev.sild.kubernetes.objects.Escapes;
import dev.sild.kubernetes.objects.Target;
import dev.sild.model.Health;
import io.fabric8.kubernetes.api.model.Container;
import io.fabric8.kubernetes.api.model.ExecAction;
import io.fabric8.kubernetes.api.model.GRPCAction;
import io.fabric8.kubernetes.api.model.HTTPGetAction;
import io.fabric8.kubernetes.api.model.HTTPHeader;
import io.fabric8.kubernetes.api.model.IntOrString;
import io.fabric8.kubernetes.api.model.Probe;
import io.fabric8.kubernetes.api.model.TCPSocketAction;
import java.util.ArrayList;
import java.util.List;

/**
 * Health as probes. Readiness needs no start-up probe: a pod that is not ready is held back, never killed, however long
 * it takes to start.
 *
 * @see <a href="https://kubernetes.io/docs/concepts/configuration/liveness-readiness-startup-probes/">Probes</a>
 */
final class Probes {
    private Probes() {}

    /**
     * Adds a container's probes; {@code played} means that the player runs the checks and does not restart an unhealthy
     * container.
     */
    static void addTo(Container made, dev.sild.model.Container container, Target target, boolean played) {
        for (dev.sild.model.Probe probe : container.probes()) {
            if (played && probe.use() == dev.sild.model.Probe.Use.LIVENESS) {
                continue;
            }
            switch (probe.use()) {
                case STARTUP -> made.setStartupProbe(probe(probe, target));
                case READINESS -> made.setReadinessProbe(probe(probe, target));
                case LIVENESS -> made.setLivenessProbe(probe(probe, target));
            }
        }
        if (played) {
            container.health().ifPresent(health -> made.setReadinessProbe(patient(health)));
        } else {
            container.health().ifPresent(health -> addTo(made, health, target));
        }
    }

    /** Failures while it starts count, and as many more are allowed. */
    private static Probe patient(Health health) {
        Probe probe = steady(health, Target.PODMAN);
        probe.setFailureThreshold(
                health.retries() + (health.startSeconds() + health.intervalSeconds() - 1) / health.intervalSeconds());
        return probe;
    }

    private static Probe probe(dev.sild.model.Probe said, Target target) {
        Probe probe = check(said.check(), target);
        probe.setInitialDelaySeconds(Workloads.positiveOrNull(said.initialDelaySeconds()));
        probe.setPeriodSeconds(Workloads.positiveOrNull(said.periodSeconds()));
        probe.setTimeoutSeconds(Workloads.positiveOrNull(said.timeoutSeconds()));
        probe.setFailureThreshold(Workloads.positiveOrNull(said.failures()));
        probe.setSuccessThreshold(Workloads.positiveOrNull(said.successes()));
        return probe;
    }

    private static void addTo(Container made, Health health, Target target) {
        boolean restarts = health.use() == Health.Use.LIVENESS;
        if (target == Target.KUBERNETES) {
            made.setReadinessProbe(steady(health, target));
            if (restarts && health.startSeconds() > 0) {
                made.setStartupProbe(starting(health, target));
            }
        }
        if (restarts) {
            made.setLivenessProbe(steady(health, target));
        }
    }

    private static Probe steady(Health health, Target target) {
        Probe probe = check(health.check(), target);
        probe.setPeriodSeconds(health.intervalSeconds());
        probe.setTimeoutSeconds(health.timeoutSeconds());
        probe.setFailureThreshold(health.retries());
        return probe;
    }

    private static Probe starting(Health health, Target target) {
        Probe probe = check(health.check(), target);
        int period = health.startIntervalSeconds();
        probe.setPeriodSeconds(period);
        probe.setTimeoutSeconds(health.timeoutSeconds());
        probe.setFailureThreshold((health.startSeconds() + period - 1) / period + health.retries());
        return probe;
    }

    private static Probe check(Health.Check check, Target target) {
        Probe probe = new Probe();
        if (check instanceof Health.Exec exec) {
            ExecAction action = new ExecAction();
            action.setCommand(exec.command().stream()
                    .map(word -> Escapes.ofProbe(word, target))
                    .toList());
            probe.setExec(action);
        } else if (check instanceof Health.Http http) {
            probe.setHttpGet(get(http));
        } else if (check instanceof Health.Tcp tcp) {
            TCPSocketAction action = new TCPSocketAction();
            action.setPort(new IntOrString(tcp.port()));
            probe.setTcpSocket(action);
        } else if (check instanceof Health.Grpc grpc) {
            probe.setGrpc(new GRPCAction(grpc.port(), grpc.service().isEmpty() ? null : grpc.service()));
        }
        return probe;
    }

    private static HTTPGetAction get(Health.Http http) {
        List<HTTPHeader> headers = new ArrayList<>();
        if (!http.host().isEmpty()) {
            headers.add(new HTTPHeader("Host", http.host()));
        }
        for (Health.Header header : http.headers()) {
            headers.add(new HTTPHeader(header.name(), header.value()));
        }
        HTTPGetAction get = new HTTPGetAction();
        get.setPath(http.path());
        get.setPort(new IntOrString(http.port()));
        get.setScheme(http.tls() ? "HTTPS" : null);
        get.setHttpHeaders(headers);
        return get;
    }
}
