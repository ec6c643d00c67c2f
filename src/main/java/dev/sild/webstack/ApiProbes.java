package dev.sild.webstack;

import dev.sild.model.Health;
import dev.sild.model.Probe;
import dev.sild.model.Probe.Use;
import dev.sild.stack.Shapes;
import dev.sild.v1alpha1.webstackspec.Api;
import dev.sild.v1alpha1.webstackspec.api.Probes;
import dev.sild.v1alpha1.webstackspec.api.probes.Readiness;
import java.util.ArrayList;
import java.util.List;

/** How it is known whether the api is well: as the user says; where nothing is said, a connection makes it ready. */
final class ApiProbes {
  private ApiProbes() {}

  static List<Probe> of(Api api) {
    Probes said = api.getProbes() == null ? new Probes() : api.getProbes();
    List<Probe> probes = new ArrayList<>();
    if (said.getStartup() != null) {
      probes.add(probe(Use.STARTUP, said.getStartup(), api.getPort()));
    }
    probes.add(said.getReadiness() == null ? new Probe(Use.READINESS, new Health.Tcp(api.getPort()))
        : probe(Use.READINESS, said.getReadiness(), api.getPort()));
    if (said.getLiveness() != null) {
      probes.add(probe(Use.LIVENESS, said.getLiveness(), api.getPort()));
    }
    return probes;
  }

  private static Probe probe(Use use, Readiness said, int port) {
    return new Probe(use, check(said, port), said.getInitialDelaySeconds(), said.getPeriodSeconds(),
        said.getTimeoutSeconds(), said.getFailureThreshold(), 0);
  }

  private static Health.Check check(Readiness said, int port) {
    if (said.getHttpGet() != null) {
      return new Health.Http(or(said.getHttpGet().getPort(), port), said.getHttpGet().getPath(), false,
          Shapes.text(said.getHttpGet().getHost()), List.of());
    }
    if (said.getTcpSocket() != null) {
      return new Health.Tcp(or(said.getTcpSocket().getPort(), port));
    }
    return said.getGrpc() != null
        ? new Health.Grpc(or(said.getGrpc().getPort(), port), said.getGrpc().getService())
        : new Health.Exec(said.getExec().getCommand());
  }

  private static int or(Integer number, int otherwise) {
    return number == null ? otherwise : number;
  }
}
