package dev.sild.stacks.spec;

import dev.sild.model.Health;
import dev.sild.model.Probe;
import dev.sild.model.Probe.Use;
import dev.sild.v1alpha1.shared.Probes;
import java.util.ArrayList;
import java.util.List;

/** How a program's health is checked: as the user specifies; by default, it is ready if it accepts a connection. */
final class UserProbes {
    private UserProbes() {}

    static List<Probe> of(Probes probes, int port) {
        Probes said = probes == null ? new Probes() : probes;
        List<Probe> all = new ArrayList<>();
        if (said.getStartup() != null) {
            all.add(probe(Use.STARTUP, said.getStartup(), port));
        }
        all.add(
                said.getReadiness() == null
                        ? new Probe(Use.READINESS, new Health.Tcp(port))
                        : probe(Use.READINESS, said.getReadiness(), port));
        if (said.getLiveness() != null) {
            all.add(probe(Use.LIVENESS, said.getLiveness(), port));
        }
        return all;
    }

    private static Probe probe(Use use, dev.sild.v1alpha1.shared.Probe said, int port) {
        return new Probe(
                use,
                check(said, port),
                said.getInitialDelaySeconds(),
                said.getPeriodSeconds(),
                said.getTimeoutSeconds(),
                said.getFailureThreshold(),
                0);
    }

    private static Health.Check check(dev.sild.v1alpha1.shared.Probe said, int port) {
        if (said.getHttpGet() != null) {
            return new Health.Http(
                    or(said.getHttpGet().getPort(), port),
                    said.getHttpGet().getPath(),
                    false,
                    Shapes.text(said.getHttpGet().getHost()),
                    List.of());
        }
        if (said.getTcpSocket() != null) {
            return new Health.Tcp(or(said.getTcpSocket().getPort(), port));
        }
        return said.getGrpc() != null
                ? new Health.Grpc(
                        or(said.getGrpc().getPort(), port), said.getGrpc().getService())
                : new Health.Exec(said.getExec().getCommand());
    }

    private static int or(Integer number, int otherwise) {
        return number == null ? otherwise : number;
    }
}
